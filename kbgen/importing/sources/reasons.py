"""Why a file of a source is no article, as the report says it: `3 files not taken, because each …`.

A reason says what the importer looked at, never what it supposes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kbgen.importing.source_tree import SourceTree

INCLUDED = "is a part that other pages include"
LIKE_A_PART = "is called like a part of other pages, or lies in a folder called so, and no menu names it"
OF_REPOSITORY = "is about the repository, as its README and its licence are"
LEFT_OUT = "is left out by the configuration"
IN_FOLDER_OF_PARTS = "lies in a folder of which the configuration says that pages include its files, and no menu names it"
CONTENTS = "is the table of contents, from which order and titles are taken"
NOWHERE = "lies where the other tool has no pages"

_OTHER_MARKUP = {
    "adoc": "AsciiDoc", "asciidoc": "AsciiDoc", "rst": "reStructuredText", "org": "Org", "textile": "Textile",
    "ipynb": "a notebook of Jupyter", "pandoc": "the Markdown of Pandoc", "rmd": "R Markdown", "qmd": "Quarto",
}  # fmt: skip
_HTML = ("html", "htm")
_INCLUDE = re.compile(
    r"^[ \t]*-{1,}8<-{1,}[ \t]*\n(?:[^\n]+\n){1,100}|(?:-8<-|\{[%!*{]|@include|include::|^import )[^\n]*", re.MULTILINE
)
_NAMED = re.compile(r"[\w./@ -]{1,300}\.(?:mdx?|markdown)\b", re.IGNORECASE)


def included_files(tree: SourceTree, folders: Iterable[str] = ()) -> frozenset[str]:
    """Return the files of Markdown that some other page includes. folders: from which included paths may begin, too."""
    found: set[str] = set()
    starts = tuple(folders)
    by_name: dict[str, list[str]] = {}
    for file in tree.markdown:
        by_name.setdefault(posixpath.basename(file), []).append(file)
    for file in tree.markdown:
        for include in _INCLUDE.finditer(tree.text(file)):
            for named in _NAMED.finditer(include[0]):
                found |= set(_meant(named[0].strip(), (posixpath.dirname(file), "", *starts), by_name)) - {file}
    return frozenset(found)


def _meant(path: str, starts: Iterable[str], by_name: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the file that an include means: by its path from one of the starts, or the first one that ends so."""
    path = path.lstrip("/@")
    alike = by_name.get(posixpath.basename(path), ())
    candidates = {posixpath.normpath(posixpath.join(start, path)) for start in starts}
    known = [file for file in alike if file in candidates]
    ending = f"/{path.lstrip('./')}"
    yield from known or [file for file in alike if f"/{file}".endswith(ending)][:1]


def with_parts_named(left: Mapping[str, str], tree: SourceTree) -> dict[str, str]:
    """Return the reasons again; of files that are only called like parts, those are parts that some page includes."""
    if LIKE_A_PART not in left.values():
        return dict(left)
    included = included_files(tree)
    return {file: INCLUDED if reason == LIKE_A_PART and file in included else reason for file, reason in left.items()}


def in_other_markup(tree: SourceTree, roots: Iterable[str]) -> dict[str, str]:
    """Return the pages below the folders of pages that are something else than Markdown; HTML where it has front matter."""
    found = {}
    folders = tuple(dict.fromkeys(roots))
    for file in tree.ending(*(f".{ending}" for ending in (*_OTHER_MARKUP, *_HTML))):
        ending = file.rpartition(".")[2].lower()
        if not any(not folder or file.startswith(f"{folder}/") for folder in folders):
            continue
        if ending in _OTHER_MARKUP:
            found[file] = f"is {_OTHER_MARKUP[ending]}, which kbgen does not read: write it in Markdown"
        elif not re.search(r"(?:^|/)_(?!posts/|index\.)", file) and tree.text(file).startswith(("---\n", "---\r", "+++\n")):
            found[file] = "is a page in HTML, which kbgen does not read: write it in Markdown"
    return found
