"""`content/terms.yml` → the editors' synonyms and product words. How to write it: the guide's finding/synonyms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kbgen.content.editors_file import EditorsFile
from kbgen.errors import Problem
from kbgen.settings.fields import entries_of, folded
from kbgen.settings.strict_yaml import Node, Scalar, Table
from kbgen.text.aliases import source_fault
from kbgen.text.synonyms import AvoidedWord, PinEntry, SynonymEntry, Terms, TermWord, chinese_words
from kbgen.text.term_checks import loops, shadowed
from kbgen.text.tokens import canonical

__all__ = ["Terms", "load_terms", "read_terms"]

MAX_TERMS_BYTES = 256 * 1024
MAX_GROUP_WORDS = 30
"""Every word of a group finds every other, so the work grows with the square."""
LONGEST_PRODUCT_WORD = 8
"""Characters; the lexicon keeps no longer Chinese words."""

TERMS_KEYS = ("synonyms", "one-way", "products", "pins", "avoid")
ONE_WAY_KEYS = ("from", "to")
PIN_KEYS = ("for", "article")
_CODES = {"unknown-key": "terms-key", "bad-value": "terms-file"}


def load_terms(path: Path, shown: Path) -> Terms:
    """Read the file; a missing one declares nothing. shown: the path as messages name it."""
    if not path.is_file():
        return Terms(shown)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_TERMS_BYTES + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        return Terms(shown, problems=(Problem(shown, 0, "terms-file", message, "check its owner and permissions"),))
    return _Reader(shown).terms(raw)


def read_terms(text: str, shown: Path) -> Terms:
    """Return what the text of `terms.yml` declares; faulty entries are reported and left out."""
    return _Reader(shown).terms(text.encode())


class _Reader:
    """Turns YAML nodes into entries, and collects what is wrong with them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = EditorsFile(path, _CODES)
        self._report = self._file.report

    def terms(self, raw: bytes) -> Terms:
        node = self._file.document(raw, most_bytes=MAX_TERMS_BYTES, shorten="remove what nobody looks for")
        entries: list[SynonymEntry] = []
        products: list[TermWord] = []
        pins: list[PinEntry] = []
        avoid: list[AvoidedWord] = []
        if isinstance(node, Table):
            fields = self._file.fields(node)
            fields.expect(TERMS_KEYS)
            lists = (fields.items(key, "write a list: begin each entry with '- '") for key in TERMS_KEYS)
            synonyms, one_way, named, pinned, avoided = lists
            entries += (entry for item in synonyms for entry in self._group(item))
            entries += (entry for item in one_way for entry in self._one_way(item))
            products += (word for item in named for word in self._product(item))
            pins += (pin for item in pinned for pin in self._pin(item))
            avoid += (word for item in avoided for word in self._avoided(item))
        elif node is not None:
            hint = "begin with 'synonyms:', 'one-way:', 'products:', 'pins:' or 'avoid:'"
            self._report(node.line, "terms-file", "holds no keys", hint)
        terms = Terms(self._path, tuple(entries), tuple(products), tuple(pins), tuple(avoid))
        return replace(terms, problems=tuple(sorted([*self._file.problems, *shadowed(terms), *loops(terms)])))

    def _group(self, node: Node) -> Iterator[SynonymEntry]:
        words = self._words(node, "synonyms")
        if len({word.text for word in words}) < 2:
            self._report(node.line, "terms-entry", "a group of fewer than two words", "write [one word, another word]")
        elif len(words) > MAX_GROUP_WORDS:
            hint = f"keep the {MAX_GROUP_WORDS} that customers use most"
            self._report(node.line, "terms-entry", f"a group of {len(words)} words", hint)
        else:
            self._check_sources(words, "put it under 'to' of a one-way entry, where it is only found")
            yield SynonymEntry(node.line, words, words, two_way=True)

    def _one_way(self, node: Node) -> Iterator[SynonymEntry]:
        if not isinstance(node, Table):
            self._report(node.line, "terms-file", "an entry of 'one-way' without 'from' and 'to'", "write {from: …, to: …}")
            return
        fields = self._file.fields(node)
        fields.expect(ONE_WAY_KEYS)
        sides = [self._words(fields.node(key), key) for key in ONE_WAY_KEYS]
        if not all(sides) or max(map(len, sides)) > MAX_GROUP_WORDS:
            found = " and ".join(key for key, side in zip(ONE_WAY_KEYS, sides, strict=True) if not side)
            message = f"an entry with nothing under {found}" if found else f"more than {MAX_GROUP_WORDS} words in one entry"
            self._report(node.line, "terms-entry", message, "write one word or a list of words under both")
            return
        self._check_sources(sides[0], "shorten it to the words that customers type")
        known = {word.text for word in sides[0]}
        for word in sides[1]:
            if word.text in known:
                self._report(word.line, "terms-duplicate", f"'{word.written}' stands for itself", "remove it from one side")
        yield SynonymEntry(node.line, sides[0], sides[1], two_way=False)

    def _product(self, node: Node) -> Iterator[TermWord]:
        for word in self._words(node, "products"):
            words = chinese_words(word.text)
            if not words:
                hint = "remove it: only Chinese words of two characters or more need an entry"
                self._report(word.line, "terms-product", f"'{word.written}' holds no Chinese word", hint)
            elif any(len(part) > LONGEST_PRODUCT_WORD for part in words):
                hint = f"write its parts, of at most {LONGEST_PRODUCT_WORD} characters"
                self._report(word.line, "terms-product", f"'{word.written}' is too long for one word", hint)
            else:
                yield word

    def _pin(self, node: Node) -> Iterator[PinEntry]:
        if not isinstance(node, Table):
            self._report(node.line, "terms-file", "an entry of 'pins' without 'for' and 'article'", "write {for: …, article: …}")
            return
        fields = self._file.fields(node)
        fields.expect(PIN_KEYS)
        phrases, article = self._words(fields.node("for"), "for"), fields.text("article")
        if phrases and article:
            yield PinEntry(fields.line_of("article"), phrases, article)
        else:
            message = f"an entry of 'pins' with nothing under {'for' if article else 'article'}"
            self._report(node.line, "terms-entry", message, "write the queries under 'for', and the id of one article")

    def _avoided(self, node: Node) -> Iterator[AvoidedWord]:
        if not isinstance(node, Table):
            self._report(node.line, "terms-file", "an entry of 'avoid' without 'from' and 'to'", "write {from: …, to: …}")
            return
        fields = self._file.fields(node)
        fields.expect(ONE_WAY_KEYS)
        right = " ".join(fields.text("to").split())
        words = [folded(item) for item in entries_of(fields.node("from"))]
        if not right or not all(words) or not words:
            hint = "write the words to avoid under 'from', and the one in their place under 'to'"
            self._report(node.line, "terms-entry", "an entry that says nothing", hint)
            return
        for word in words:
            if word.lower() in right.lower():
                message = f"'{word}' is part of '{right}', the word in its place"
                self._report(node.line, "terms-entry", message, "write the whole phrase that is to be avoided")
            else:
                yield AvoidedWord(word, right, node.line)

    def _words(self, node: Node | None, key: str) -> tuple[TermWord, ...]:
        """Return the words of a list or single value, each once."""
        words: dict[str, TermWord] = {}
        for item in entries_of(node):
            written = folded(item)
            text = canonical(written)
            if not text:
                found = f"'{written}'" if written else "an empty entry" if isinstance(item, Scalar) else "a list or mapping"
                self._report(item.line, "terms-entry", f"{found} under '{key}' is no word", "write a word or phrase")
            elif text in words:
                message = f"'{written}' is the same word as '{words[text].written}' to the search"
                self._report(item.line, "terms-duplicate", message, "keep one of them")
            else:
                words[text] = TermWord(written, text, item.line)
        return tuple(words.values())

    def _check_sources(self, words: tuple[TermWord, ...], hint: str) -> None:
        for word in words:
            if fault := source_fault(word.text):
                self._report(word.line, "terms-source", f"no query is recognised as '{word.written}': it {fault}", hint)
