"""Notion: exports as Markdown & CSV or as HTML: names end with 32 hexadecimal digits, pages below a page lie in its folder."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from kbgen.importing.exports.assembled import assembled
from kbgen.importing.exports.items import Export, Item, beside, day_of, file_name, picture_beside, split_address
from kbgen.importing.found import Found, SourcePage
from kbgen.importing.html.boxes import kind_of_emoji
from kbgen.importing.html.parsed import attribute, inline_text, soup_of
from kbgen.importing.languages import is_ours, label_named, written_in
from kbgen.importing.source_tree import MadeTree, SourceTree

_HEX = re.compile(r"[ _-]*(?P<key>[0-9a-f]{32})(?=(?:_all)?(?:\.\w+)?$)", re.IGNORECASE)
_KEY_IN_ADDRESS = re.compile(r"(?P<key>[0-9a-f]{32})(?![0-9a-f])", re.IGNORECASE)
_BRACKETED = r"[(（\[【](?P<within>[^()（）\[\]【】]{2,30})[)）\]】]"
_WORD = r"(?P<word>(?:zh|en)[-_][A-Za-z]{2,4}|\w{2,12})"
_LANGUAGE_AT_END = re.compile(rf"(?P<name>.*?[^\s_–—|·-])[\s_–—|·-]*(?:{_BRACKETED}|[\s_–—|·-]{_WORD})")
_LANGUAGE_AT_START = re.compile(rf"(?:{_BRACKETED}|{_WORD}[\s_–—|·-])[\s_–—|·-]*(?P<name>[^\s_–—|·-].*)")
_REGIONS = frozenset({"hk", "tw"})
"""What may stand for a language elsewhere; in the name of a page it is a place."""
_MAX_PAGE_BYTES = 16 * 1024 * 1024
_PROPERTY = re.compile(r"(?P<name>[^\n:]{1,60}): (?P<value>[^\n]{1,500})")
_ASIDE = re.compile(r"<aside>\s*\n(?P<text>.*?)\n?</aside>", re.DOTALL)
_TAGS = frozenset({"tags", "tag", "keywords", "labels", "標籤", "關鍵字", "标签"})
_DAYS = frozenset({"last edited", "last edited time", "updated", "last updated", "edited", "上次編輯時間", "更新"})
_STATES = frozenset({"status", "state", "狀態", "状态"})
_UNFINISHED = frozenset({"draft", "in progress", "not started", "to do", "todo", "idea", "草稿", "進行中", "未開始"})


def read(tree: SourceTree) -> Found:
    """Return the pages of a workspace or of one page and those below it."""
    for file in _databases(tree):
        tree.left[file] = "is the table of a database, whose pages are taken"
    pages = [file for file in tree.ending(".md", ".html") if posixpath.basename(file) != "index.html"]
    places = _places(pages)
    return _of_markdown(tree, places) if any(file.endswith(".md") for file in pages) else _of_html(tree, places)


def _databases(tree: SourceTree) -> list[str]:
    """Return the tables of databases, which hold what no page shows; a file that somebody attached has no digits of Notion's."""
    folders = {_HEX.sub("", folder).casefold() for folder in tree.folders}
    return [
        file
        for file in tree.ending(".csv")
        if _HEX.search(file) or file[: -len(".csv")].removesuffix("_all").casefold() in folders
    ]


