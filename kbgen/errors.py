"""The exceptions kbgen raises, and the problems it reports about a writer's text.

Raise an exception when the work cannot go on.
Yield a `Problem` when a writer should mend text, so that all show at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]

MAX_WARNINGS = 20
"""Most warnings that a build shows; `kbgen check` lists all."""


MAX_ALIKE = 10
"""Most problems of one code in one file that are shown one by one, for people; programs get all."""
MAX_LINES = 10
"""Most lines that are named of those that are shown together."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing a writer should mend.

    path: relative to the project folder. line: counted from 1, or 0 where the whole file is meant.
    code: stable, kebab-case, listed in the guide's problems/. message: what was found, quoted. hint: what to do.
    A `warning` never fails a build; an `error` always does.
    """

    path: Path
    line: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        path = str(self.path)
        if not path.isprintable():  # a name may hold the end of a line, and what a terminal would obey
            path = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in path)
        place = f"{path}:{self.line}" if self.line else path
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}: {self.severity}: {self.message} [{self.code}]{hint}"


def by_file(problems: Iterable[Problem]) -> dict[Path, list[Problem]]:
    """Return the problems of each file, as they come; files in order of their first.

    Of ten thousand files there may be thirty thousand, and to hash a path takes as long as all else that is done with one.
    """
    files: dict[Path, list[Problem]] = {}
    path: Path | None = None
    found: list[Problem] = []
    for problem in problems:
        if problem.path is not path:
            path = problem.path
            found = files.setdefault(path, [])
        found.append(problem)
    return files


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems by file, with those that are alike in one as one, at the first place, that counts and names the others.

    Alike is what says the same; and, where a file has more than MAX_ALIKE of one code, all of that code.
    """
    return tuple(shown for found in by_file(problems).values() for shown in _gathered_of_file(found))


def _gathered_of_file(problems: Sequence[Problem]) -> Iterable[Problem]:
    if len(problems) == 1:
        return problems
    per_code = Counter((problem.code, problem.severity) for problem in problems) if len(problems) > MAX_ALIKE else {}
    alike: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in problems:
        many = per_code.get((problem.code, problem.severity), 0) > MAX_ALIKE
        said = ("", "") if many else (problem.message, problem.hint)
        alike.setdefault((problem.code, problem.severity, *said), []).append(problem)
    return map(_together, alike.values())


def _together(found: Sequence[Problem]) -> Problem:
    first, others = found[0], found[1:]
    if not others:
        return first
    lines = list(dict.fromkeys(str(other.line) for other in others if other.line))
    named = ", ".join(lines[:MAX_LINES]) + (" …" if len(lines) > MAX_LINES else "")
    place = f"on {'line' if len(lines) == 1 else 'lines'} {named}" if named else "in this file"
    each = "'kbgen check --json' lists each"
    hint = first.hint if all(other.hint == first.hint for other in others) else f"{first.hint}; {each}".removeprefix("; ")
    return replace(first, message=f"{first.message}; and {len(others):,} more like it {place}", hint=hint)


class KbgenError(Exception):
    """Anything kbgen raises on purpose; `exit_code` is what the command line returns for it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  hint: {self.hint}" if self.hint else self.message


class UsageError(KbgenError):
    """The command or the configuration is wrong; nothing was read or written."""

    exit_code = 2


class ConfigError(UsageError):
    """A setting is unknown, missing or malformed."""


class ContentError(KbgenError):
    """Articles need mending before a portal can be built; carries every problem found, sorted."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, gathered(self.problems))))


class IndexReadError(KbgenError):
    """A search index is missing, truncated, corrupt or of another format."""


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """What one code of `Problem` means and whether a site may change how serious it is (setting `checks`)."""

    severity: Severity
    adjustable: bool
    meaning: str
    on: bool = True
    """Whether it is looked for unless a site switches it off; otherwise only where a site switches it on."""


def _code(severity: Severity, meaning: str, *, adjustable: bool, on: bool = True) -> ProblemCode:
    return ProblemCode(severity=severity, adjustable=adjustable, meaning=meaning, on=on)


