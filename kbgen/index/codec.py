"""The only place that knows the bytes of an index file (index-format 4).

A file is gzip; its payload starts with a header that names the format, the kind and the file's own place in the index, so that
a host which answers with another file is caught. Columns of numbers are variable-length integers, seven bits a byte, low first.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from base64 import b32encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

FORMAT = 1
"""Number of the format. A client that meets another one says so and reloads once (index-format 1.2)."""


@dataclass(frozen=True, slots=True)
class TermPostings:
    """One term of a shard.

    mark: of an alphabetic term its group, terms of a shard with the same number above 0 sharing a stem; of a Chinese term its
    cost as a word, in steps of 8, 0 for none. pairs: ascending pair numbers.
    impacts: 1..255, one per pair.
    """

    term: str
    mark: int
    pairs: Sequence[int]
    impacts: Sequence[int]


def encode_varints(numbers: Iterable[int]) -> bytes:
    """Return non-negative integers, seven bits a byte, low bits first, the high bit set on all but the last byte."""
    out = bytearray()
    for number in numbers:
        while number > 0x7F:
            out.append(number & 0x7F | 0x80)
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
        while length < min(len(before), len(term)) and before[length] == term[length]:
            length += 1
        shared.append(length)
        rests.append(term[length:])
        before = term
    return column(encode_varints(shared)) + column("\n".join(rests).encode())


def encode_shard(postings: Sequence[TermPostings]) -> bytes:
    """Return the columns of a shard: terms, marks, posting counts, pair gaps, impacts (index-format 4.3)."""
    gaps: list[int] = []
    for entry in postings:
        gaps += [pair - before - 1 for before, pair in pairwise((-1, *entry.pairs))]
    return b"".join(
        (
            encode_terms([entry.term for entry in postings]),
            column(encode_varints(entry.mark for entry in postings)),
            column(encode_varints(len(entry.pairs) for entry in postings)),
            column(encode_varints(gaps)),
            column(b"".join(bytes(entry.impacts) for entry in postings)),
        )
    )


def encode_lexicon(costs: Mapping[str, int]) -> bytes:
    """Return the columns of a lexicon: sorted terms, then one cost a term (0..255)."""
    terms = sorted(costs)
    return encode_terms(terms) + column(bytes(costs[term] for term in terms))


def header(place: str) -> bytes:
    """Return what the payload of a file at this place of the index begins with: `kb`, the format number, the place."""
    return b"kb" + bytes([FORMAT]) + column(place.encode())


def pack(place: str, payload: bytes) -> bytes:
    """Return the bytes of a file: gzip of header and payload (index-format 3.3). Same input, same bytes."""
    return gzip.compress(header(place) + payload, compresslevel=9, mtime=0)


def seal(manifest: Mapping[str, object]) -> bytes:
    """Return the bytes of a manifest: JSON whose last member is the checksum of all before it (index-format 3.1)."""
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
    return text + b',"crc32":"%08x"}' % zlib.crc32(text)


def file_name(content: bytes) -> str:
    """Return the name of a file by its content: 50 bits of its SHA-256, in base 32, lower case (index-format 3.2)."""
    return b32encode(hashlib.sha256(content).digest())[:10].decode().lower()