def _places(files: list[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return label and path of each page: without digits, without the one page that all others lie below, no two alike."""
    told = _languages_told(files)
    clean = {file: told[file][1] if file in told else _clean(file) for file in files}
    tops = {path[0] for path in clean.values()}
    root = next(iter(tops)) if len(tops) == 1 and any(len(path) == 1 for path in clean.values()) and len(clean) > 1 else ""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    taken: set[tuple[str, str]] = set()
    for file in sorted(clean, key=lambda file: (len(clean[file]), file)):
        path = clean[file]
        if root:
            path = path[1:] or ("index",)
        label = label_named(_title_of(file, 1 if root else 0)) if path != ("index",) else ""
        if label and is_ours(label):
            path = path[1:] or ("index",)
        else:
            label = told[file][0] if file in told else ""
        stem, number = "/".join(path), 2
        while (label, stem.casefold()) in taken:
            stem, number = f"{'/'.join(path)}-{number}", number + 1
        taken.add((label, stem.casefold()))
        found[file] = (label, tuple(stem.split("/")))
    return found


def _clean(file: str) -> tuple[str, ...]:
    return tuple(_name(part) for part in posixpath.splitext(file)[0].split("/"))


def _languages_told(files: Iterable[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return label and path of the pages that differ in nothing but the language in their names: `Fees (EN)` and `Fees (中文)`.

    A name alone tells nothing, for it may be about a language; its partner does.
    """
    alike: dict[tuple[str, ...], list[tuple[str, str, tuple[str, ...]]]] = {}
    for file in files:
        parts = [_told(_HEX.sub("", part).strip()) for part in posixpath.splitext(file)[0].split("/")]
        label = next((label for label, _ in reversed(parts) if label), "")
        path = tuple(file_name(name) or _name(name) for _, name in parts)
        alike.setdefault(tuple(part.casefold() for part in path), []).append((file, label, path))
    pairs = [found for found in alike.values() if len({label for _, label, _ in found}) == len(found) > 1]
    return {file: (label, path) for found in pairs for file, label, path in found}


def _told(name: str) -> tuple[str, str]:
    """Return the label of the language that stands at the beginning or end of a name, or an empty text; and the name without."""
    for pattern in (_LANGUAGE_AT_END, _LANGUAGE_AT_START):
        match = pattern.fullmatch(name)
        label = label_named(match["within"] or match["word"]) if match else ""
        if match and label and label not in _REGIONS and is_ours(label):
            return label, match["name"].strip()
    return "", name


def _name(part: str) -> str:
    key = _HEX.search(part)
    return file_name(_HEX.sub("", part)) or (f"page-{key['key'][:6]}" if key else "page")


def _title_of(file: str, at: int) -> str:
    parts = posixpath.splitext(file)[0].split("/")
    return _HEX.sub("", parts[at]).strip() if at < len(parts) else ""


def _by_hex(files: Iterable[str]) -> Mapping[str, str]:
    """Return the file of each page by the digits at the end of its name."""
    return {match["key"].lower(): file for file in files if (match := _HEX.search(file))}


def _of_markdown(tree: SourceTree, places: dict[str, tuple[str, tuple[str, ...]]]) -> Found:
    """Return pages of Markdown: their text is in the forms that other tools share, and links name files."""
    made: dict[str, bytes] = {}
    found = []
    by_hex = _by_hex(places)
    for file, (label, path) in places.items():
        text = tree.text(file, _MAX_PAGE_BYTES)
        if file in tree.left:
            continue
        made[file] = _changed(text, by_hex).encode()
        found.append(SourcePage(file, label or written_in(text), "/".join(path) + ".md"))
    often = Counter(page.label for page in found)
    found.sort(key=lambda page: (-often[page.label], page.place))
    return Found(tuple(found), roots=("",), made=MadeTree(tree.root, tree.left, base=tree, made=made))


def _changed(text: str, by_hex: Mapping[str, str]) -> str:
    """Return a page with its properties as front matter, its callouts as boxes, and addresses of Notion as files."""
    title, _, rest = text.lstrip("\n").partition("\n")
    front, body = _properties(rest) if title.startswith("# ") else ([], text)
    body = _ASIDE.sub(_box, body)
    body = re.sub(r"\]\(https?://(?:www\.)?notion\.(?:so|site)/(?P<rest>[^\s()]*)\)", lambda match: _link(match, by_hex), body)
    head = "\n".join(["---", *front, "---", ""]) if front else ""
    return f"{head}\n{title}\n\n{body}" if title.startswith("# ") else f"{head}{body}"


def _link(match: re.Match[str], by_hex: Mapping[str, str]) -> str:
    key = _KEY_IN_ADDRESS.search(match["rest"].partition("?")[0])
    file = by_hex.get(key["key"].lower(), "") if key else ""
    return f"](/{quote(file)})" if file else match[0]


def _properties(text: str) -> tuple[list[str], str]:
    """Take the lines of properties, which stand below the title, off a page; those that have a counterpart are front matter."""
    lines = text.lstrip("\n").split("\n")
    count = next((at for at, line in enumerate(lines) if not _PROPERTY.fullmatch(line)), len(lines))
    if not count or (count < len(lines) and lines[count].strip()):
        return [], text
    front = []
    for line in lines[:count]:
        match = _PROPERTY.fullmatch(line)
        assert match is not None  # noqa: S101 - counted above
        front += _front(match["name"], match["value"])
    return front, "\n".join(lines[count:])


def _front(name: str, value: str) -> list[str]:
    key = name.strip().lower()
    if key in _TAGS:
        words = [word.strip().replace('"', "'") for word in value.split(",") if word.strip()]
        return [f"keywords: [{', '.join(f'{chr(34)}{word}{chr(34)}' for word in words)}]"]
    if key in _DAYS and (day := day_of(value)):
        return [f"updated: {day}"]
    if key in _STATES and value.strip().lower() in _UNFINISHED:
        return ["draft: true"]
    return [f"# {name.strip()}: {value.strip()}"]


def _box(match: re.Match[str]) -> str:
    text = match["text"].strip()
    kind = kind_of_emoji(text)
    text = (
        re.sub(r"^.\ufe0f?\s*", "", text, count=1) if kind or (text and not text[0].isalnum() and ord(text[0]) > 0x2190) else text
    )
    lines = "\n".join(f"    {line}" if line.strip() else "" for line in text.split("\n"))
    return f"!!! {kind or 'note'}\n\n{lines}\n"


def _of_html(tree: SourceTree, places: dict[str, tuple[str, tuple[str, ...]]]) -> Found:
    """Return pages of HTML."""
    by_hex = _by_hex(places)
    items = []
    for file, (label, path) in places.items():
        item = _item(tree.text(file, _MAX_PAGE_BYTES), Item(file, label, "", "", path[:-1], path[-1], file=file))
        if item is not None:
            items.append(item)
        else:
            tree.left.setdefault(file, "is no page of Notion")

    def key_of(address: str, item: Item) -> str:
        if (path := beside(item.file, address)) in places:
            return path
        parts = split_address(address)
        match = _KEY_IN_ADDRESS.search(parts.path.rstrip("/").rpartition("/")[2])  # folders have the digits of other pages
        return by_hex.get(match["key"].lower(), "") if match and "notion" in (parts.hostname or "notion") else ""

    return assembled(Export(tree, tuple(items), key_of, picture_beside(tree)))


def _item(text: str, item: Item) -> Item | None:
    soup = soup_of(text)
    body, title = soup.find(class_="page-body"), soup.find(class_="page-title")
    if not isinstance(body, Tag):
        return None
    keywords: tuple[str, ...] = ()
    is_draft, updated = False, ""
    for row in soup.select("table.properties tr"):
        name = row.find("th")
        values = [inline_text(tag) for tag in row.select("td .selected-value")] or [
            inline_text(cell) for cell in row.find_all("td")
        ]
        key = inline_text(name).lower()
        keywords = tuple(filter(None, values)) if key in _TAGS else keywords
        is_draft = is_draft or (key in _STATES and any(value.lower() in _UNFINISHED for value in values))
        updated = day_of(values[0].lstrip("@")) if key in _DAYS and values else updated
    return replace(
        item, title=inline_text(title), text=_with_blocks(soup, body), keywords=keywords, draft=is_draft, updated=updated
    )


def _with_blocks(soup: BeautifulSoup, body: Tag) -> str:
    """Return the text of a page in which blocks of Notion are elements that every editor has."""
    for nav in body.select("nav.table_of_contents"):
        nav.extract()
    for item in body.select("ul.toggle > li"):
        item.unwrap()
    for toggles in body.select("ul.toggle"):
        toggles.unwrap()
    for link in body.select("a.bookmark"):
        words = inline_text(link.find(class_="bookmark-title"))
        address = attribute(link, "href")
        link.clear()
        link.append(NavigableString(words or address))
    for icon in body.select("figure.link-to-page .icon, figure.link-to-page img.icon"):
        icon.extract()
    for formula in body.select("figure.equation, .notion-text-equation-token"):
        source = formula.find("annotation")
        code = soup.new_tag("code")
        code.append(NavigableString(inline_text(source) if isinstance(source, Tag) else formula.get_text(" ")))
        formula.replace_with(code)
    return body.decode_contents()
