"""Turn the nodes of a YAML file into checked values, field by field: of settings, front matter and editors' lists.

What a fault does is told by `Report`: it raises, and reading ends there, or it collects, and the default stands for the value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import ClassVar, Self, TypeVar

from kbgen.model import Moment
from kbgen.settings.moment import moment_hint, read_moment
from kbgen.settings.strict_yaml import Items, Node, Scalar, Table

Report = Callable[[int, str, str, str], None]
"""Takes line, code, message and hint. The codes of the reader itself are `unknown-key` and `bad-value`."""

Word = TypeVar("Word", bound=str)

WHOLE_NUMBERS = range(-999_999, 1_000_000)
_WHOLE_NUMBER = re.compile(r"-?\d{1,6}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word closest to `word`, or all of them."""
    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else f"known: {', '.join(choices)}"


def shown(path: Path) -> Path:
    """Return `path` as a person in the current folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def entries_of(node: Node | None) -> tuple[Node, ...]:
    """Return the entries of a list; anything else is the one entry of its own list, and nothing has none."""
    if isinstance(node, Items):
        return node.items
    return () if node is None else (node,)


def folded(node: Node | None) -> str:
    """Return a text with each run of white space as one space; empty where it is no text."""
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of a file. name: how messages call it, as `collector` in `collector.endpoint`."""

    table: Table
    report: Report
    name: str = ""

    KEY: ClassVar[str] = "key"
    """What messages call a key."""
    UNFIT: ClassVar[str] = "cannot be"
    """What stands in messages between a key and a value that it may not have."""

    def expect(self, known: Iterable[str]) -> None:
        """Report keys that are not in `known`."""
        names = tuple(known)
        for key, line in self.table.key_lines.items():
            if key not in names:
                self.report(line, "unknown-key", f"unknown {self.KEY} '{self.full(key)}'", nearest(key, names))

    def bad(self, key: str, found: str, hint: str) -> None:
        """Report a value, quoted."""
        self.unfit(key, f"'{found}'", hint)

    def unfit(self, key: str, what: str, hint: str, line: int = 0) -> None:
        """Report what stands in place of a value. what: in our words, such as `a list`. line: that of the key where it is 0."""
        self.report(line or self.line_of(key), "bad-value", f"'{self.full(key)}' {self.UNFIT} {what}", hint)

    def node(self, key: str) -> Node | None:
        """Return what stands below `key`, or None where that is nothing."""
        node = self.table.entries.get(key)
        return None if isinstance(node, Scalar) and not node.text else node

    def text(self, key: str, default: str = "") -> str:
        """Return the text of `key`."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, Scalar):
            return node.text.strip()
        message = f"'{self.full(key)}' must be a text, not {_kind(node)}"
        self.report(node.line, "bad-value", message, "write one text, in quotes if it begins with a bracket")
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        word = self.text(key)
        if word.lower() not in {"", "true", "false"}:
            self.bad(key, word, "write true or false")
            return default
        return word.lower() == "true" if word else default

    def choice(self, key: str, choices: Iterable[Word], default: Word) -> Word:
        """Return one of `choices`."""
        word = self.text(key)
        known = {str(choice): choice for choice in choices}
        if word and word not in known:
            self.bad(key, word, nearest(word, known))
        return known.get(word, default)

    def whole_number(self, key: str, default: int, *, hint: str, within: range = WHOLE_NUMBERS) -> int:
        """Return a whole number."""
        word = self.text(key)
        if _WHOLE_NUMBER.fullmatch(word) and int(word) in within:
            return int(word)
        if word:
            self.bad(key, word, hint)
        return default

    def day(self, key: str) -> date | None:
        """Return a day."""
        word = self.text(key)
        try:
            if _DATE.fullmatch(word):
                return date.fromisoformat(word)
        except ValueError:
            pass
        if word:
            self.report(self.line_of(key), "bad-value", f"'{self.full(key)}' is not a date: '{word}'", "write YYYY-MM-DD")
        return None

    def moment(self, key: str) -> Moment | None:
        """Return a day or a time of a day."""
        word = self.text(key)
        moment = read_moment(word)
        if word and moment is None:
            self.report(self.line_of(key), "bad-value", f"'{self.full(key)}' is no day and no time: '{word}'", moment_hint(word))
        return moment

    def items(self, key: str, hint: str) -> tuple[Node, ...]:
        """Return the entries of a list, of which there may be none. hint: how to write it."""
        node = self.node(key)
        if node is not None and not isinstance(node, Items):
            self.unfit(key, _kind(node), hint)
            return ()
        return entries_of(node)

    def texts(self, key: str, hint: str) -> dict[str, int]:
        """Return the texts of a list, each with the line it is first on."""
        texts: dict[str, int] = {}
        for item in self.items(key, hint):
            if text := folded(item):
                texts.setdefault(text, item.line)
            else:
                what = "a list with an empty entry" if isinstance(item, Scalar) else f"a list with {_kind(item)} nested in it"
                self.unfit(key, what, "write a list of words", item.line)
        return texts

    def block(self, key: str) -> Self | None:
        """Return the mapping below `key`, or None where the key is absent or empty."""
        node = self.node(key)
        return None if node is None else self.below(key, node)

    def below(self, key: str, node: Node) -> Self | None:
        """Return a mapping that stands below `key`."""
        if isinstance(node, Table):
            return replace(self, table=node, name=self.full(key))
        self.report(node.line, "bad-value", f"'{self.full(key)}' must hold {self.KEY}s of its own, one per line", "")
        return None

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the whole mapping where it is absent."""
        return self.table.key_lines.get(key, self.table.line)

    def full(self, key: str) -> str:
        """Return a key with the names of what it stands below."""
        return f"{self.name}.{key}" if self.name else key


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"'{node.text}'"
    return "a list" if isinstance(node, Items) else "a mapping"
