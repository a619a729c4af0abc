"""What a writer sees of a site before it could be published: articles with faults, each with its faults at the top.

A build refuses every error.
While somebody writes, an error that a site may also call a warning (setting `checks`) stops nothing: pages can be made of it.
What would lose text or leave two pages at one address still does, and so does a file from somewhere else on the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from kbgen.content.addresses import PageKey, file_at
from kbgen.errors import PROBLEM_CODES, Problem
from kbgen.model import OTHER
from kbgen.settings.check_levels import CheckLevel
from kbgen.settings.site import Settings
from kbgen.site.portal import Portal

NEVER_SHOWN = frozenset({"hard-link", "unsafe-svg"})
"""What a site may allow with its eyes open, and nobody's browser is given unasked."""


@dataclass(frozen=True, slots=True)
class PreviewProblems:
    """What a build will refuse of a site that is shown already, in words for its writer.

    of_pages: by the file of a page, relative to the folder of the site. of_site: of no one article, so of every page.
    """

    of_pages: Mapping[Path, tuple[Problem, ...]]
    of_site: tuple[Problem, ...]


def preview_settings(settings: Settings) -> Settings:
    """Return settings under which an article with faults is shown."""
    shown: dict[str, CheckLevel] = {
        code: "warning" for code in PROBLEM_CODES if _is_shown(code) and settings.severity(code) == "error"
    }
    return replace(settings, checks={**settings.checks, **shown})


def as_a_build_calls_them(problems: Iterable[Problem], settings: Settings) -> tuple[Problem, ...]:
    """Return problems of a preview as errors where a build with `settings`, those of the site itself, refuses them."""
    return tuple(replace(problem, severity=settings.severity(problem.code) or problem.severity) for problem in problems)


def page_file(portal: Portal, key: PageKey) -> Path:
    """Return the file of a page, relative to the folder of the site."""
    return Path(file_at(unquote(portal.url(key))))


def pages_showing(portal: Portal, key: PageKey) -> tuple[Path, ...]:
    """Return the files that show an article: its own, and the other language's where nobody wrote that."""
    language, article_id = key
    other = (OTHER[language], article_id)
    keys = (key,) if other in portal.rendered else (key, other)
    return tuple(page_file(portal, shown) for shown in keys)


def preview_problems(portal: Portal, problems: Iterable[Problem]) -> PreviewProblems:
    """Return the errors among problems by the pages that show what they are in."""
    pages: dict[Path, list[Path]] = {}
    for key, rendered in portal.rendered.items():
        pages.setdefault(rendered.article.path, []).extend(pages_showing(portal, key))
    of_pages: dict[Path, tuple[Problem, ...]] = {}
    of_site: list[Problem] = []
    for problem in problems:
        if problem.severity != "error":
            continue
        for file in pages.get(problem.path, ()):
            of_pages[file] = (*of_pages.get(file, ()), problem)
        if problem.path not in pages:
            of_site.append(problem)
    return PreviewProblems(of_pages, tuple(of_site))


def _is_shown(code: str) -> bool:
    return PROBLEM_CODES[code].adjustable and code not in NEVER_SHOWN
