"""The lines between the two `---` on top of an article → FrontMatter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from kbgen.content.decode import Report, decode_text
from kbgen.content.names import path_fault
from kbgen.model import ARTICLE_TYPES, NO_ORDER, ArticleType, FrontMatter
from kbgen.settings.fields import nearest
from kbgen.settings.strict_yaml import Items, Node, Scalar, Table, YamlError, parse

MAX_FRONT_MATTER_BYTES = 16 * 1024
KEYS = (
    "title",
    "description",
    "keywords",
    "type",
    "owner",
    "updated",
    "reviewed",
    "featured",
    "order",
    "icon",
    "aliases",
)

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ICON = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class SplitText:
    """yaml_text: None without front matter. body_line: line of the file, from 1, on which `body` begins."""

    yaml_text: str | None
    body: str
    body_line: int


def split_front_matter(text: str, report: Report) -> SplitText:
    """Separate the front matter from the Markdown below it."""
    opening = _OPENING.match(text)
    if not opening:
        return SplitText(None, text, 1)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        report(1, "front-matter", "the front matter has no end", "close it with a line '---'")
        return SplitText(None, "", 1)
    yaml_text = text[opening.end() : closing.start()]
    if len(yaml_text.encode()) > MAX_FRONT_MATTER_BYTES:
        report(1, "too-large", f"the front matter is larger than {MAX_FRONT_MATTER_BYTES // 1024} KiB", "shorten it")
        yaml_text = ""
    body = text[closing.end() :].removeprefix("\n")
    return SplitText(yaml_text, body, text.count("\n", 0, closing.end()) + 2)


def read_front_matter(yaml_text: str | None, report: Report) -> FrontMatter:
    """Return what the writer declared; a value that cannot be used is reported and left out."""
    if yaml_text is None:
        return FrontMatter(title="", lines={})
    try:
        node = parse(yaml_text, first_line=2)
    except YamlError as error:
        report(error.line, "front-matter", f"the front matter cannot be read: {error.message}", error.hint)
        return FrontMatter(title="", lines={"": error.line})
    if node is None:
        return FrontMatter(title="", lines={})
    if not isinstance(node, Table):
        report(node.line, "front-matter", "the front matter holds no keys", "write lines such as 'title: …'")
        return FrontMatter(title="", lines={"": node.line})
    for key, line in node.key_lines.items():
        if key not in KEYS:
            report(line, "unknown-key", f"unknown key '{key}'", nearest(key, KEYS))
    return _Values(node, report).front_matter()


def front_matter_of(raw: bytes, report: Report) -> FrontMatter:
    """Return what the writer of a whole file declared; empty where it cannot be read, or declares nothing."""
    text = decode_text(raw, report)
    return read_front_matter(split_front_matter(text, report).yaml_text if text is not None else None, report)


@dataclass(frozen=True, slots=True)
class _Values:
    table: Table
    report: Report

    def front_matter(self) -> FrontMatter:
        kind = self.text("type") or "how-to"
        if kind not in ARTICLE_TYPES:
            self.bad("type", kind, nearest(kind, ARTICLE_TYPES))
            kind = "how-to"
        icon = self.text("icon")
        if icon and not _ICON.fullmatch(icon):
            self.bad("icon", icon, "write a name of Material, such as material/truck-delivery-outline")
            icon = ""
        keywords = self.texts("keywords")
        return FrontMatter(
            title=self.text("title"),
            description=self.text("description"),
            keywords=tuple(keywords),
            type=cast("ArticleType", kind),
            owner=self.text("owner"),
            updated=self.date("updated"),
            reviewed=self.date("reviewed"),
            featured=self.flag("featured"),
            order=self.whole_number("order", NO_ORDER),
            icon=icon,
            aliases=self.aliases(),
            lines=self.table.key_lines,
            keyword_lines=tuple(keywords.values()),
        )

    def bad(self, key: str, found: str, hint: str, line: int = 0) -> None:
        line = line or self.table.key_lines[key]
        self.report(line, "bad-value", f"'{key}' cannot be '{found}'", hint)

    def text(self, key: str) -> str:
        node = self.table.entries.get(key)
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.bad(key, "a list" if isinstance(node, Items) else "a mapping", "write one text", node.line)
            return ""
        if "\n" in node.text.strip():
            self.bad(key, "several lines", "write it on one line", node.line)
        return " ".join(node.text.split())

    def texts(self, key: str) -> dict[str, int]:
        """Return the items of a list, each with the line it is first on."""
        node = self.table.entries.get(key)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return {}
        items: tuple[Node, ...] = node.items if isinstance(node, Items) else ()
        if not isinstance(node, Items):
            self.bad(key, node.text if isinstance(node, Scalar) else "a mapping", f"write a list: {key}: [one, two]")
        words: dict[str, int] = {}
        for item in items:
            if isinstance(item, Scalar) and item.text.strip():
                words.setdefault(" ".join(item.text.split()), item.line)
            else:
                self.bad(key, "an empty or nested item", "write a list of words", item.line)
        return words

    def date(self, key: str) -> date | None:
        found = self.text(key)
        if not found:
            return None
        try:
            if _DATE.fullmatch(found):
                return date.fromisoformat(found)
        except ValueError:
            pass
        self.report(self.table.key_lines[key], "bad-value", f"'{key}' is not a date: '{found}'", "write YYYY-MM-DD")
        return None

    def flag(self, key: str) -> bool:
        found = self.text(key)
        if found not in {"", "true", "false"}:
            self.bad(key, found, "write true or false")
        return found == "true"

    def whole_number(self, key: str, default: int) -> int:
        found = self.text(key)
        if not found:
            return default
        if not re.fullmatch(r"-?\d{1,6}", found, re.ASCII):
            self.bad(key, found, "write a whole number, such as 20")
            return default
        return int(found)

    def aliases(self) -> tuple[str, ...]:
        good = []
        for alias in self.texts("aliases"):
            former = alias.strip("/").removesuffix(".md").removesuffix("/index")
            if fault := path_fault(former):
                hint = "write a former path below the language folder, such as returns/old-name"
                self.report(self.table.key_lines["aliases"], "bad-value", f"alias '{alias}': {fault}", hint)
            else:
                good.append(former)
        return tuple(good)


def key_line(lines: Mapping[str, int] | None, key: str) -> int:
    """Return the line of a key, or that of the front matter's start where the key is missing."""
    return (lines or {}).get(key, 1)
