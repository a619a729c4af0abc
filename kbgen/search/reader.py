"""Read the files of an index.

Twin: theme/assets/search/reader.js. Specification: index-format 3 and 4.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kbgen.errors import IndexReadError, UsageError
from kbgen.index.codec import FORMAT, alias_start, letters_start, single_name
from kbgen.model import ARTICLE_TYPES, Language
from kbgen.search.columns import Columns, is_sealed, open_pack, unpack
from kbgen.search.payloads import (
    AliasTarget,
    Character,
    Characters,
    Directory,
    Document,
    Forms,
    Postings,
    alias_files,
    alias_targets,
    by_begin,
    everyday_words,
    shard,
    word_costs,
)
from kbgen.text.normalise import Script


class IndexReader:
    """The files of one index, each read once.

    read: returns the bytes of a file by name. pack: the language whose pack opens the index, as in browsers; without it the
    manifest does. Raises IndexReadError for damaged files.
    """

    def __init__(self, read: Callable[[str], bytes], *, pack: Language | None = None) -> None:
        self._read = read
        self._packed: dict[str, bytes] = {}
        self._shard_names: dict[tuple[str, str], str | None] = {}
        self._shards: dict[str, dict[str, Postings]] = {}
        self._word_costs: dict[str, int] = {}
        self._real: set[str] = set()
        self._cache: dict[str, Any] = {}
        if pack:
            content, self._packed = open_pack(read(f"{pack}.pack"), pack)
        else:
            content = read("manifest.json")
        self.manifest: Mapping[str, Any] = _manifest(content)
        if self.manifest.get("format") != FORMAT:
            raise IndexReadError(
                f"this index has format {self.manifest.get('format')!r}, not {FORMAT}", hint="build the portal again"
            )
        self.light = frozenset(self.manifest.get("light", "").split(" "))
        """Words that say little and that no article holds (index-format 3.1)."""
        self.little = self.light | frozenset(self.manifest.get("little", "").split(" "))
        """All words that say little."""

    def little_names(self) -> Mapping[str, Sequence[int]]:
        """Return canonical title or keyword of words that say little alone → pairs that have it (index-format 3.1)."""
        found: Mapping[str, Sequence[int]] = self.manifest.get("little_names", {})
        return found

    def _payload(self, name: str, place: str) -> bytes:
        """Return the payload of a file. A single file is named by what it holds, so one of another build is caught as well."""
        if name in self._packed:
            return self._packed[name]
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
                self._shards[name], costs, real = shard(self._columns(name, name), is_han=is_han)
                self._word_costs.update(costs)
                self._real.update(real)

    def postings(self, family: str, term: str) -> Postings | None:
        """Return the postings of a term whose shard was loaded, or None where no article holds it."""
        name = self._shard_name(family, term)
        return self._shards[name].get(term) if name is not None else None

    def word_cost(self, word: str) -> int | None:
        """Return what a Chinese word costs whose first pair of characters was loaded; None where it is no word of the site."""
        return self._word_costs.get(word)

    def is_real_chinese(self, word: str) -> bool:
        """Tell whether a word whose first pair of characters was loaded is none of the site and yet no typing mistake."""
        return word in self._real

    def is_real_english(self, word: str) -> bool:
        """Tell whether a dictionary has an alphabetic word (index-format 4.10)."""
        if len(word) < 2:
            return False
        folder, count = self.manifest["real"]["name"], self.manifest["real"]["files"]
        name = f"{folder}/{letters_start(word) % count}"
        if name not in self._cache:
            self._cache[name] = frozenset(self._columns(name, name).terms())
        return word in self._cache[name]

    def lexicon(self, script: Script) -> Mapping[str, int]:
        """Return the words of a script with their costs in eighths of a bit: what typos and romanised words are looked for in."""
        key = f"lexicon/{script}"
        if key not in self._cache:
            self._cache[key] = word_costs(self._columns(self.manifest["lexicons"][script], key))
        found: Mapping[str, int] = self._cache[key]
        return found

    def alias_words(self) -> Sequence[str]:
        """Return the words of alphabetic sources of aliases that no article holds (index-format 4.7.2)."""
        name = self.manifest.get("alias_words")
        if "alias_words" not in self._cache:
            self._cache["alias_words"] = tuple(self._columns(name, "alias_words").terms()) if name else ()
        found: Sequence[str] = self._cache["alias_words"]
        return found

    def alias_sounds(self) -> Sequence[str]:
        """Return the Chinese sources of aliases that are looked for by their sound (index-format 4.7.3)."""
        name = self.manifest.get("alias_sounds")
        if "alias_sounds" not in self._cache:
            self._cache["alias_sounds"] = tuple(self._columns(name, "alias_sounds").terms()) if name else ()
        found: Sequence[str] = self._cache["alias_sounds"]
        return found

    def everyday(self, language: Language) -> Mapping[str, tuple[str, ...]]:
        """Return the words of everyday groups in a language, each with the terms of its groups (index-format 4.13)."""
        name = self.manifest.get("everyday", {}).get(language)
        if name and name not in self._cache:
            self._cache[name] = everyday_words(json.loads(self._payload(name, f"everyday/{language}")))
        words: Mapping[str, tuple[str, ...]] = self._cache[name] if name else {}
        return words

    def words(self, text: str) -> Mapping[int, Mapping[str, int]]:
        """Return the words that share a character with a text, and others, with their costs, by file (index-format 4.5.2)."""
        folder, count = self.manifest["words"]["name"], self.manifest["words"]["files"]
        found = {}
        for number in sorted({ord(char) % count for char in text}):
            name = f"{folder}/{number}"
            if name not in self._cache:
                self._cache[name] = word_costs(self._columns(name, name))
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
            counts, endings = columns.numbers(), iter(columns.numbers())
            shapes = (frozenset(islice(endings, count)) for count in counts)
            rows = zip(chars, first, second, sounds, phonetic, shapes, strict=True)
            features = {row[0]: Character(*row[1:]) for row in rows}
            self._cache["characters"] = Characters(features, tuple(pinyin), tuple(jyutping))
        found: Characters = self._cache["characters"]
        return found

    def aliases(self, script: Script, texts: Iterable[str]) -> Mapping[str, tuple[AliasTarget, ...]]:
        """Return what words of a script stand for others: normalised, folded source → targets.

        texts: words of a query, or runs of Han characters; only sources that begin somewhere in them are fetched and returned.
        """
        texts = list(texts)
        count = self.manifest["aliases"][script]["files"]
        files = alias_files(script, texts, count, self._starts(script))
        begins = (char for text in texts for char in text) if script == "hani" else (text.split(" ", 1)[0] for text in texts)
        found: dict[str, tuple[AliasTarget, ...]] = {}
        for begin in dict.fromkeys(begins):
            if alias_start(script, begin) % count in files:
                found |= self._aliases_from(script, begin)
        return found

    def all_aliases(self, script: Script) -> Mapping[str, tuple[AliasTarget, ...]]:
        """Return every source of a script with its targets."""
        files = (self._alias_file(script, number) for number in range(self.manifest["aliases"][script]["files"]))
        return {source: targets for rows in files for begun in rows.values() for source, targets in begun.items()}

    def _aliases_from(self, script: Script, begin: str) -> Mapping[str, tuple[AliasTarget, ...]]:
        """Return the sources that begin with a word or a Han character, with their targets."""
        number = alias_start(script, begin) % self.manifest["aliases"][script]["files"]
        return self._alias_file(script, number).get(begin, {})

    def _alias_file(self, script: Script, number: int) -> Mapping[str, Mapping[str, tuple[AliasTarget, ...]]]:
        name = f"{self.manifest['aliases'][script]['name']}/{number}"
        if name not in self._cache:
            self._cache[name] = by_begin(script, alias_targets(json.loads(self._payload(name, name))))
        found: Mapping[str, Mapping[str, tuple[AliasTarget, ...]]] = self._cache[name]
        return found

    def _starts(self, script: Script) -> frozenset[int] | None:
        """Return the numbers of what sources begin with, where the pack has them: they are not worth a request."""
        name = self.manifest.get("starts", {}).get(script)
        if name not in self._packed:
            return None
        if name not in self._cache:
            self._cache[name] = frozenset(accumulate(self._columns(name, f"starts/{script}").numbers()))
        found: frozenset[int] = self._cache[name]
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

    def answers(self, language: str) -> Any:
        """Return what the site answers at once, as its file has it (index-format 4.11); None where the index has none."""
        listed = self.manifest.get("answers", {}).get(language)
        if listed is None:
            return None
        place = f"answers/{language}"
        if place not in self._cache:
            self._cache[place] = json.loads(self._payload(listed["name"], place))
        return self._cache[place]

    def answer_entries(self, language: str, pair: int) -> tuple[str, Any]:
        """Return the name and the content of the file with the rows and questions of a pair (index-format 4.11.1)."""
        listed = self.manifest["answers"][language]
        name = f"{listed['entries']}/{pair // listed['pairs_per_file']}"
        if name not in self._cache:
            self._cache[name] = json.loads(self._payload(name, name))
        return name, self._cache[name]

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
    return IndexReader(reader_of_files(files))


def reader_of_files(files: Mapping[str, bytes]) -> Callable[[str], bytes]:
    """Return what reads one of the files of an index in memory. It raises IndexReadError for one that is not there."""

    def read(name: str) -> bytes:
        if name not in files:
            raise IndexReadError(f"search index file {name} is missing", hint="build the portal again")
        return files[name]

    return read


def _manifest(content: bytes) -> Mapping[str, Any]:
    """Return the manifest (index-format 3.1). Raises IndexReadError: it is a page sent instead, or has been changed."""
    try:
        manifest = json.loads(content)
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or not is_sealed(content):
        raise IndexReadError("search index file manifest.json is damaged", hint="build the portal again")
    return manifest
