"""Where pages live: the Markdown path of each page below the content folder, and its address on the site.

A page that exists in one language only has a page in the other one too (the fallback), at the same path.
So every article has two addresses, and a relative link between two articles is the same text in both languages.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

from kbgen.model import LANGUAGES, ArticleId, Language, Pair
from kbgen.settings.site import Settings

HOME = ArticleId("index")

PageKey = tuple[Language, ArticleId]


def page_paths(pairs: Iterable[Pair], settings: Settings) -> Mapping[PageKey, str]:
    """Return the path of every home, category and article page, as in `zh-hant/returns/refund-times.md`.

    Home and category pages are there even when nobody wrote an index.md for them.
    """
    paths: dict[PageKey, str] = {}
    for pair in pairs:
        categories = {side.category for side in pair.sides if side.category}
        for language in LANGUAGES:
            paths[language, pair.id] = f"{settings.folders[language]}/{_own_path(pair, language)}"
            for category in categories:
                paths.setdefault((language, ArticleId(category)), f"{settings.folders[language]}/{category}/index.md")
    for language in LANGUAGES:
        paths[language, HOME] = f"{settings.folders[language]}/index.md"
    return paths


def _own_path(pair: Pair, language: Language) -> str:
    side = pair.side(language) or pair.sides[0]
    is_index = side.kind != "article" or (side.path.name == "index.md" and pair.name == pair.id)
    if pair.id == HOME:
        return "index.md"
    return f"{pair.id}/index.md" if is_index else f"{pair.id}.md"


@lru_cache(maxsize=100_000)  # of every page, some twenty times in a build
def file_at(address: str) -> str:
    """Return the file of the published site that has an address: `en/a/` → `en/a/index.html`."""
    return f"{address}index.html" if address.endswith("/") else address


def former_address(folder: str, alias: str, *, use_directory_urls: bool) -> str:
    """Return the address that an alias names below the folder of a language, percent signs decoded."""
    return unquote(page_url(f"{folder}/{alias}.md", use_directory_urls=use_directory_urls))


@lru_cache(maxsize=100_000)  # likewise
def page_url(path: str, *, use_directory_urls: bool) -> str:
    """Return the address of a Markdown path, relative to the root of the site, quoted as MkDocs quotes it.

    `en/returns/index.md` → `en/returns/`; `index.md` → `./`.
    """
    folder, name = posixpath.split(path)
    stem = name.removesuffix(".md")
    if not use_directory_urls:
        return quote(posixpath.join(folder, f"{stem}.html"))
    if stem != "index":
        folder = posixpath.join(folder, stem)
    return quote(f"{folder or '.'}/")


def relative_url(target: str, source: str) -> str:
    """Return `target` as a page at `source` must write it; both relative to the root of the site."""
    target_folder, target_name = posixpath.split(target)
    steps = _steps(target_folder, posixpath.dirname(source))
    if not target_name:
        return f"{steps}/" if steps != "." else "./"
    return target_name if steps == "." else f"{steps}/{target_name}"


def _steps(target: str, source: str) -> str:
    """Return the way from a folder of the site to another; `posixpath.relpath` would ask for the working folder each time."""
    there, here = ([name for name in path.split("/") if name not in {"", "."}] for path in (target, source))
    shared = 0
    for one, other in zip(there, here, strict=False):
        if one != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(here) - shared), *there[shared:]]) or "."
