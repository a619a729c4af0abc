"""How trees of pages are laid out, whatever tool reads them: languages as folders, as suffixes, or not at all."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kbgen.importing.found import FolderName
from kbgen.importing.languages import label_of, labels_among
from kbgen.importing.source_tree import MARKDOWN, SourceTree
from kbgen.settings.strict_yaml import Items, Node, Scalar, Table, YamlError, parse

_SUFFIX = re.compile(r"(?P<stem>.+)\.(?P<label>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?(?:[-_][A-Za-z]{2})?)$")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_NOT_PAGES = frozenset(
    {"readme", "license", "licence", "changelog", "contributing", "code_of_conduct", "security", "pull_request_template"}
)
"""Files of a repository that many tools leave out; lower case, without their ending."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A Markdown file below the folder of pages. label: of its folder or suffix. place: without that, ending in `.md`."""

    file: str
    label: str
    place: str


def stem_of(path: str) -> str:
    """Return a path without the ending of Markdown."""
    return next((path[: -len(ending)] for ending in MARKDOWN if path.lower().endswith(ending)), path)


def placed(tree: SourceTree, root: str) -> tuple[Placed, ...]:
    """Return every Markdown file below a folder with its language taken out of its path."""
    prefix = f"{root}/" if root else ""
    files = [path for path in tree.markdown if path.startswith(prefix)]
    below = {path: stem_of(path.removeprefix(prefix)) for path in files}
    folders = labels_among({stem.partition("/")[0] for stem in below.values() if "/" in stem})
    inner = labels_among({stem.split("/")[1] for stem in below.values() if stem.count("/") >= 2}) - folders
    suffixes = labels_among({match["label"] for stem in below.values() if (match := _SUFFIX.fullmatch(posixpath.basename(stem)))})
    return tuple(_placed(path, stem, folders, inner, suffixes) for path, stem in below.items())


def _placed(path: str, stem: str, folders: frozenset[str], inner: frozenset[str], suffixes: frozenset[str]) -> Placed:
    first, _, rest = stem.partition("/")
    if first in folders and rest:
        return Placed(path, first, f"{rest}.md")
    second, _, below = rest.partition("/")
    if second in inner and below:
        return Placed(path, second, f"{first}/{below}.md")
    match = _SUFFIX.fullmatch(stem)
    if match and match["label"] in suffixes:
        return Placed(path, match["label"], f"{match['stem']}.md")
    return Placed(path, "", f"{stem}.md")


def with_index_pages(pages: Iterable[Placed], names: tuple[str, ...]) -> tuple[Placed, ...]:
    """Call the page of each folder `index.md`; where a folder has several, the first of `names` is it.

    names: without ending, in lower case, as `("index", "readme")`.
    """
    pages = tuple(pages)
    taken = {(page.label, page.place) for page in pages}
    changed = []
    for page in pages:
        folder, name = posixpath.split(page.place)
        stem = name.removesuffix(".md").lower()
        if stem in names and name != "index.md":
            better = (posixpath.join(folder, other) for other in _earlier(names, stem, taken, page.label, folder))
            place = posixpath.join(folder, "index.md")
            page = page if next(better, "") else Placed(page.file, page.label, place)
        changed.append(page)
    return tuple(changed)


def _earlier(names: tuple[str, ...], stem: str, taken: set[tuple[str, str]], label: str, folder: str) -> Iterable[str]:
    return (
        f"{name}.md"
        for name in names[: names.index(stem)]
        if any((label, posixpath.join(folder, f"{spelled}.md")) in taken for spelled in (name, name.upper()))
    )


def is_of_repository(place: str) -> bool:
    """Tell whether a file is about the repository rather than for readers: a licence, how to contribute."""
    return "/" not in place and place.removesuffix(".md").lower() in _NOT_PAGES


def address_of(place: str, prefix: str = "/", *, html: bool = False) -> str:
    """Return the address of a page on its former site: `a/index.md` → `/a/`, `a/b.md` → `/a/b/` or, with html, `/a/b.html`."""
    path = place.removesuffix(".md")
    folder, name = posixpath.split(path)
    if name == "index":
        return f"{prefix}{folder}/" if folder else prefix
    return f"{prefix}{path}.html" if html else f"{prefix}{path}/"


def yaml_node(tree: SourceTree, path: str) -> Node | None:
    """Return what a YAML file holds, or None where there is none that can be read."""
    if not path:
        return None
    try:
        return parse(tree.text(path), lenient=True)
    except (YamlError, ValueError) as error:
        tree.left[path] = f"cannot be read, so nothing that it says is taken over: {error}"
        return None


def yaml_table(tree: SourceTree, path: str) -> Table | None:
    """Return a YAML file of settings, or None where there is none that can be read."""
    node = yaml_node(tree, path)
    return node if isinstance(node, Table) else None


