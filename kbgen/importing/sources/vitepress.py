"""VitePress and VuePress: what lies around `.vitepress`, files of `public/`, languages as folders."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set

from kbgen.importing.found import Found, SourcePage
from kbgen.importing.source_tree import SourceTree
from kbgen.importing.sources.layout import (
    Placed,
    address_of,
    groups,
    is_of_repository,
    names_of_folders,
    orders,
    placed,
    script_strings,
    script_text,
    with_index_pages,
)
from kbgen.importing.sources.patterns import excluded_by
from kbgen.importing.sources.reasons import INCLUDED, LEFT_OUT, LIKE_A_PART, OF_REPOSITORY, in_other_markup, with_parts_named
from kbgen.importing.tasks import not_there

_FOLDERS = (".vitepress", ".vuepress")
_LINKED = re.compile(
    r"(?:text|title)['\"]?[ \t]*:[ \t]*(['\"`])(?P<text>(?:(?!\1)[^\n\\]){1,200})\1[ \t]*,?\s{0,80}"
    r"link['\"]?[ \t]*:[ \t]*(['\"`])(?P<link>(?:(?!\3)[^\n\\]){1,300})\3"
)
_SITE = re.compile(r"(?<![\w.$])base['\"]?[ \t]*:[ \t]*['\"`](?P<base>/[^'\"`$\n]{0,200})['\"`]")
_OF_GROUP = re.compile(r"['\"]/[^'\"\n]*['\"]\s*:\s*\{[^{}]*.\Z", re.DOTALL)
_EXCLUDED = re.compile(r"srcExclude\s*:\s*(?P<list>\[[^\[\]]{0,2000}\])")
_INCLUDE = re.compile(r"<!--\s*@include:\s*(?P<path>[^\s{#>]{1,300}\.md)")
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
    site = f"{_base(scripts).rstrip('/')}/"
    links = list(_links(scripts))
    beside = {text: 10 * number for number, text in enumerate(dict.fromkeys(_relative_links(scripts)), 1)}
    stems = Counter((page.label, posixpath.basename(page.place)) for page in placed(tree, root))
    excluded = script_strings(found["list"]) if (found := _EXCLUDED.search(scripts)) else ()
    is_excluded = excluded_by(f"/{pattern.lstrip('/')}" for pattern in excluded)
    parts, rewritten = _included(tree, root), rewritten_by(scripts)
    order, titles = orders(link for link, _ in links), {link: text for link, text in links if text}
    pages, left = [], {}
    there: set[str] = set()
    for page in with_index_pages(placed(tree, root), ("index", "readme")):
        names = page.place.split("/")
        if "[" in page.place:
            left[page.file] = "is the pattern of pages that a program makes"
            continue
        named = page.file.removeprefix(f"{root}/") if root else page.file
        if is_excluded(named):
            left[page.file] = LEFT_OUT
            continue
        prefix = f"/{page.label}/" if page.label else "/"
        target = rewritten(named)
        address = address_of(target) if target else address_of(page.place, prefix)
        there.add(address.rstrip("/"))
        key = next((key for key in (address, address.rstrip("/"), f"{address.rstrip('/')}.html") if key in order), "")
        stem = page.place.removesuffix(".md")
        near = next((text for text in (stem, names[-1].removesuffix(".md")) if text in beside), "")
        near = near if stems[page.label, names[-1]] == 1 else ""
        if not (key or near) and (reason := _reason(page, parts, is_root_of_tree=not root)):
            left[page.file] = reason
            continue
        former = address if (target or page.place).endswith("index.md") else f"{address.rstrip('/')}.html"
        addresses = tuple(dict.fromkeys(f"{site.rstrip('/')}{path}" for path in (former, address)))
        pages.append(
            SourcePage(page.file, page.label, page.place, addresses, titles.get(key, ""), order.get(key, beside.get(near)))
        )
    return Found(
        tuple(pages),
        folders=names_of_folders(_groups(scripts, {page.label for page in pages})),
        pictures=(posixpath.join(root, "public"), f"{folder}/public"),
        roots=(root,),
        includes=(root, base),
        name=script_text(scripts, "title"),
        url=script_text(scripts, "hostname"),
        base=site,
        in_one_menu=bool(order),
        left=with_parts_named(left, tree) | in_other_markup(tree, (root,)),
        tasks=tuple(not_there("the menu", _lost(links, there))),
    )


def _lost(links: Iterable[tuple[str, str]], there: Iterable[str]) -> Iterator[str]:
    """Yield the pages of the menu that no file is for. there: addresses of those that are, without a slash at the end."""
    endings = {path[at:] for path in there for at in range(len(path)) if path[at] == "/"}  # a group may say where its links begin
    for link, title in links:
        path = re.split(r"[?#]", link)[0].removesuffix(".html").rstrip("/")
        if path and "." not in posixpath.basename(path) and path not in endings:
            yield f"{link} ({title})" if title else link


def _reason(page: Placed, included: Set[str], *, is_root_of_tree: bool) -> str:
    """Return why a file that no menu names is no page; empty for a page."""
    if page.file in included:
        return INCLUDED
    if is_root_of_tree and is_of_repository(page.place):
        return OF_REPOSITORY
    names = page.place.split("/")
    if any(name.startswith(".") for name in names):
        return "has a name with a dot first, or lies in a folder of one, where VitePress has no pages"
    return LIKE_A_PART if any(name.startswith("_") for name in names) else ""


def _base(scripts: str) -> str:
    """Return where the site begins: what `base` says that is none of a group of the menu."""
    for match in _SITE.finditer(scripts):
        if not _OF_GROUP.search(scripts[max(0, match.start() - 200) : match.start() + 1]):
            return match["base"]
    return "/"


def _relative_links(scripts: str) -> Iterator[str]:
    """Yield what links of groups with a `base` call their pages."""
    for match in _LINK.finditer(scripts):
        if not match["link"].startswith("/") and "://" not in match["link"]:
            yield match["link"].removesuffix(".md").strip("/")


def _included(tree: SourceTree, root: str) -> frozenset[str]:
    """Return the pages that others include."""
    return frozenset(
        posixpath.normpath(
            posixpath.join(posixpath.dirname(file) if match["path"].startswith(".") else root, match["path"].lstrip("@/"))
        )
        for file in tree.below(root)
        if file.endswith(".md")
        for match in _INCLUDE.finditer(tree.text(file))
    )


def _groups(scripts: str, labels: set[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield label, title and addresses of each group of the menu, in the language of their addresses."""
    for title, texts in groups(scripts):
        if title.startswith("/"):  # the pages at which a menu stands
            continue
        links = [text.strip("/") for text in texts if text.startswith("/")]
        label = next((label for label in labels if label and links and all(link.startswith(f"{label}/") for link in links)), "")
        yield label, title, [link.removeprefix(f"{label}/") for link in links]


