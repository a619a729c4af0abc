"""What an export tells of its articles, before anything is decided about their places."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import SplitResult, unquote, urlsplit

from kbgen.importing.found import FolderName
from kbgen.importing.placing import clean_file_name
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.tasks import Task

_TAG = re.compile(r"</?(?:b|strong|i|em|u|span|font|br|p|div|sup|sub|code|mark|small|a)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY_IN_WORDS = re.compile(
    rf"\s*(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})"
    rf"|(?P<first>\d{{1,2}})\s+(?P<second>{_MONTH})\s+(?P<last>\d{{4}}))\b",
    re.IGNORECASE,
)
_DAY_IN_CHINESE = re.compile(r"\s*(\d{4})\s*[年/]\s*(\d{1,2})\s*[月/]\s*(\d{1,2})")
_DAY = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)")


@dataclass(frozen=True, slots=True)
class Item:
    """One article in one language.

    key: the same for all languages of an article, and what links call it. label: what the export calls the language; empty
    where it does not say. folders: names of the folders it lies in, the same in all languages. name: of its file, without ending.
    text: HTML. addresses: former ones. updated: a day as `2026-10-02`, or empty.
    """

    key: str
    label: str
    title: str
    text: str
    folders: tuple[str, ...] = ()
    name: str = ""
    addresses: tuple[str, ...] = ()
    order: int | None = None
    draft: bool = False
    description: str = ""
    keywords: tuple[str, ...] = ()
    updated: str = ""
    featured: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A whole export. tree: its files, among which pictures may be.

    key_of: an address within an article → the key of the article it leads to, or an empty text.
    picture_of: an address of a picture → a file of the tree, or an empty text. sites: hosts of the former site.
    folders: as in `Found`. tasks: what the export itself leaves to a person.
    """

    tree: SourceTree
    items: tuple[Item, ...]
    key_of: Callable[[str, Item], str]
    picture_of: Callable[[str, Item], str]
    folders: Mapping[tuple[str, str], FolderName] = field(default_factory=dict)
    sites: tuple[str, ...] = ()
    name: str = ""
    url: str = ""
    tasks: tuple[Task, ...] = ()


def file_name(text: str) -> str:
    """Return the name of a file or folder for a title, in lower case; empty where no character of it can stand in one."""
    clean = clean_file_name(re.sub(r"[.·、，。：；！？!?'\"’‘“”()（）「」《》/\\]+", " ", text).strip().lower())
    return "" if clean in {"file", "-file"} and "file" not in text.lower() else clean


def split_address(text: str) -> SplitResult:
    """Return the parts of an address; of one that is none, such as `http://[name]`, nothing but its text as the path."""
    try:
        return urlsplit(text.strip())
    except ValueError:
        return SplitResult("", "", text, "", "")


def beside(file: str, address: str) -> str:
    """Return the path in the tree that an address within a file names, or an empty text for one on another host."""
    parts = split_address(address)
    return "" if parts.hostname else posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))


def picture_beside(tree: SourceTree) -> Callable[[str, Item], str]:
    """Return what finds the file of a picture: where its address leads from the page."""

    def picture_of(address: str, item: Item) -> str:
        path = beside(item.file, address)
        return path if tree.has(path) and not path.endswith(".html") else ""

    return picture_of


def line_of(value: object) -> str:
    """Return a title or a description on one line; entities and tags that editors left in it are what they stand for."""
    text = unescape(str(value)) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
    return " ".join(_TAG.sub(" ", text).split())


def day_of(value: object) -> str:
    """Return the day of a time, or an empty text."""
    match = _DAY.match(value) if isinstance(value, str) else None
    if match or not isinstance(value, str):
        return match[1] if match else ""
    if said := _DAY_IN_WORDS.match(value):
        month = _MONTHS.index((said["month"] or said["second"])[:3].lower()) + 1
        return f"{said['year'] or said['last']}-{month:02}-{int(said['day'] or said['first']):02}"
    if said := _DAY_IN_CHINESE.match(value):
        return f"{said[1]}-{int(said[2]):02}-{int(said[3]):02}"
    return ""
