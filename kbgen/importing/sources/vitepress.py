"""VitePress and VuePress: what lies around `.vitepress`, files of `public/`, languages as folders."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from kbgen.importing.found import FolderName, Found, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import (
    address_of,
    folder_of,
    groups,
    is_of_repository,
    orders,
    placed,
    script_text,
    with_index_pages,
)

_FOLDERS = (".vitepress", ".vuepress")
_LINKED = re.compile(
    r"(?:text|title)['\"]?[ \t]*:[ \t]*(['\"`])(?P<text>(?:(?!\1)[^\n\\]){1,200})\1[ \t]*,?\s{0,80}"
    r"link['\"]?[ \t]*:[ \t]*(['\"`])(?P<link>(?:(?!\3)[^\n\\]){1,300})\3"
)
_LINK = re.compile(r"\blink['\"]?[ \t]*:[ \t]*(['\"`])(?P<link>(?:(?!\1)[^\n\\]){1,300})\1")


def sign(tree: SourceTree) -> str:
    """Return the folder of the configuration."""
    found = [path for path in tree.folders if posixpath.basename(path) in _FOLDERS]
    return min(found, key=lambda path: (path.count("/"), path), default="")


def read(tree: SourceTree) -> Found:
    """Return the pages of all languages."""
    folder = sign(tree)
    scripts = "\n".join(
        tree.text(path)
        for path in tree.below(folder)
        if path.endswith((".js", ".ts", ".mjs", ".mts", ".json")) and "/theme/" not in path and "/cache/" not in path
    )
    base = posixpath.dirname(folder)
    root = posixpath.normpath(posixpath.join(base, script_text(scripts, "srcDir") or "."))
    root = "" if root == "." else root
    site = (script_text(scripts, "base") or "/").rstrip("/") + "/"
    links = list(_links(scripts))
    order, titles = orders(link for link, _ in links), {link: text for link, text in links if text}
    pages, left = [], {}
    for page in with_index_pages(placed(tree, root), ("index", "readme")):
        parts = page.place.split("/")
        if "[" in page.place:
            left[page.file] = "is the pattern of pages that a program makes"
            continue
        if any(part.startswith((".", "_")) for part in parts) or (not root and is_of_repository(page.place)):
            left[page.file] = "is a file for other pages to include, or for the repository"
            continue
        prefix = f"/{page.label}/" if page.label else "/"
        address = address_of(page.place, prefix)
        key = next((key for key in (address, address.rstrip("/"), f"{address.rstrip('/')}.html") if key in order), "")
        former = address if address.endswith("/") and page.place.endswith("index.md") else f"{address.rstrip('/')}.html"
        addresses = tuple(dict.fromkeys(f"{site.rstrip('/')}{path}" for path in (former, address)))
        pages.append(SourcePage(page.file, page.label, page.place, addresses, titles.get(key, ""), order.get(key)))
    return Found(
        tuple(pages),
        folders=_names(scripts, {page.label for page in pages}),
        pictures=(posixpath.join(root, "public"), f"{folder}/public"),
        roots=(root,),
        includes=(root, base),
        name=script_text(scripts, "title"),
        url=script_text(scripts, "hostname"),
        bases=(site,) if site != "/" else (),
        left=left,
    )


def _names(scripts: str, labels: set[str]) -> dict[tuple[str, str], FolderName]:
    """Return what the menu calls the folder in which all pages of a group lie, in the language of their addresses."""
    found: dict[tuple[str, str], FolderName] = {}
    for title, texts in groups(scripts):
        links = [text.strip("/") for text in texts if text.startswith("/")]
        label = next((label for label in labels if label and links and all(link.startswith(f"{label}/") for link in links)), "")
        if folder := folder_of([link.removeprefix(f"{label}/") for link in links]):
            found.setdefault((label, folder), FolderName(title))
    return found


def _links(scripts: str) -> Iterator[tuple[str, str]]:
    titles = {match["link"]: match["text"] for match in _LINKED.finditer(scripts)}
    for match in _LINK.finditer(scripts):
        link = match["link"]
        if link.startswith("/"):
            yield link.removesuffix(".md"), titles.get(link, "")