def _links(scripts: str) -> Iterator[tuple[str, str]]:
    titles = {match["link"]: match["text"] for match in _LINKED.finditer(scripts)}
    for match in _LINK.finditer(scripts):
        link = match["link"]
        if link.startswith("/"):
            yield link.removesuffix(".md"), titles.get(link, "")


_REWRITES = re.compile(r"\brewrites['\"]?\s*:\s*\{(?P<inside>[^{}]{0,20000})\}")
_RULE = re.compile(
    r"(['\"`])(?P<path>(?:(?!\1)[^\n\\]){1,300})\1\s*:\s*(['\"`])(?P<target>(?:(?!\3)[^\n\\]){1,300})\3", re.MULTILINE
)
_PART = re.compile(r":(?P<name>\w{1,60})(?P<many>\*|\+|\(\.[*+]\))?|\((?P<all>\.[*+])\)|(?P<star>\*)")
_MOST_PARTS = 4
"""Of a pattern, each of which may take many characters: more could be tried in more ways than anybody waits for."""
_PLACE = re.compile(r":(?P<name>\w{1,60})[*+]?|\$(?P<number>\d)")


def rewritten_by(scripts: str) -> Callable[[str], str]:
    """Return what gives the path at which the page of a file is; empty for one that no rule of a configuration names."""
    found = _REWRITES.search(scripts)
    rules = (
        [(_pattern(rule["path"]), rule["target"]) for rule in _RULE.finditer(found["inside"]) if _is_quick(rule["path"])]
        if found
        else []
    )

    def rewritten(path: str) -> str:
        for pattern, target in rules:
            if match := pattern.fullmatch(path):
                return _PLACE.sub(lambda place, match=match: _value(place, match), target)
        return ""

    return rewritten


def _is_quick(path: str) -> bool:
    return sum(1 for _ in _PART.finditer(path)) <= _MOST_PARTS


def _value(place: re.Match[str], match: re.Match[str]) -> str:
    if place["number"]:
        at = int(place["number"])
        return match[at] if at <= len(match.groups()) else place[0]
    return match.groupdict().get(place["name"], place[0])


def _pattern(path: str) -> re.Pattern[str]:
    parts, at = [], 0
    names: set[str] = set()
    for part in _PART.finditer(path):
        parts.append(re.escape(path[at : part.start()]))
        at = part.end()
        width = ".*" if part["many"] or part["all"] or part["star"] else "[^/]+"
        parts.append(f"(?P<{part['name']}>{width})" if part["name"] and part["name"] not in names else f"({width})")
        names |= {part["name"]} if part["name"] else set()
    return re.compile("".join((*parts, re.escape(path[at:]))))
