"""Read the files of an index.

Twin: theme/assets/search/reader.js. Specification: index-format 3 and 4.
"""

from __future__ import annotations

import gzip
import json
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbgen.errors import IndexReadError
from kbgen.index.codec import FORMAT, file_name


class Columns:
    """The columns of a payload, read one after another."""

    def __init__(self, payload: bytes) -> None:
        self._payload = payload
        self.position = 0

    def varint(self) -> int:
        """Read one variable-length integer."""
        value = shift = 0
        while True:
            byte = self._payload[self.position]
            self.position += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def column(self) -> bytes:
        """Read one column: its length, then as many bytes."""
        size = self.varint()
        self.position += size
        return self._payload[self.position - size : self.position]

    def text(self) -> str:
        """Read one column of UTF-8."""
        return self.column().decode()

    def numbers(self) -> list[int]:
        """Read one column of variable-length integers."""
        values, value, shift = [], 0, 0
        for byte in self.column():
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                values.append(value)
                value = shift = 0
            else:
                shift += 7
        return values

    def terms(self) -> list[str]:
        """Read two columns of front-coded terms."""
        shared, rests = self.numbers(), self.text().split("\n")
        terms: list[str] = []
        before = ""
        for length, rest in zip(shared, rests, strict=True):
            before = before[:length] + rest
            terms.append(before)
        return terms


@dataclass(frozen=True, slots=True)
class Postings:
    """Pairs that hold a term, ascending, with the impact of each (1..255). relatives: terms of the shard with the same stem."""

    pairs: tuple[int, ...]
    impacts: tuple[int, ...]
    relatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """First terms and names of a family's shards, in order."""

    firsts: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their costs in eighths of a bit. fold: Han variants to the form of the index; empty for alphabetic words."""

    costs: Mapping[str, int]
    fold: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Character:
    """What a character sounds and looks like: numbers that are equal where sounds are, 0 for none; a Cangjie code."""

    pinyin: int
    pinyin_second: int
    jyutping: int
    phonetic: int
    cangjie: str


@dataclass(frozen=True, slots=True)
class Characters:
    """The table of characters: features by character, and the syllables that `pinyin` and `jyutping` number from 1."""

    features: Mapping[str, Character]
    pinyin: tuple[str, ...]
    jyutping: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a result shows of a pair. language: of the article shown, which is not the reader's where there is no pair."""

    id: str
    title: str
    language: str
    text_name: str


