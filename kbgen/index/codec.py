"""The only place that knows the bytes of an index file (index-format 4).

A file is gzip; what it unpacks to starts with a header that says its layout and its own place in the index, so that a host which
answers with another file is caught. Columns of numbers are variable-length integers, seven bits a byte, low first.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

FORMAT = 2
"""Number of the format. A client that meets another one says so and reloads once (index-format 1.2)."""
REAL_WORD = 32
"""The mark of a Chinese word that no article holds and that is no typing mistake (index-format 4.3); marks of costs are lower."""
LAYOUT = 1
"""Number of the layout of a file (index-format 3.3): format 2 changed names and no file, so that caches stay right."""


@dataclass(frozen=True, slots=True)
class TermPostings:
    """One term of a shard.

    mark: of an alphabetic term its group, terms of a shard with the same number above 0 sharing a stem; of a Chinese term its
    cost as a word, in steps of 8, 0 for none, or REAL_WORD. pairs: ascending pair numbers.
    impacts: 1..255, one per pair.
    """

    term: str
    mark: int
    pairs: Sequence[int]
    impacts: Sequence[int]


_MOST_IN_A_BYTE = 0x7F


def encode_varints(numbers: Iterable[int]) -> bytes:
    """Return non-negative integers, seven bits a byte, low bits first, the high bit set on all but the last byte."""
    numbers = tuple(numbers)
    if max(numbers, default=0) <= _MOST_IN_A_BYTE:  # mostly, and a hundred thousand times in a build
        return bytes(numbers)
    return b"".join(map(_varint, numbers))


@lru_cache(maxsize=1 << 14)
def _varint(number: int) -> bytes:
    out = bytearray()
    while number > _MOST_IN_A_BYTE:
        out.append(number & _MOST_IN_A_BYTE | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def column(content: bytes) -> bytes:
    """Return a column: its length in bytes, then its content."""
    return encode_varints([len(content)]) + content


def encode_terms(terms: Sequence[str]) -> bytes:
    """Return sorted terms front-coded in two columns: shared code points with the term before, and the rest, newline between."""
    shared: list[int] = []
    rests: list[str] = []
    before = ""
    for term in terms:
        length = 0
        for here, there in zip(before, term, strict=False):
            if here != there:
                break
            length += 1
        shared.append(length)
        rests.append(term[length:])
        before = term
    return column(encode_varints(shared)) + column("\n".join(rests).encode())


def encode_shard(postings: Sequence[TermPostings]) -> bytes:
    """Return the columns of a shard: terms, marks, posting counts, pair gaps, impacts (index-format 4.3)."""
    sizes = [len(entry.pairs) for entry in postings]
    gaps, _ = encode_gaps(array("i", [pair for entry in postings for pair in entry.pairs]), sizes)
    head = encode_head([entry.term for entry in postings], [entry.mark for entry in postings])
    return encode_rows(head, sizes, gaps, b"".join([bytes(entry.impacts) for entry in postings]))


def encode_head(terms: Sequence[str], marks: Iterable[int]) -> bytes:
    """Return the columns of a shard that say which terms it has: these and their marks."""
    return encode_terms(terms) + column(encode_varints(marks))


def encode_rows(head: bytes, sizes: Sequence[int], gaps: bytes, impacts: bytes) -> bytes:
    """Return the columns of a shard. head: of its terms. sizes: how many pairs each has. gaps: as `encode_gaps` makes them."""
    return b"".join((head, column(encode_varints(sizes)), column(gaps), column(impacts)))


def encode_gaps(pairs: array[int] | memoryview, sizes: Sequence[int]) -> tuple[bytes, list[int]]:
    """Return how far each pair of a row is from the one before, less one, the first from -1; and where in that each row ends.

    pairs: of 32 bits, one row after the other; of a large site there are millions, so that they are worked out together.
    sizes: of the rows.
    """
    import numpy as np  # for builds alone

    numbers = np.frombuffer(pairs, np.intc)
    row_ends = np.cumsum(sizes, dtype=np.int64)
    gaps = np.diff(numbers, prepend=np.intc(-1)) - 1
    firsts = np.concatenate(([0], row_ends))[:-1]
    firsts = firsts[firsts < row_ends]
    gaps[firsts] = numbers[firsts]
    lengths = np.ones(len(gaps), np.int64)
    for bits in (7, 14, 21, 28):
        lengths += gaps >> bits > 0
    ends = np.concatenate(([0], np.cumsum(lengths)))
    encoded = np.empty(ends[-1], np.uint8)
    for at in range(lengths.max(initial=0)):
        some = np.flatnonzero(lengths > at)
        encoded[ends[some] + at] = gaps[some] >> 7 * at & _MOST_IN_A_BYTE | (lengths[some] > at + 1) << 7
    return encoded.tobytes(), ends[row_ends].tolist()


def encode_lexicon(costs: Mapping[str, int]) -> bytes:
    """Return the columns of a lexicon: sorted terms, then one cost a term (0..255)."""
    terms = sorted(costs)
    return encode_terms(terms) + column(bytes(costs[term] for term in terms))


def alias_start(script: str, source: str) -> int:
    """Return the number that leads to the file of a source, when divided by the number of files (index-format 4.7)."""
    if script == "hani":
        return ord(source[0])
    return letters_start(source.split(" ", 1)[0])


def source_start(script: str, source: str) -> str:
    """Return what a source of aliases is known to begin with: its first word, or its first two Han characters (4.7.1)."""
    return source[:2] if script == "hani" else source.split(" ", 1)[0]


def start_number(start: str) -> int:
    """Return the number, below 65536, that stands for a start; a few starts share one (index-format 4.7.1)."""
    number = 0
    for char in start:
        number = (33 * number + ord(char)) % 65_536
    return number


def encode_starts(starts: Iterable[str]) -> bytes:
    """Return one column of the gaps between the numbers of starts, ascending, the first from 0 (index-format 4.7.1)."""
    numbers = sorted({start_number(start) for start in starts})
    return column(encode_varints(number - before for before, number in pairwise((0, *numbers))))


def letters_start(word: str) -> int:
    """Return a number made of the first two letters of an alphabetic word, by which files of words are told apart."""
    return 26 * ord(word[0]) + (ord(word[1]) if len(word) > 1 else 0)


def header(place: str) -> bytes:
    """Return what a file at this place of the index unpacks to before its payload: `kb`, the layout, the place."""
    return b"kb" + bytes([LAYOUT]) + column(place.encode())


def pack(place: str, payload: bytes) -> bytes:
    """Return the bytes of a file (index-format 3.3)."""
    return packed(header(place) + payload)


_GZIP = 31
"""Window bits with which zlib writes gzip, without name and time."""
_MEMORY_LEVEL = 6
"""Blocks of a quarter of the usual size: what lies in a pack is of many kinds, and each gets a code of its own."""


def packed(whole: bytes) -> bytes:
    """Return the bytes of a file that holds its header and its payload: gzip of both.

    The same input gives the same bytes on one machine only: another zlib or Python packs otherwise. So no name hangs on them.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP, _MEMORY_LEVEL)
    return packer.compress(whole) + packer.flush()


