"""What must hold for the articles of a site: a function for each rule, in files by what they look at.

The tables below say in which order problems are looked for.
A rule yields a `Problem` for each thing a writer should mend and never stops at the first.
`CONTENT_RULES` need only the articles; `TEXT_RULES` also need what rendering found in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter

from kbgen.content.checks.addresses import alias_clash, duplicate_slug, id_clash
from kbgen.content.checks.articles import (
    merge_conflict,
    missing_description,
    missing_text,
    missing_title,
    unfinished_article,
    unknown_owner,
)
from kbgen.content.checks.duplicates import same_text, same_title, similar_text
from kbgen.content.checks.images import external_image, missing_alt, missing_image, unshown_image, video_without_poster
from kbgen.content.checks.lifecycle import (
    dates_differ,
    dates_without_effect,
    days_to_come,
    expires_soon,
    review_due,
    untimely_link,
    withheld_target,
)
from kbgen.content.checks.links import broken_anchor, broken_link, unsafe_link
from kbgen.content.checks.structure import empty_category, empty_language, missing_category_page, missing_home_page
from kbgen.content.checks.view import ContentView, TextView
from kbgen.content.checks.ways import dead_end, orphan_article
from kbgen.errors import Problem, Severity, by_file
from kbgen.settings.site import Settings

CONTENT_RULES: tuple[Callable[[ContentView], Iterator[Problem]], ...] = (
    duplicate_slug,
    alias_clash,
    id_clash,
    empty_language,
    missing_home_page,
    empty_category,
    missing_category_page,
    missing_title,
    missing_description,
    missing_text,
    same_title,
    unknown_owner,
    unfinished_article,
    merge_conflict,
    dates_without_effect,
    dates_differ,
    days_to_come,
    expires_soon,
    review_due,
)
TEXT_RULES: tuple[Callable[[TextView], Iterator[Problem]], ...] = (
    unsafe_link,
    broken_link,
    untimely_link,
    broken_anchor,
    missing_image,
    unshown_image,
    external_image,
    missing_alt,
    video_without_poster,
    same_text,
    similar_text,
    orphan_article,
    dead_end,
)


_REST = attrgetter(*(field.name for field in fields(Problem) if field.name != "path"))


def check_content(view: ContentView) -> list[Problem]:
    """Return what is wrong with the articles as files and front matter."""
    return [problem for rule in CONTENT_RULES for problem in rule(view)]


def check_texts(view: TextView) -> list[Problem]:
    """Return what is wrong inside the articles."""
    return [problem for rule in TEXT_RULES for problem in rule(view)]


def grade(problems: Iterable[Problem], settings: Settings) -> tuple[Problem, ...]:
    """Give each problem the severity this site's settings ask for, leave out what is switched off, and sort."""
    severities: dict[str, Severity | None] = {}
    graded = []
    for one in problems:
        code = one.code
        if code not in severities:
            severities[code] = settings.severity(code)
        severity = severities[code]
        if severity == one.severity:
            graded.append(one)
        elif severity is not None:
            graded.append(Problem(one.path, one.line, code, one.message, one.hint, severity))
    return in_order(graded)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems as they compare themselves, each once, at a fraction of the time: the paths of files are compared once."""
    files = sorted((path.parts, found) for path, found in by_file(problems).items())
    return tuple(one for _, found in files for one in _in_order_of_file(found))


def _in_order_of_file(problems: Sequence[Problem]) -> Iterable[Problem]:
    return [one for _, one in sorted({_REST(one): one for one in problems}.items())] if len(problems) > 1 else problems


def errors_of(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity == "error")


__all__ = ["ContentView", "TextView", "check_content", "check_texts", "errors_of", "grade", "in_order", "withheld_target"]
