"""What first searches on a built site fetch before their results show, counted from its files: no browser is needed."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from kbgen.errors import IndexReadError, Problem, UsageError
from kbgen.model import LANGUAGES, Language
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader
from kbgen.settings.budget import Budget
from kbgen.settings.fields import shown
from kbgen.settings.site import Settings
from kbgen.site.assets.published_assets import imports_of
from kbgen.site.assets.theme_assets import HOME

MOST_TITLES = 40
"""Of each language: enough to know nine of ten, and asked in a second."""
SHOWN_RESULTS = 8
"""What the search box shows; theme/assets/portal/search-box.js."""
HOST_GZIP_LEVEL = 6
_WORKER = re.compile(rf"{HOME}[0-9a-f]+/search/worker\.js")

UNITS: Mapping[str, str] = {"first_search_kib": "KiB", "first_search_requests": "requests", "first_search_waves": "waves"}
NAMES: Mapping[Language, str] = {"en": "English", "zh-hant": "Chinese"}


@dataclass(frozen=True, slots=True)
class FirstSearch:
    """The first search of a visit by a title, from the focus in the box to the results.

    size_bytes: compressed, scripts of the search included. waves: requests that need no answer of each other are one. A word
    that is mended by a missing character may wait for one more than is counted.
    """

    query: str
    size_bytes: int
    requests: int
    waves: int

    def needs(self, budget: str) -> int:
        """Return what counts against a budget, by its name in the settings."""
        return {"first_search_kib": ceil(self.size_bytes / 1024), "first_search_requests": self.requests}.get(budget, self.waves)


def first_searches(site: Path, folders: Mapping[Language, str]) -> dict[Language, tuple[FirstSearch, ...]]:
    """Return first searches by evenly spread titles of a built site, by language.

    folders: of the languages, as in the settings. Raises UsageError: there is no built site. IndexReadError: it is not whole.
    """
    found = {}
    for language in LANGUAGES:
        scripts = _search_scripts(site, folders[language])
        found[language] = tuple(_first_search(site, language, title, scripts) for title in _titles(site, language))
    return found


def nine_of_ten(searches: Sequence[FirstSearch]) -> Mapping[str, tuple[int, FirstSearch]]:
    """Return what nine of ten searches stay within, by the name of its budget, and the search that needs it all."""
    place = ceil(0.9 * len(searches)) - 1
    found = {}
    for name in UNITS:
        ordered = sorted((search.needs(name), search.query, number) for number, search in enumerate(searches))
        found[name] = ordered[place][0], searches[ordered[place][2]]
    return found


def over_budget(searches: Mapping[Language, Sequence[FirstSearch]], settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each budget of the settings that a language goes beyond."""
    for language, asked in searches.items():
        for name, (needed, search) in nine_of_ten(asked).items() if asked else ():
            allowed = getattr(settings.budget, name)
            if needed > allowed:
                what = f"nine of ten first searches in {NAMES[language]} need up to {needed} {UNITS[name]}"
                message = f"{what}, and budget.{name} allows {allowed}: one is '{search.query}'"
                yield Problem(shown(settings.file), 1, "search-budget", message, hint=_hint(name, settings.budget))


def _hint(name: str, budget: Budget) -> str:
    standard = getattr(Budget(), name)
    if getattr(budget, name) < standard:
        return f"raise 'budget: {{{name}: …}}' under 'kbgen'; it is {standard} unless set"
    return f"shorten the vocabulary of the site, or allow more with 'budget: {{{name}: …}}' under 'kbgen'"


@dataclass(frozen=True, slots=True)
class _Scripts:
    """The worker and what it imports. waves: a browser learns of a module only when it has the one that imports it."""

    size_bytes: int
    requests: int
    waves: int


def _search_scripts(site: Path, folder: str) -> _Scripts:
    page = site / folder / "search" / "index.html"
    page = page if page.is_file() else site / folder / "search.html"
    worker = _WORKER.search(page.read_text("utf-8")) if page.is_file() else None
    if worker is None:
        raise UsageError(f"there is no built site in {shown(site)}", hint="build it first: kbgen build")
    wave, known, waves = {worker[0]}, {worker[0]}, 0
    while wave:
        waves += 1
        imported = {_beside(path, name) for path in wave for name in imports_of((site / path).read_bytes())}
        wave = imported - known
        known |= wave
    sizes = [len(gzip.compress((site / path).read_bytes(), HOST_GZIP_LEVEL)) for path in sorted(known)]
    return _Scripts(sum(sizes), len(sizes), waves)


def _beside(path: str, imported: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), imported))


def _titles(site: Path, language: Language) -> list[str]:
    index = IndexReader(lambda name: _read(site, name))
    documents = index.documents(language, range(index.manifest["pairs"]))
    titles = [document.title for document in documents.values() if document.language == language]
    count = min(MOST_TITLES, len(titles))
    return [titles[number * len(titles) // count] for number in range(count)]


def _first_search(site: Path, language: Language, query: str, scripts: _Scripts) -> FirstSearch:
    files: dict[str, int] = {}

    def read(name: str) -> bytes:
        content = _read(site, name)
        files[name] = len(content)
        return content

    index = IndexReader(read, pack=language)
    SearchEngine(index, language).search(query, limit=SHOWN_RESULTS)
    stages = set(stages_of(list(files)[1:], index.manifest))
    size = scripts.size_bytes + sum(files.values())
    return FirstSearch(query, size, scripts.requests + len(files), scripts.waves + len(stages))


def stages_of(names: Sequence[str], manifest: Mapping[str, Any]) -> Iterator[int]:
    """Yield for each file, in the order of reading, when a browser asks for it: what needs no answer of another is one stage.

    1: what was typed, and the words that stand for others. 2: the terms of those, and what mending chooses from. 3: the terms
    of what is mended. 4: what results show.
    """
    shards = {family["name"] for family in manifest["families"].values()}
    mending = {manifest["words"]["name"], manifest["real"]["name"], manifest["characters"], *manifest["lexicons"].values()}
    documents = set(manifest["documents"].values())
    aliases = {place["name"] for place in manifest["aliases"].values()}
    now = 1
    for name in names:
        folder = name.removesuffix(".bin").partition("/")[0]
        if folder in mending:
            yield 2
            now = 3
        elif folder in documents:
            yield 4
        elif folder in shards:
            yield now
        else:
            yield 1
            now = max(now, 2) if folder in aliases else now


def _read(site: Path, name: str) -> bytes:
    path = site / "search" / name
    try:
        return path.read_bytes()
    except OSError as error:
        problem = f"search index file {name} cannot be read: {error.strerror}"
        raise IndexReadError(problem, hint="build the portal again: kbgen build") from error
