"""Read the files of an index.

Twin: theme/assets/search/reader.js. Specification: index-format 3 and 4.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import numpy as np

from kbgen.errors import IndexReadError, UsageError
from kbgen.index.codec import FORMAT, single_name
from kbgen.model import ARTICLE_TYPES, ArticleType
from kbgen.search.columns import Columns, Numbers, is_sealed, unpack
from kbgen.text.normalise import Script

COST_UNIT = 8
"""Costs of words are multiples of it (index-format 4.5); shards give the multiple."""


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Pairs that hold a term, ascending, with the impact of each (1..255). relatives: terms of the shard with the same stem.

    highest: of the impacts; every query asks for it, so it is looked for once.
    """

    pairs: Numbers
    impacts: Numbers
    relatives: tuple[str, ...]
    highest: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "highest", int(np.max(self.impacts, initial=0)))


@dataclass(frozen=True, slots=True)
class Directory:
    """A family's shards: the folder they are in, and the first term of each, in order."""

    name: str
    firsts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of Han characters. fold: variants to the form of the index. written: back to the form that the site writes most."""

    fold: Mapping[int, str]
    written: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Character:
    """What a character sounds and looks like: numbers that are equal where sounds or phonetic parts are, 0 for none."""

    pinyin: int
    pinyin_second: int
    jyutping: int
    phonetic: int


@dataclass(frozen=True, slots=True)
class Characters:
    """The table of characters: features by character, and the syllables that `pinyin` and `jyutping` number from 1."""

    features: Mapping[str, Character]
    pinyin: tuple[str, ...]
    jyutping: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AliasTarget:
    """A word that another stands for. text: as the index holds it. weight: 1..256."""

    text: str
    weight: int
    kind: Literal["variant", "synonym"]


@dataclass(frozen=True, slots=True)
class Document:
    """What a result shows of a pair.

    language: of the article shown, which is not the reader's where there is no pair. url: relative to the root of the site.
    """

    id: str
    title: str
    language: str
    text_name: str
    url: str
    type: ArticleType


class IndexReader:
    """The files of one index, each read once.

    read: returns the bytes of a file by name. Raises IndexReadError for damaged files.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._shard_names: dict[tuple[str, str], str | None] = {}
        self._shards: dict[str, dict[str, Postings]] = {}
        self._word_costs: dict[str, int] = {}
        self._cache: dict[str, Any] = {}
        self.manifest: Mapping[str, Any] = _manifest(read("manifest.json"))
        if self.manifest.get("format") != FORMAT:
            raise IndexReadError(
                f"this index has format {self.manifest.get('format')!r}, not {FORMAT}", hint="build the portal again"
            )
        self.light = frozenset(self.manifest.get("light", "").split(" "))
        """Words that say little and that no article holds (index-format 3.1)."""

    def _payload(self, name: str, place: str) -> bytes:
        """Return the payload of a file. A single file is named by what it holds, so one of another build is caught as well."""
        payload = unpack(self._read(f"{name}.bin"), name, place)
        if "/" not in name and single_name(place, payload) != name:
            raise IndexReadError(f"search index file {name}.bin is another file", hint="build the portal again")
        return payload

    def _columns(self, name: str, place: str) -> Columns:
        return Columns(self._payload(name, place))

    def _directory(self, family: str) -> Directory | None:
        place = self.manifest["families"].get(family)
        if place is None:
            return None
        if family not in self._cache:
            firsts = self._columns(place["directory"], f"directory/{place['name']}").terms()
            self._cache[family] = Directory(place["name"], tuple(firsts))
        found: Directory = self._cache[family]
        return found

    def _shard_name(self, family: str, term: str) -> str | None:
        if (family, term) not in self._shard_names:  # every query asks for each of its terms many times
            directory = self._directory(family)
            at = bisect_right(directory.firsts, term) - 1 if directory else -1
            self._shard_names[family, term] = f"{directory.name}/{at}" if directory and at >= 0 else None
        return self._shard_names[family, term]

    def load(self, family: str, terms: Iterable[str]) -> None:
        """Fetch the shards that would hold these terms."""
        for term in terms:
            name = self._shard_name(family, term)
            if name is not None and name not in self._shards:
                is_han = family.startswith("hani/")
                self._shards[name], costs = _shard(self._columns(name, name), is_han=is_han)
                self._word_costs.update(costs)

    def postings(self, family: str, term: str) -> Postings | None:
        """Return the postings of a term whose shard was loaded, or None where no article holds it."""
        name = self._shard_name(family, term)
        return self._shards[name].get(term) if name is not None else None

    def word_cost(self, word: str) -> int | None:
        """Return what a Chinese word costs whose first pair of characters was loaded; None where it is no word of the site."""
        return self._word_costs.get(word)

    def lexicon(self, script: Script) -> Mapping[str, int]:
        """Return the words of a script with their costs in eighths of a bit: what typos and romanised words are looked for in."""
        key = f"lexicon/{script}"
        if key not in self._cache:
            self._cache[key] = _costs(self._columns(self.manifest["lexicons"][script], key))
        found: Mapping[str, int] = self._cache[key]
        return found

    def words(self, text: str) -> Mapping[int, Mapping[str, int]]:
        """Return the words that share a character with a text, and others, with their costs, by file (index-format 4.5.2)."""
        folder, count = self.manifest["words"]["name"], self.manifest["words"]["files"]
        found = {}
        for number in sorted({ord(char) % count for char in text}):
            name = f"{folder}/{number}"
            if name not in self._cache:
                self._cache[name] = _costs(self._columns(name, name))
            found[number] = self._cache[name]
        return found

    def forms(self) -> Forms:
        """Return the forms of Han characters."""
        if "forms" not in self._cache:
            columns = self._columns(self.manifest["forms"], "forms")
            rows = list(zip(columns.text(), columns.text(), strict=True))
            fold = {ord(variant): target for target, variant in rows}
            written = {ord(target): variant for target, variant in reversed(rows)}
            self._cache["forms"] = Forms(fold, written)
        found: Forms = self._cache["forms"]
        return found

    def characters(self) -> Characters:
        """Return the table of sounds and shapes."""
        if "characters" not in self._cache:
            columns = self._columns(self.manifest["characters"], "characters")
            chars = [chr(code) for code in accumulate(columns.numbers())]
            pinyin, first, second = columns.text().split(" "), columns.numbers(), columns.numbers()
            jyutping, sounds, phonetic = columns.text().split(" "), columns.numbers(), columns.numbers()
            rows = zip(chars, first, second, sounds, phonetic, strict=True)
            features = {row[0]: Character(*row[1:]) for row in rows}
            self._cache["characters"] = Characters(features, tuple(pinyin), tuple(jyutping))
        found: Characters = self._cache["characters"]
        return found

    def aliases(self, script: Script) -> Mapping[str, tuple[AliasTarget, ...]]:
        """Return what words of a script stand for others: normalised, folded source → targets."""
        place = f"aliases/{script}"
        if place not in self._cache:
            rows = json.loads(self._payload(self.manifest["aliases"][script], place))
            self._cache[place] = {source: tuple(AliasTarget(*target) for target in targets) for source, targets in rows}
        found: Mapping[str, tuple[AliasTarget, ...]] = self._cache[place]
        return found

    def documents(self, language: str, pairs: Iterable[int]) -> dict[int, Document]:
        """Return the records that readers of `language` see, by pair number."""
        folder, size = self.manifest["documents"][language], self.manifest["documents_per_file"]
        found = {}
        for pair in pairs:
            name = f"{folder}/{pair // size}"
            if name not in self._cache:
                self._cache[name] = self._documents(language, self._payload(name, name))
            found[pair] = self._cache[name][pair % size]
        return found

    def _documents(self, language: str, payload: bytes) -> list[Document]:
        suffix = self.manifest["url_suffix"]
        records = (record if len(record) > 5 else [*record, 0] for record in json.loads(payload))
        return [
            Document(article, title, shown, text_name, url or quote(f"{language}/{article}{suffix}"), ARTICLE_TYPES[kind])
            for article, title, shown, text_name, url, kind in records
        ]

    def text(self, document: Document) -> list[tuple[str, str, str]]:
        """Return the sections of an article: anchor, title, text."""
        payload = self._payload(document.text_name, f"text/{document.language}/{document.id}")
        return [(anchor, title, text) for anchor, title, text in json.loads(payload)]


