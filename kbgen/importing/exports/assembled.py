"""The articles of an export → files in Markdown of kbgen, with links to each other, and what is left to do."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote, urljoin

from kbgen.content.edit.foreign_front import yaml_text
from kbgen.content.edit.lines import yaml_word
from kbgen.counted import counted
from kbgen.importing.exports.items import Export, Item, file_name, split_address
from kbgen.importing.exports.pictures import DataPictures
from kbgen.importing.found import Found, SourcePage
from kbgen.importing.languages import is_ours, label_of, written_in
from kbgen.importing.source_tree import MadeTree
from kbgen.importing.tasks import Task, of_places

_NOTES: Mapping[str, tuple[int, str]] = {
    "private note": (1, "left out, because only the team could see it"),
    "form": (2, "left out: its text stays, readers cannot fill it in"),
    "formula": (2, "left out: write it in words, or make a picture of it"),
    "drawing within the text": (2, "left out: save it as a file, and show that"),
    "sound": (2, "left out: link to it"),
    "large picture": (2, "within the text left out, because it is larger than 8 MB"),
    "broken picture": (2, "within the text left out, because it is none"),
    "table within a table": (3, "written one below the other: look at them"),
    "merged cell": (3, "written into each of its rows: look at the tables"),
    "table without a head": (3, "whose first row is the head now: look at them"),
    "nested too deeply": (3, "now plain text"),
}
_ADDRESS_IN_HTML = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')|\]\((?:<([^<>]*)>|([^\s()]*))", re.IGNORECASE)
_TOP_HEADING = re.compile(r"\A## (?P<title>[^\n]+?)(?: \{ #[^{}]* \})?\n+")


@dataclass
class _Lost:
    """What could not be kept, with where it was."""

    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    pictures: dict[str, None] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)


def assembled(export: Export) -> Found:
    """Return the articles of an export as pages in Markdown, in a tree of their own."""
    items = tuple(_with_label(item) for item in export.items)
    files = _files(items)
    wanted = _wanted(items)
    lost = _Lost()
    pictures = DataPictures()
    by_key: dict[str, dict[str, str]] = defaultdict(dict)
    for item, file in files.items():
        by_key[item.key].setdefault(item.label, file)
    made: dict[str, bytes] = {}
    anchors: dict[str, Mapping[str, str]] = {}
    pages = []
    often = Counter(item.label for item in files)
    for item, file in sorted(files.items(), key=lambda pair: (pair[0].draft, -often[pair[0].label], pair[1])):
        article = _Article(item, file, export, by_key, pictures, lost)
        body, anchors[file] = article.converted(wanted)
        if not body and not item.draft:
            lost.empty.append(file)
        made[file] = _text_of(item, body).encode()
        place = file.partition("/")[2]
        pages.append(SourcePage(file, item.label, place, item.addresses, item.title, item.order))
    made |= pictures.made
    return Found(
        tuple(pages),
        folders=export.folders,
        roots=(_common_folder(export.tree.files),),
        name=export.name,
        url=export.url,
        made=MadeTree(export.tree.root, export.tree.left, base=export.tree, made=made),
        anchors=anchors,
        ours=True,
        tasks=(*export.tasks, *_tasks(lost, items)),
    )


def _with_label(item: Item) -> Item:
    """Say the language of an article by its characters, where the export does not."""
    return item if item.label else replace(item, label=written_in(f"{item.title} {re.sub(r'<[^<>]*>', ' ', item.text)}"))


def _files(items: Iterable[Item]) -> dict[Item, str]:
    """Return the file of each article: the same path in every language, and no two articles at one."""
    by_key: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_key[item.key].append(item)
    taken: set[str] = set()
    found: dict[Item, str] = {}
    for key in sorted(by_key, key=lambda key: (len(key), key)):
        own = sorted(by_key[key], key=lambda item: (not label_of(item.label).startswith("en"), item.label))
        stem = next((name for item in own if (name := item.name or file_name(item.title))), "")
        stem = stem or f"article-{file_name(key)}".rstrip("-")
        folders = next((item.folders for item in own if item.folders), ())
        path = "/".join((*folders, stem))
        number = 2
        while path.casefold() in taken:
            path, number = "/".join((*folders, f"{stem}-{number}")), number + 1
        taken.add(path.casefold())
        seen: set[str] = set()
        for item in own:
            file = f"{item.label}/{path}.md"
            if file not in seen:  # a page of the API that was saved twice
                found[item] = file
                seen.add(file)
    return found


def _wanted(items: Iterable[Item]) -> frozenset[str]:
    """Return every anchor that a link of the export names."""
    addresses = (
        next((part for part in match.groups() if part), "") for item in items for match in _ADDRESS_IN_HTML.finditer(item.text)
    )
    return frozenset(unquote(address.partition("#")[2]) for address in addresses if "#" in address) - {""}


@dataclass(frozen=True)
class _Article:
    """One article on its way into Markdown."""

    item: Item
    file: str
    export: Export
    by_key: Mapping[str, Mapping[str, str]]
    pictures: DataPictures
    lost: _Lost

    def converted(self, wanted: frozenset[str]) -> tuple[str, Mapping[str, str]]:
        """Return the article in Markdown, and the anchors by which links call its headings."""
        from kbgen.importing.html import Places, as_markdown

        done = as_markdown(self.item.text, Places(self.link, self.picture), wanted)
        for note, number in done.notes.items():
            self.lost.notes[note].append(self.file)
            self.lost.counts[note] += number
        heading = _TOP_HEADING.match(done.text)
        same = heading and file_name(heading["title"]) == file_name(self.item.title)
        return done.text[heading.end() :] if heading and same else done.text, done.anchors

    def link(self, address: str) -> str:
        """Return where a link leads now."""
        if not address or address.startswith("#"):
            return address if len(address) > 1 else ""
        if address.lower().startswith(("javascript:", "data:", "file:", "about:", "vbscript:")):
            return ""
        if address.lower().startswith(("mailto:", "tel:", "sms:")):
            return address
        key = self.export.key_of(address, self.item)
        if key and (file := _side(self.by_key.get(key, {}), self.item.label)):
            _, mark, anchor = address.partition("#")
            return f"/{quote(file)}{mark}{anchor}"
        if local := self.export.picture_of(address, self.item):
            return f"/{quote(local)}"
        whole = _joined(self.item.addresses[0] if self.item.addresses else "/", address)
        hosts = (*self.export.sites, "former-site.invalid")
        whole = _joined(self.export.url or f"https://{hosts[0]}/", whole)
        if _host(whole) in hosts:
            self.lost.links.append(f"{self.file}: {address}")
        return whole

    def picture(self, address: str) -> str:
        """Return where a picture is now, or an empty text where there is none."""
        if address.lower().startswith("data:"):
            path, note = self.pictures.path_of(address)
            if note:
                self.lost.notes[note].append(self.file)
                self.lost.counts[note] += 1
            return f"/{path}" if path else ""
        if local := self.export.picture_of(address, self.item):
            return f"/{quote(local)}"
        whole = _joined(self.export.url, address) if self.export.url else address
        whole = f"https:{whole}" if whole.startswith("//") else whole
        if whole.startswith(("http://", "https://")):
            self.lost.pictures[whole] = None
        return whole


def _side(files: Mapping[str, str], label: str) -> str:
    """Return the file of an article in a language, or in one of ours."""
    return files.get(label) or next((file for other, file in sorted(files.items()) if is_ours(other)), "")


def _host(address: str) -> str:
    return (split_address(address).hostname or "").lower()


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # http://[name]
        return ""


def _text_of(item: Item, body: str) -> str:
    lines = [f"title: {yaml_text(item.title)}"] if item.title else []
    if item.description:
        lines.append(f"description: {yaml_text(item.description)}")
    if item.keywords:
        lines.append(f"keywords: [{', '.join(map(yaml_word, dict.fromkeys(item.keywords)))}]")
    if item.updated:
        lines.append(f"updated: {item.updated}")
    if item.featured:
        lines.append("featured: true")
    if item.draft or not body:
        lines.append("draft: true")
    return "\n".join(["---", *lines, "---", "", body, ""])


def _tasks(lost: _Lost, items: tuple[Item, ...]) -> Iterable[Task]:
    yield from of_places(1, "article", "without text, now drafts: write them, or remove them", lost.empty)
    for note, files in lost.notes.items():
        rank, what = _NOTES[note]
        yield Task(rank, f"{counted(lost.counts[note], note)} {what}", tuple(dict.fromkeys(files)))
    what = "still on the former site, which may be shut down: save them beside the export under their names, and import again"
    yield from of_places(1, "picture", what, lost.pictures)
    yield from of_places(2, "link", "to pages of the former site that the export does not hold", dict.fromkeys(lost.links))
    sides = defaultdict(set)
    for item in items:
        if not item.draft and is_ours(item.label):
            sides[item.key].add(label_of(item.label).partition("-")[0])
    languages = set().union(*sides.values()) if sides else set()
    if len(languages) > 1 and all(len(own) == 1 for own in sides.values()):
        yield Task(2, "The export does not say which articles are the same in both languages: give both the same path", ())


def _common_folder(files: tuple[str, ...]) -> str:
    return posixpath.commonpath([posixpath.dirname(file) for file in files]) if files else ""