# Not adjustable: what would lose text, publish what should stay private, or leave two pages at one address.
PROBLEM_CODES: Mapping[str, ProblemCode] = {
    "not-utf-8": _code("error", "a file is not UTF-8 text", adjustable=False),
    "nul-byte": _code("error", "a text file holds a NUL byte", adjustable=False),
    "control-character": _code("warning", "a character that is none, or that shows text in another order", adjustable=True),
    "invisible-character": _code("warning", "a character without width that nobody sees", adjustable=True),
    "byte-order-mark": _code("warning", "a file starts with a byte order mark; it is skipped", adjustable=True),
    "mixed-newlines": _code("warning", "a file mixes kinds of line ends; all are read as one", adjustable=True),
    "too-large": _code("error", "an article or its front matter is too large", adjustable=False),
    "symlink": _code("error", "a symbolic link in the content folder", adjustable=False),
    "special-file": _code("error", "a pipe, socket or device in the content folder", adjustable=False),
    "hard-link": _code("error", "a file with a second name somewhere else on the disk", adjustable=True),
    "unreadable": _code("error", "a file or folder cannot be read", adjustable=False),
    "file-name": _code("error", "a name that does not work as an address or on every system", adjustable=False),
    "case-clash": _code("error", "two names that differ only by case or by how accents are stored", adjustable=False),
    "reserved-name": _code("error", "an address that the portal uses itself", adjustable=False),
    "misplaced-article": _code("error", "Markdown outside the folders of the two languages", adjustable=False),
    "unsafe-svg": _code("error", "an SVG image that cannot be made safe", adjustable=True),
    "cleaned-svg": _code(
        "warning", "an SVG image with script, or that loads something; it is published without", adjustable=True
    ),
    "front-matter": _code("error", "the front matter cannot be read", adjustable=False),
    "unknown-key": _code("error", "a front matter key kbgen does not know", adjustable=True),
    "bad-value": _code("error", "a front matter value of the wrong kind", adjustable=False),
    "missing-title": _code("error", "an article without a title", adjustable=True),
    "missing-description": _code("error", "an article without a description", adjustable=True),
    "missing-text": _code("error", "an article without text below its front matter", adjustable=True),
    "duplicate-slug": _code("error", "two files for one address", adjustable=False),
    "alias-clash": _code("error", "a former address that is in use", adjustable=False),
    "id-clash": _code("error", "a short id that is or was another article's", adjustable=False),
    "lost-address": _code("error", "a published address that would vanish", adjustable=True),
    "same-title": _code("warning", "two articles of one category with the same title", adjustable=True),
    "unknown-owner": _code("error", "an owner that the settings do not name", adjustable=True),
    "unfinished-article": _code("error", "an article that nobody has finished", adjustable=True),
    "empty-content": _code("error", "no articles", adjustable=False),
    "empty-language": _code("error", "no articles in one of the two languages", adjustable=True),
    "empty-category": _code("error", "a category without articles", adjustable=True),
    "missing-category-page": _code("error", "a category without index.md", adjustable=True),
    "missing-home-page": _code("error", "a language without index.md", adjustable=True),
    "extra-title": _code("warning", "a level-1 heading in the text; it is shown as level 2", adjustable=True),
    "open-comment": _code("error", "a comment without an end: readers would see it", adjustable=False),
    "open-code": _code("warning", "a block of code without an end: the rest of the article would be code", adjustable=True),
    "merge-conflict": _code("error", "what git left where two versions differ", adjustable=False),
    "raw-html": _code("warning", "HTML in the text; it is shown as text", adjustable=True),
    "box-kind": _code("warning", "a box of a kind that is probably a slip of another", adjustable=True),
    "footnote": _code("warning", "a footnote without its note, or a note that nothing refers to", adjustable=True),
    "foreign-syntax": _code("warning", "syntax of another tool in the text; it is shown as text", adjustable=True),
    "broken-formula": _code("error", "a formula that cannot be drawn; its source is shown", adjustable=True),
    "formula-as-source": _code("warning", "a formula whose source is shown: latex2mathml is not installed", adjustable=True),
    "broken-diagram": _code("error", "a diagram that cannot be drawn; its source is shown", adjustable=True),
    "diagram-as-source": _code("warning", "a diagram whose source is shown: mmdc is not installed", adjustable=True),
    "unknown-variable": _code("error", "a {{ name }} that the settings do not explain", adjustable=True),
    "unknown-part": _code("error", "an include of a part that is not there, on a site that has parts", adjustable=True),
    "broken-include": _code("error", "parts that include each other without end", adjustable=False),
    "table-cells": _code("error", "a row of a table with more cells than columns: the last cell holds them all", adjustable=True),
    "nested-too-deep": _code("error", "lists or quotes nested so deeply that text would be lost", adjustable=False),
    "too-slow": _code("error", "an article that takes too long to render", adjustable=False),
    "broken-link": _code("error", "a link to an article or file that does not exist", adjustable=True),
    "empty-link": _code("warning", "a link without words, or without an address", adjustable=True),
    "duplicate-anchor": _code("warning", "an anchor that something above has already", adjustable=True),
    "broken-anchor": _code("error", "a link to a heading that does not exist", adjustable=True),
    "unsafe-link": _code("error", "a link that is not http, https, mailto, tel or relative", adjustable=True),
    "missing-image": _code("error", "an image that does not exist", adjustable=True),
    "external-image": _code("error", "an image from another site, which would see who reads", adjustable=True),
    "glossary": _code("error", "the glossary cannot be read, or a term there has no meaning", adjustable=False),
    "popular": _code("error", "the list of the articles read most cannot be read", adjustable=False),
    "terms-file": _code("error", "the file of synonyms and product words cannot be read", adjustable=False),
    "terms-key": _code("error", "a key of that file kbgen does not know", adjustable=False),
    "terms-entry": _code("error", "an entry of that file that says nothing", adjustable=False),
    "terms-source": _code("error", "a word there that no query could be recognised as", adjustable=True),
    "terms-product": _code("error", "a product word there that the segmenter cannot take", adjustable=True),
    "terms-duplicate": _code("warning", "an entry there that another already contains", adjustable=True),
    "terms-loop": _code("error", "one-way entries there that lead in a circle", adjustable=True),
    "terms-target": _code("error", "a word there that no article holds", adjustable=True),
    "pin-clash": _code("error", "a query that is pinned to two articles of one language", adjustable=False),
    "pin-article": _code("error", "a pin to an article that does not exist", adjustable=False),
    "pin-phrase": _code("error", "a pinned query that nobody can type", adjustable=False),
    "unknown-expectation": _code("error", "a {takes:…} that the settings do not explain", adjustable=True),
    "title-not-found": _code("warning", "an article that a search for its own title does not show", adjustable=True),
    "keyword-not-found": _code("warning", "an article that a search for its own keyword does not show", adjustable=True),
    "synonym-not-found": _code("warning", "a word there that does not find what it stands for", adjustable=True),
    "search-budget": _code("error", "a first search that fetches more than the settings allow", adjustable=True),
    "judged-query": _code("error", "an expectation of a search that says nothing or names no article", adjustable=False),
    "broken-image": _code("warning", "a picture that is cut off, damaged or none", adjustable=True),
    "pictures-as-they-are": _code("warning", "pictures in one size, because Pillow is not installed", adjustable=True),
    "huge-image": _code("warning", "a picture of more pixels than phones can show", adjustable=True),
    "picture-notes": _code("warning", "a picture whose notes of a camera cannot be taken out", adjustable=True),
    "large-image": _code("warning", "a picture that is slow to load", adjustable=True),
    "heading-jump": _code("warning", "a heading more than one level below the one above it", adjustable=True),
    "same-text": _code("warning", "two articles of one language that say the same", adjustable=True),
    "similar-text": _code("warning", "an article of which nearly all stands in another one", adjustable=True),
    "unlinked-file": _code("warning", "a file that is published though nothing links to it", adjustable=True),
    "orphan-article": _code("warning", "an article that no other one links to", adjustable=True, on=False),
    "dead-end": _code("warning", "an article without a link that leads on", adjustable=True, on=False),
    "scheduled-target": _code("warning", "a link, pin or setting that names an article which is still to come", adjustable=True),
    "expired-target": _code("warning", "a link, pin or setting that names an article which has expired", adjustable=True),
    "expiring-target": _code("warning", "a link to an article that will expire before the one it is in", adjustable=True),
    "expires-soon": _code("warning", "an article that will expire within two weeks", adjustable=True),
    "dates-differ": _code("warning", "a pair of which one side comes or goes at another moment", adjustable=True),
    "day-to-come": _code("warning", "an article updated or reviewed on a day that is still to come", adjustable=True),
    "review-due": _code("warning", "an article whose review is overdue", adjustable=True),
    "notice": _code("error", "a notice that cannot be read, lacks something, or ends before it begins", adjustable=False),
    "notice-topic": _code("error", "a notice about a topic or an article that does not exist", adjustable=True),
    "notice-overlap": _code("warning", "two notices for the same readers at the same time", adjustable=True),
    "notice-ended": _code("warning", "a notice that is over", adjustable=True),
    "stale-translation": _code("warning", "a translation whose source says something else by now", adjustable=True),
    "po-message": _code("error", "a message of a PO file that cannot be taken", adjustable=False),
    "two-translations": _code("warning", "a pair in which each side says that it was translated from the other", adjustable=True),
    "missing-captions": _code("warning", "a video without captions in the language of the page", adjustable=True),
    "broken-captions": _code("warning", "captions that browsers do not read", adjustable=True),
    "video-without-poster": _code("warning", "a video written as a picture", adjustable=True),
    "missing-alt": _code("warning", "an image without a text that replaces it", adjustable=True),
    "number-differs": _code("warning", "a number or percentage that the other side does not have", adjustable=True),
    "price-differs": _code("warning", "a price that the other side does not have", adjustable=True),
    "time-differs": _code("warning", "a duration, date, weekday or time that the other side does not have", adjustable=True),
    "size-differs": _code("warning", "a size or weight that the other side does not have", adjustable=True),
    "contact-differs": _code("warning", "a telephone, e-mail or web address that the other side does not have", adjustable=True),
    "code-differs": _code("warning", "a code that the other side does not have", adjustable=True),
    "steps-differ": _code("warning", "a section with more steps on one side", adjustable=True),
    "images-differ": _code("warning", "more images on one side", adjustable=True),
    "needless-exception": _code("warning", "an exception for a fact in which the sides do not differ", adjustable=True),
    "wrong-language": _code("warning", "a page or paragraph in the language of the other folder", adjustable=True),
    "wrong-script": _code("warning", "Simplified characters in Traditional text", adjustable=True),
    "pinyin-residue": _code("warning", "the reading of a character in brackets behind it", adjustable=True),
    "mojibake": _code("warning", "text that was read in a wrong encoding", adjustable=True),
    "converted-text": _code("warning", "a word in which a converter chose the wrong character", adjustable=True),
    "half-width-punctuation": _code("warning", "punctuation of ASCII between Chinese characters", adjustable=True),
    "full-width-punctuation": _code("warning", "Chinese punctuation in English", adjustable=True),
    "han-latin-space": _code(
        "warning", "a blank between Chinese and Latin that the site does not want, or wants", adjustable=True
    ),
    "other-region-word": _code("warning", "a word of another region", adjustable=True),
    "region-block": _code("error", "a block of a region that is not closed, has no effect, or no counterpart", adjustable=False),
    "unknown-region": _code("error", "a region that the site does not have", adjustable=False),
    "other-region-price": _code("error", "a price of another region in a block or article for one", adjustable=True),
    "prices-of-both": _code("error", "prices of several regions outside of the blocks of an article", adjustable=True),
    "one-region-price": _code(
        "warning", "a price of one region outside of blocks, shown to another that has its own", adjustable=True
    ),
    "unmarked-regions": _code("warning", "prices of several regions in an article without blocks", adjustable=True, on=False),
    "avoided-word": _code("warning", "a word that the terms of the site replace by another", adjustable=True),
    "doubled-word": _code("warning", "a word twice in a row", adjustable=True),
    "missing-word": _code("warning", "a gap before a mark, where a word may be missing", adjustable=True),
    "long-sentence": _code("warning", "a long sentence", adjustable=True, on=False),
    "hard-to-read": _code("warning", "a page that is hard to read", adjustable=True, on=False),
}
