"""What a writer may have meant by a link that leads nowhere: an address of the former site, another spelling, another folder."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

_SUFFIXES = re.compile(r"(?:\.(?:html?|mdx?|markdown|php|aspx?))?/*$", re.IGNORECASE)
_WORD_BREAKS = re.compile(r"[ _-]+")


class MeantPaths:
    """Finds the existing path that is most like a written one. paths: of pages and assets, below the content folder."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_spelling: dict[str, str] = {}
        names: dict[str, list[str]] = {}
        for path in paths:
            self._by_spelling.setdefault(_spelling(path), path)
            name = posixpath.basename(path)
            if name == "index.md":  # a folder is known by its own name
                name = posixpath.basename(posixpath.dirname(path)) + ".md"
            names.setdefault(_spelling(name), []).append(path)
        self._by_name: Mapping[str, list[str]] = names

    def of(self, source: str, written: str) -> str:
        """Return the path that `written` in the article at `source` probably means, or an empty text."""
        for path in _readings(source, written.replace("\\", "/")):
            for spelling in _spellings(path):
                if found := self._by_spelling.get(spelling):
                    return found
        return self._only_one_of_its_name(source, written.replace("\\", "/"))

    def _only_one_of_its_name(self, source: str, written: str) -> str:
        base = _SUFFIXES.sub("", written)
        name = posixpath.basename(base if not written.lower().endswith("/index.md") else posixpath.dirname(base))
        if not name.strip("."):
            return ""
        found = self._by_name.get(_spelling(posixpath.basename(written))) or self._by_name.get(_spelling(f"{name}.md")) or []
        language = source.partition("/")[0]
        own = [path for path in found if path.partition("/")[0] == language] or found
        return own[0] if len(own) == 1 else ""


def _spelling(path: str) -> str:
    """Return a path without what people and systems write in several ways: case, accents apart, spaces, underscores."""
    return _WORD_BREAKS.sub("-", unicodedata.normalize("NFKC", path).casefold())


def _readings(source: str, written: str) -> Iterator[str]:
    """Yield where `written` could lead, below the content folder: as a path of files, then as the address of a page."""
    folder, language = posixpath.dirname(source), source.partition("/")[0]
    if written.startswith("/"):
        parts = [part for part in written.split("/") if part]
        for first in range(len(parts)):  # the former site may have lived below a path
            inside = "/".join(parts[first:])
            yield inside
            yield f"{language}/{inside}"
        return
    yield posixpath.normpath(posixpath.join(folder, written))
    page = source.removesuffix("/index.md").removesuffix(".md")
    yield posixpath.normpath(posixpath.join(page, written))
    yield posixpath.normpath(posixpath.join(language, written))


def _spellings(path: str) -> Iterator[str]:
    base = _SUFFIXES.sub("", path)
    folder, name = posixpath.split(base)
    guesses = [path.rstrip("/"), f"{base}.md", f"{base}/index.md"]
    if name.lower() in {"index", "readme", "_index"}:  # what other tools call the page of a folder
        guesses += [f"{folder}/index.md", f"{folder}.md"]
    yield from map(_spelling, guesses)
