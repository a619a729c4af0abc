"""Confluence: the HTML export of a space: a file a page, `index.html` with the order of pages, `attachments/`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, quote_plus, unquote, unquote_plus

from bs4 import Tag
from bs4.element import NavigableString

from kbgen.importing.exports.assembled import assembled
from kbgen.importing.exports.items import Export, Item, beside, file_name, picture_beside, split_address
from kbgen.importing.found import FolderName, Found
from kbgen.importing.html.parsed import attribute, classes_of, inline_text, soup_of
from kbgen.importing.languages import written_in
from kbgen.importing.source_tree import SourceTree

_MAX_PAGE_BYTES = 16 * 1024 * 1024
_NUMBER = re.compile(r"(?:^|_)(?P<number>\d+)\.html$")
_PAGE = re.compile(r"/pages/(?P<number>\d+)")
_CHANGED = re.compile(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (\d{1,2}), (\d{4})")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LEFT_OUT = (
    "toc-macro", "client-side-toc-macro", "page-metadata", "hidden-content", "plugin_pagetree", "recently-updated",
    "page-tree",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Page:
    """One page. parents: files of the pages around it, outermost first."""

    file: str
    number: str
    title: str
    html: str
    parents: tuple[str, ...]
    labels: tuple[str, ...]
    changed: str


def read(tree: SourceTree) -> Found:
    """Return the pages of a space."""
    texts = {file: tree.text(file, _MAX_PAGE_BYTES) for file in tree.ending(".html")}
    pages = {
        file: page for file, text in texts.items() if posixpath.basename(file) != "index.html" and (page := _page(file, text))
    }
    for file in texts:
        if file not in pages and posixpath.basename(file) != "index.html":
            tree.left.setdefault(file, "is no page of a space")
    space, key, order = _index(texts)
    home = _home(pages.values())
    names = _names(pages, home)
    items = tuple(
        Item(
            key=file,
            label="",
            title=page.title,
            text=page.html,
            folders=tuple(names[parent] for parent in page.parents if parent in names and parent != home),
            name="index" if file == home else names[file],
            addresses=_addresses(page, key),
            order=order.get(file),
            keywords=page.labels,
            updated=page.changed,
            file=file,
        )
        for file, page in pages.items()
    )
    folders: dict[tuple[str, str], FolderName] = {
        (written_in(item.title), "/".join((*item.folders, item.name))): FolderName(item.title, "", item.order) for item in items
    }

    return assembled(Export(tree, items, _key_of(pages), picture_beside(tree), folders=folders, name=space))


def _key_of(pages: Mapping[str, _Page]) -> Callable[[str, Item], str]:
    """Return what finds the page of a link: by file, by the number in an address, or by the title in one."""
    numbers = {page.number: file for file, page in pages.items() if page.number}
    titles = {page.title.casefold(): file for file, page in pages.items()}

    def key_of(address: str, item: Item) -> str:
        if (path := beside(item.file, address)) in pages:
            return path
        parts = split_address(address)
        match = _PAGE.search(parts.path)
        number = next(iter(parse_qs(parts.query).get("pageId", [])), "") or (match["number"] if match else "")
        shown = parts.path.partition("/display/")[2].partition("/")[2]
        return numbers.get(number, "") or titles.get(unquote_plus(shown).casefold(), "")

    return key_of


def _page(file: str, text: str) -> _Page | None:
    soup = soup_of(text)
    content = soup.find(id="main-content") or soup.find(class_="wiki-content")
    heading = soup.find(id="title-text") or soup.find("h1") or soup.find("title")
    if not isinstance(content, Tag):
        return None
    crumbs = soup.find(id="breadcrumbs")
    links = [attribute(link, "href") for link in crumbs.find_all("a")] if isinstance(crumbs, Tag) else []
    parents = [beside(file, link) for link in links]
    title = inline_text(heading)
    space = inline_text(crumbs.find("a")) if isinstance(crumbs, Tag) else ""
    labels = [inline_text(tag) for tag in soup.find_all("a", attrs={"rel": "tag"})]
    number = _NUMBER.search(posixpath.basename(file))
    metadata = soup.find(class_="page-metadata")
    changed = _CHANGED.findall(metadata.get_text(" ")) if isinstance(metadata, Tag) else []
    day = f"{changed[-1][2]}-{_MONTHS.index(changed[-1][0]) + 1:02}-{int(changed[-1][1]):02}" if changed else ""
    return _Page(
        file,
        number["number"] if number else "",
        title.removeprefix(f"{space} : ") if space else title.rpartition(" : ")[2],
        _with_macros(content),
        tuple(parent for parent in parents if posixpath.basename(parent) != "index.html"),
        tuple(filter(None, labels)),
        day,
    )


def _with_macros(content: Tag) -> str:
    """Return the text of a page in which macros are elements that every editor has."""
    for tag in content.find_all(class_=_LEFT_OUT):
        tag.extract()
    for panel in content.find_all("div", class_="code"):
        listing = panel.find("pre")
        if "panel" in classes_of(panel) and isinstance(listing, Tag):
            head = panel.find(class_="codeHeader")
            if isinstance(head, Tag):
                listing["kb-title"] = inline_text(head)
            panel.replace_with(listing)
    for tag in content.find_all(class_="status-macro"):
        tag.name, tag.attrs = "strong", {}
    for tag in content.find_all("a", class_=("confluence-userlink", "user-mention")):
        tag.unwrap()
    for tag in content.find_all("a", class_="confluence-embedded-file"):
        if not tag.get_text(strip=True) and attribute(tag, "href"):
            name = attribute(tag, "data-linked-resource-default-alias") or posixpath.basename(unquote(attribute(tag, "href")))
            for image in tag.find_all("img"):
                image.extract()
            tag.append(NavigableString(name))
    return content.decode_contents()


def _index(texts: dict[str, str]) -> tuple[str, str, dict[str, int]]:
    """Return the name and the key of the space, and the place of each page in its tree."""
    file = min((file for file in texts if posixpath.basename(file) == "index.html"), key=len, default="")
    soup = soup_of(texts.get(file, ""))
    cells = {
        inline_text(head).lower(): inline_text(cell)
        for row in soup.find_all("tr")
        if isinstance(head := row.find("th"), Tag) and isinstance(cell := row.find("td"), Tag)
    }
    hrefs = [attribute(link, "href").partition("#")[0] for link in soup.find_all("a")]
    found = dict.fromkeys(beside(file, href) for href in hrefs if href)
    return cells.get("name", ""), cells.get("key", ""), {page: 10 * number for number, page in enumerate(found, 1)}


def _home(pages: Iterable[_Page]) -> str:
    """Return the file of the page that all others lie below, or an empty text."""
    roots = {page.parents[0] if page.parents else page.file for page in pages}
    return next(iter(roots)) if len(roots) == 1 else ""


def _names(pages: dict[str, _Page], home: str) -> dict[str, str]:
    """Return the name of each page as a file or folder; two of one title below one page get the number behind it."""
    names: dict[str, str] = {}
    taken: set[tuple[tuple[str, ...], str]] = set()
    for file, page in pages.items():
        name = file_name(page.title) or f"page-{page.number or len(names) + 1}"
        name = f"{name}-{page.number}" if (page.parents, name) in taken else name
        taken.add((page.parents, name))
        names[file] = f"{name}-page" if name == "index" and file != home else name
    return names


def _addresses(page: _Page, key: str) -> tuple[str, ...]:
    if not key:
        return ()
    title = quote_plus(page.title, safe="-_.~,@") if page.title.isascii() else page.title.replace(" ", "+")
    own = (f"/spaces/{key}/pages/{page.number}/{title}/", f"/spaces/{key}/pages/{page.number}/") if page.number else ()
    return (f"/display/{key}/{title}/", *own)