def text_of(node: Node | None, *keys: str) -> str:
    """Return the text at a path of keys, or an empty text."""
    for key in keys:
        node = node.entries.get(key) if isinstance(node, Table) else None
    return node.text.strip() if isinstance(node, Scalar) else ""


def front_of(text: str) -> str | None:
    """Return the front matter of a page, or None where it has none."""
    match = _FRONT.match(text)
    return match["front"] if match else None


def front_value(front: str, key: str) -> str:
    """Return a text of front matter; empty where there is none."""
    match = re.search(rf"^{key}[ \t]*:[ \t]*['\"]?([^'\"\n#]+)", front, re.MULTILINE)
    return match[1].strip() if match else ""


def flat_texts(node: Node | None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and value of each text on one line, `a.b` for one within another table."""
    for key, value in node.entries.items() if isinstance(node, Table) else ():
        if isinstance(value, Scalar) and value.text.strip() and "\n" not in value.text.strip():
            yield f"{prefix}{key}", value.text.strip()
        else:
            yield from flat_texts(value, f"{prefix}{key}.")


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the entries of a list, or none."""
    return node.items if isinstance(node, Items) else ()


_STRING = r"(?:'((?:[^'\\\n]|\\.){0,300})'|\"((?:[^\"\\\n]|\\.){0,300})\"|`([^`$\n]{0,300})`)"


def script_text(script: str, key: str) -> str:
    """Return the first text that a file of JavaScript gives a key, or an empty text."""
    match = re.search(rf"(?<![\w.$]){re.escape(key)}['\"]?[ \t]*:[ \t]*{_STRING}", script)
    return next((part for part in match.groups() if part), "") if match else ""


def script_strings(script: str) -> tuple[str, ...]:
    """Return every text in a file of JavaScript, in order."""
    return tuple(next((part for part in match.groups() if part), "") for match in re.finditer(_STRING, script))


_GROUP = re.compile(rf"(?:(?:label|text|title)['\"]?[ \t]*:[ \t]*{_STRING}|(?P<key>{_STRING})[ \t]*:[ \t]*(?=\[))")
_ITEMS = re.compile(r"(?:items|children)['\"]?\s*:\s*\[")
_MOST_BETWEEN = 500


def groups(script: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name and every text of each group of a menu in JavaScript: `label: 'Guide', items: ['guide/a', …]`."""
    for match in _GROUP.finditer(script):
        name = next((part for part in match.groups()[:3] if part), "") or (match["key"] or "").strip("'\"`")
        opening = match.end() if match["key"] else -1
        if not match["key"] and (items := _ITEMS.search(script, match.end(), match.end() + _MOST_BETWEEN)):
            between = script[match.end() : items.start()]
            is_own = all(between.count(end) == between.count(start) for start, end in ("{}", "[]"))
            opening = items.end() - 1 if is_own else -1  # else of a group further in, or of the next one
        if name and opening >= 0:
            yield name, script_strings(script[opening : _end_of_list(script, opening)])


def _end_of_list(script: str, opening: int) -> int:
    depth = 0
    for at in range(opening, min(len(script), opening + 50_000)):
        depth += {"[": 1, "]": -1}.get(script[at], 0)
        if depth == 0:
            return at
    return len(script)


def _folders_of(paths: Iterable[str]) -> Iterator[str]:
    """Yield the folders in which all of these paths lie, the innermost first."""
    folder = posixpath.commonpath([posixpath.dirname(path) for path in paths])
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def names_of_folders(groups: Iterable[tuple[str, str, Iterable[str]]]) -> dict[tuple[str, str], FolderName]:
    """Return what a menu calls the folders in which all pages of a group lie. groups: label, title and paths of each.

    Where two groups lie in one folder, it has the title of the one that holds the other; of neither where they are side by side.
    """
    claims: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
    for label, title, paths in groups:
        inside = frozenset(filter(None, (path.strip("/") for path in paths)))
        for folder in _folders_of(inside) if inside else ():
            claims.setdefault((label, folder), []).append((title, inside))
    widest = {key: max(own, key=lambda claim: len(claim[1])) for key, own in claims.items()}
    return {key: FolderName(title) for key, (title, inside) in widest.items() if all(other <= inside for _, other in claims[key])}


def orders(addresses: Iterable[str]) -> Mapping[str, int]:
    """Return the place of each in a menu, in steps of ten, so that there is room between."""
    return {address: 10 * number for number, address in enumerate(dict.fromkeys(addresses), 1)}


def prefix_of(label: str, default: str) -> str:
    """Return where pages of a language begin on a site that has its default language at the root."""
    return "/" if not label or label_of(label) == label_of(default) else f"/{label}/"