def payload_of(content: bytes) -> bytes:
    """Return the payload of a file that `pack` made, after its header."""
    whole = gzip.decompress(content)
    return whole[4 + whole[3] :]  # a place is shorter than 128 bytes, so that its length is one


def payload_digest(payload: bytes) -> bytes:
    """Return what stands for a payload, wherever in whichever index it lies; no file holds it."""
    return hashlib.blake2b(payload, digest_size=16).digest()


def encode_pack(manifest: bytes, payloads: Mapping[str, bytes]) -> bytes:
    """Return the columns of a pack: the manifest, then of each file its name and its payload, in order (index-format 4.12)."""
    columns = [manifest]
    for name in sorted(payloads):
        columns += [name.encode(), payloads[name]]
    return b"".join(map(column, columns))


def seal(manifest: Mapping[str, object]) -> bytes:
    """Return the bytes of a manifest: JSON whose last member is the checksum of all before it (index-format 3.1)."""
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
    return text + b',"crc32":"%08x"}' % zlib.crc32(text)


def single_name(place: str, payload: bytes) -> str:
    """Return the name of a single file: of what it unpacks to, however it is packed (index-format 3.2)."""
    return name_of(header(place) + payload)


def folder_name(payloads: Iterable[bytes]) -> str:
    """Return the name of the folder of numbered files: of their payloads (index-format 3.2). Their headers hold this name."""
    return name_of(b"".join(payloads))


_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_TWO_DIGITS = [one + other for one in _DIGITS for other in _DIGITS]


def name_of(content: bytes) -> str:
    """Return 50 bits of the SHA-256 of a content, in base 32, lower case."""
    bits = int.from_bytes(hashlib.sha256(content).digest()[:7], "big") >> 6
    return "".join([_TWO_DIGITS[bits >> shift & 0x3FF] for shift in (40, 30, 20, 10, 0)])