class IndexReader:
    """The files of one index, each read once.

    read: returns the bytes of a file by name; raises OSError when it cannot. Raises IndexReadError for damaged files.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._shards: dict[str, dict[str, Postings]] = {}
        self._cache: dict[str, Any] = {}
        self.manifest: Mapping[str, Any] = json.loads(read("manifest.json"))
        if self.manifest.get("format") != FORMAT:
            raise IndexReadError(f"this index has format {self.manifest.get('format')!r}, not {FORMAT}", hint="build the portal again")

    def _columns(self, name: str, place: str) -> Columns:
        return Columns(unpack(self._read(f"{name}.bin"), name, place))

    def _directory(self, family: str) -> Directory | None:
        name = self.manifest["families"].get(family)
        if name is None:
            return None
        if family not in self._cache:
            columns = self._columns(name, f"directory/{family}")
            firsts, names = columns.text().split("\n"), columns.text()
            self._cache[family] = Directory(tuple(firsts), tuple(names[at : at + 10] for at in range(0, len(names), 10)))
        found: Directory = self._cache[family]
        return found

    def load(self, family: str, terms: Iterable[str]) -> None:
        """Fetch the shards that would hold these terms."""
        directory = self._directory(family)
        if directory is None:
            return
        for term in terms:
            at = bisect_right(directory.firsts, term) - 1
            if at >= 0 and directory.names[at] not in self._shards:
                place = f"{family}/{directory.firsts[at]}"
                self._shards[directory.names[at]] = _shard(self._columns(directory.names[at], place))

    def postings(self, family: str, term: str) -> Postings | None:
        """Return the postings of a term whose shard was loaded, or None where no article holds it."""
        directory = self._directory(family)
        if directory is None:
            return None
        at = bisect_right(directory.firsts, term) - 1
        return self._shards[directory.names[at]].get(term) if at >= 0 else None

    def lexicon(self, script: str) -> Lexicon:
        """Return the words of a script."""
        key = f"lexicon/{script}"
        if key not in self._cache:
            columns = self._columns(self.manifest["lexicons"][script], key)
            costs = dict(zip(columns.terms(), columns.column(), strict=True))
            targets, variants = (columns.text(), columns.text()) if script == "hani" else ("", "")
            fold = {ord(variant): target for variant, target in zip(variants, targets, strict=True)}
            self._cache[key] = Lexicon(costs, fold)
        found: Lexicon = self._cache[key]
        return found

    def characters(self) -> Characters:
        """Return the table of sounds and shapes."""
        if "characters" not in self._cache:
            columns = self._columns(self.manifest["characters"], "characters")
            chars, pinyin = columns.text(), columns.text().split(" ")
            first, second = columns.numbers(), columns.numbers()
            jyutping, sounds = columns.text().split(" "), columns.numbers()
            phonetic, cangjie = columns.numbers(), columns.text().split("\n")
            rows = zip(chars, first, second, sounds, phonetic, cangjie, strict=True)
            features = {row[0]: Character(*row[1:]) for row in rows}
            self._cache["characters"] = Characters(features, tuple(pinyin), tuple(jyutping))
        found: Characters = self._cache["characters"]
        return found

    def documents(self, language: str, pairs: Iterable[int]) -> dict[int, Document]:
        """Return the records that readers of `language` see, by pair number."""
        key = f"directory/documents/{language}"
        if key not in self._cache:
            names = self._columns(self.manifest["documents"][language], key).text()
            self._cache[key] = [names[at : at + 10] for at in range(0, len(names), 10)]
        size = self.manifest["documents_per_file"]
        found = {}
        for pair in pairs:
            name, start = self._cache[key][pair // size], pair // size * size
            if name not in self._cache:
                payload = unpack(self._read(f"{name}.bin"), name, f"documents/{language}/{start}")
                self._cache[name] = [Document(*record) for record in json.loads(payload)]
            found[pair] = self._cache[name][pair - start]
        return found

    def text(self, document: Document) -> list[tuple[str, str, str]]:
        """Return the sections of an article: anchor, title, text."""
        payload = unpack(self._read(f"{document.text_name}.bin"), document.text_name, f"text/{document.language}/{document.id}")
        return [(anchor, title, text) for anchor, title, text in json.loads(payload)]


def open_index(folder: Path) -> IndexReader:
    """Open the index in a folder. Raises IndexReadError when there is none."""
    if not (folder / "manifest.json").exists():
        raise IndexReadError(f"no search index in {folder}", hint="build the portal first: kbgen build")
    return IndexReader(lambda name: (folder / name).read_bytes())


def unpack(content: bytes, name: str, place: str) -> bytes:
    """Return the payload of a file after checking its name, its compression and its header (index-format 3.3).

    Raises IndexReadError: the bytes are not what the name says, or belong to another place of the index.
    """
    if file_name(content) != name:
        raise IndexReadError(f"search index file {name}.bin is damaged", hint="build the portal again")
    try:
        whole = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise IndexReadError(f"search index file {name}.bin is damaged: {error}", hint="build the portal again") from error
    columns = Columns(whole[3:])
    if whole[:3] != b"kb" + bytes([FORMAT]) or columns.text() != place:
        raise IndexReadError(f"search index file {name}.bin is not {place!r}", hint="build the portal again")
    return whole[3 + columns.position :]


def _shard(columns: Columns) -> dict[str, Postings]:
    terms, groups, counts, gaps = columns.terms(), columns.numbers(), columns.numbers(), columns.numbers()
    impacts = columns.column()
    members: dict[int, list[str]] = {}
    for term, group in zip(terms, groups, strict=True):
        members.setdefault(group, []).append(term)
    shard = {}
    at = 0
    for term, group, count in zip(terms, groups, counts, strict=True):
        pairs, before = [], -1
        for gap in gaps[at : at + count]:
            before += gap + 1
            pairs.append(before)
        relatives = tuple(other for other in members[group] if other != term) if group else ()
        shard[term] = Postings(tuple(pairs), tuple(impacts[at : at + count]), relatives)
        at += count
    return shard
