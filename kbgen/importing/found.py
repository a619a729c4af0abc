"""What a source tells of itself: its pages, before anything is decided about their new places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kbgen.importing.source_tree import SourceTree
from kbgen.importing.tasks import Task


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page of another tool.

    file: in the tree. label: what the source calls its language; empty where it says nothing.
    place: below its language, ending in `.md`; the page of a folder is `index.md`. addresses: former ones, with a slash first.
    title: of a menu, for a page that has none itself. order: its place among the others, or None.
    """

    file: str
    label: str
    place: str
    addresses: tuple[str, ...] = ()
    title: str = ""
    order: int | None = None


@dataclass(frozen=True, slots=True)
class FolderName:
    """What the source says of a folder of pages."""

    title: str = ""
    description: str = ""
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """All pages of a source.

    folders: by label and folder below the language. pictures: folders whose files are at the root of the former site.
    base: the path below which the former site lives, as `/docs/`. icons: whether `:name:` without an emoji is a picture here.
    variables: values that pages name between `{{ }}`.
    appended: what the tool puts below every page, such as abbreviations. left: paths that were no pages, each with the reason.
    made: of an export, the tree in which its pages are; None where they are files of the source itself.
    anchors: by file, what links call places of a page → the anchor here, empty for its top.
    ours: whether the pages are written in the forms of kbgen already. tasks: what the source leaves to a person; its places may
    be files of pages. mdx: whether `.md` is MDX too. spaced: whether blanks part the tags of a page on one line.
    in_one_menu: whether the orders of pages are their places in one menu of all of them.
    """

    pages: tuple[SourcePage, ...]
    folders: Mapping[tuple[str, str], FolderName] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    name: str = ""
    url: str = ""
    base: str = "/"
    icons: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)
    appended: str = ""
    left: Mapping[str, str] = field(default_factory=dict)
    made: SourceTree | None = None
    anchors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ours: bool = False
    tasks: tuple[Task, ...] = ()
    in_one_menu: bool = False
    mdx: bool = False
    spaced: bool = False
