"""Word: one document, or a folder of them; a document with chapters is a category, any other an article."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

import mammoth  # type: ignore[import-untyped, unused-ignore]
from bs4 import BeautifulSoup, Tag
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from kbgen.errors import UsageError
from kbgen.importing.archive import DAMAGED, require_honest
from kbgen.importing.exports.assembled import assembled
from kbgen.importing.exports.items import Export, Item, beside, file_name
from kbgen.importing.found import FolderName, Found
from kbgen.importing.html.parsed import attribute, inline_text, soup_of
from kbgen.importing.languages import label_named, label_of, labels_among, written_in
from kbgen.importing.source_tree import SourceTree

_MAX_BYTES = 256 * 1024 * 1024
_SUFFIX = re.compile(r"(?P<stem>.+?)[.\-_ (]+(?P<label>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}|英文|中文|繁體中文|簡體中文)\)?")
_NOTE = re.compile(r"^(?:foot|end)note-\d+$")
_NOTE_LINK = re.compile(r"^#(?:foot|end)note-\d+$")
_BACK = re.compile(r"^#(?:foot|end)note-ref-\d+$")
_STYLES = """
p[style-name='Title'] => h1.kb-title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
r[style-name='HTML Code'] => code
r[style-name='Code'] => code
p[style-name='Caption'] => p > em:fresh
p[style-name='caption'] => p > em:fresh
p[style-name^='toc '] => !
p[style-name^='TOC '] => !
u => u
"""


def read(tree: SourceTree) -> Found:
    """Return the articles of all documents."""
    files = [file for file in tree.ending(".docx") if not posixpath.basename(file).startswith("~$")]
    for file in tree.ending(".doc", ".rtf", ".odt"):
        tree.left[file] = "is no .docx: save it as one"
    languages = labels_among({part for file in files for part in file.split("/")[:-1]})
    items: list[Item] = []
    folders: dict[tuple[str, str], FolderName] = {}
    numbers: dict[str, int] = {}
    for file in files:
        html = _html(tree, file)
        label, path = _place(file, languages)
        number = numbers.setdefault(path.casefold(), len(numbers) + 1)
        if html is None:
            continue
        chapters = list(_chapters(html)) if len(files) == 1 else []
        if len(chapters) > 1:
            title = _title(soup_of(html), take=False) or posixpath.basename(path)
            category = file_name(path) or "manual"
            folders[written_in(title), category] = FolderName(title)
            items += [
                Item(f"{path} {at}", label, chapter, text, (category,), order=10 * at)
                for at, (chapter, text) in enumerate(chapters, 1)
            ]
            continue
        soup = soup_of(html)
        title = _title(soup, take=True) or posixpath.basename(path).replace("_", " ")
        *around, name = [file_name(part) or "documents" for part in path.split("/")]
        items.append(Item(path.casefold(), label, title, str(soup), tuple(around), name, order=10 * number, file=file))
    return assembled(
        Export(tree, tuple(items), lambda address, item: _document(address, item, languages), lambda *_: "", folders=folders)
    )


def _html(tree: SourceTree, file: str) -> str | None:
    """Return a document as HTML, or None with a reason in `tree.left`. Raises UsageError for one that attacks its reader."""
    raw = tree.raw(file, _MAX_BYTES)
    if len(raw) > _MAX_BYTES:
        tree.left[file] = f"is larger than {_MAX_BYTES // 1024**2} MiB: split it"
        return None
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        tree.left[file] = "is encrypted, or of an old kind of Word: save it as .docx without a password"
        return None
    name = f"{tree.root}: '{file}'" if tree.root.name != file else str(tree.root)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            require_honest(Path(name), archive)
            for entry in archive.namelist():
                if entry.lower().endswith((".xml", ".rels")):
                    for _ in iterparse(archive.open(entry), forbid_dtd=True):
                        pass
        done = mammoth.convert_to_html(io.BytesIO(raw), style_map=_STYLES, include_embedded_style_map=False)
    except DefusedXmlException as error:
        what = f"{name} declares entities or files outside of it, as no document does ({type(error).__name__})"
        raise UsageError(what, hint="save it again in Word; nothing was written") from error
    except (*DAMAGED, ParseError, KeyError, RecursionError) as error:
        tree.left[file] = f"is no document that can be read ({type(error).__name__}: {error}): save it again in Word"
        return None
    return _with_notes(str(done.value))


def _with_notes(html: str) -> str:
    """Return a document whose footnotes stand where they are named, as elements of their own."""
    soup = soup_of(html)
    notes = {attribute(item, "id"): item for item in soup.find_all("li", id=_NOTE)}
    for link in soup.find_all("a", href=_NOTE_LINK):
        name = attribute(link, "href")[1:]
        around = link.parent if link.parent is not None and link.parent.name == "sup" else link
        if link.find_parent("li", id=_NOTE) or name not in notes:
            continue
        note = soup.new_tag("kb-note", attrs={"name": name})
        for child in list(notes[name].children):
            note.append(child)
        for back in note.find_all("a", href=_BACK):
            back.extract()
        block = next(one for one in (link, *link.parents) if one.parent is soup)
        around.replace_with(soup.new_tag("kb-ref", attrs={"name": name}))
        block.insert_after(note)
    for item in notes.values():
        listed = item.parent
        item.extract()
        if listed is not None and not listed.find("li"):
            listed.extract()
    return str(soup)


def _place(file: str, languages: frozenset[str]) -> tuple[str, str]:
    """Return the label of a document and its path without that and its ending: `en/a.docx`, `a.en.docx`, `a (中文).docx`."""
    *folders, name = file[: -len(".docx")].split("/")
    label = next((folder for folder in folders if folder in languages), "")
    folders = [folder for folder in folders if folder != label]
    match = _SUFFIX.fullmatch(name)
    if not label and match and (named := label_named(match["label"])):
        return label_of(named), "/".join((*folders, match["stem"]))
    return label_of(label), "/".join((*folders, name))


def _title(soup: BeautifulSoup, *, take: bool) -> str:
    """Return the title of a document: its line in that style, or its only heading of level 1."""
    heading = soup.find(class_="kb-title")
    first = soup.find_all("h1")
    if heading is None and len(first) == 1:
        heading = first[0]
    if not isinstance(heading, Tag):
        return ""
    title = inline_text(heading)
    if take:
        heading.extract()
    return title


def _chapters(html: str) -> Iterator[tuple[str, str]]:
    """Yield the title and the HTML of each chapter; what stands before the first one belongs to it."""
    soup = soup_of(html)
    title = ""
    parts: list[str] = []
    before: list[str] = []
    for child in list(soup.children):
        if isinstance(child, Tag) and child.name == "h1" and attribute(child, "class") == "kb-title":
            continue
        if isinstance(child, Tag) and child.name == "h1" and child.get_text(strip=True):
            if title:
                yield title, "".join(parts)
            title, parts = inline_text(child), [*before, *_anchors(child)]
            before = []
        else:
            (parts if title else before).append(str(child))
    if title:
        yield title, "".join(parts)


def _anchors(heading: Tag) -> list[str]:
    return [f'<a id="{attribute(tag, "id")}"></a>' for tag in heading.find_all(id=True)]


def _document(address: str, item: Item, languages: frozenset[str]) -> str:
    path = beside(item.file, address)
    return _place(path, languages)[1].casefold() if path.lower().endswith(".docx") else ""