def open_index(folder: Path) -> IndexReader:
    """Open the index in a folder. Raises UsageError when there is none."""
    if not (folder / "manifest.json").exists():
        raise UsageError(f"no search index in {folder}", hint="build the portal first: kbgen build")

    def read(name: str) -> bytes:
        try:
            return (folder / name).read_bytes()
        except OSError as error:
            raise IndexReadError(f"search index file {name} cannot be read: {error}", hint="build the portal again") from error

    return IndexReader(read)


def index_of(files: Mapping[str, bytes]) -> IndexReader:
    """Open the index of files in memory, by name."""

    def read(name: str) -> bytes:
        if name not in files:
            raise IndexReadError(f"search index file {name} is missing", hint="build the portal again")
        return files[name]

    return IndexReader(read)


def _manifest(content: bytes) -> Mapping[str, Any]:
    """Return the manifest (index-format 3.1). Raises IndexReadError: it is a page sent instead, or has been changed."""
    try:
        manifest = json.loads(content)
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or not is_sealed(content):
        raise IndexReadError("search index file manifest.json is damaged", hint="build the portal again")
    return manifest


def _costs(columns: Columns) -> dict[str, int]:
    return dict(zip(columns.terms(), columns.column(), strict=True))


def _shard(columns: Columns, *, is_han: bool) -> tuple[dict[str, Postings], dict[str, int]]:
    """Return the postings of a shard and, of a Chinese one, the costs of its words (index-format 4.3)."""
    terms, marks, counts, gaps = columns.terms(), columns.numbers(), columns.numbers(), columns.numbers()
    impacts = np.frombuffer(columns.column(), np.uint8).astype(np.int64)
    costs = {term: COST_UNIT * mark for term, mark in zip(terms, marks, strict=True) if mark} if is_han else {}
    groups = [0] * len(terms) if is_han else marks
    members: dict[int, list[str]] = {}
    for term, group in zip(terms, groups, strict=True):
        members.setdefault(group, []).append(term)
    ends = list(accumulate(counts))
    # Gaps start anew with each term: what had been added up where it starts is taken off again.
    places = np.cumsum(np.array(gaps, np.int64) + 1)
    before = np.concatenate(([0], places))[np.array([0, *ends[:-1]], np.int64)] if counts else places
    pairs = places - np.repeat(before, counts) - 1
    shard = {}
    for term, group, count, end in zip(terms, groups, counts, ends, strict=True):
        relatives = tuple(other for other in members[group] if other != term) if group else ()
        if count:
            shard[term] = Postings(pairs[end - count : end], impacts[end - count : end], relatives)
    return shard, costs
