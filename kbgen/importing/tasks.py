"""What an import leaves for a person, worst first."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbgen.counted import counted
from kbgen.errors import Problem

_MOST_NAMED = 5

_SEEN_BROKEN = frozenset([
    "broken-link", "broken-anchor", "unsafe-link", "missing-image", "broken-image", "external-image", "unsafe-svg",
    "raw-html", "foreign-syntax", "unknown-variable", "unknown-part", "table-cells", "unfinished-article", "empty-category",
    "broken-formula", "formula-as-source", "broken-diagram", "diagram-as-source", "cleaned-svg", "lost-address",
    "wrong-language", "wrong-script", "mojibake", "missing-title", "missing-text", "missing-home-page",
    "missing-category-page",
])  # fmt: skip
"""Codes of what a reader of the published site sees at once: text that is none, ways that lead nowhere, the other language."""
_MISLEADS = frozenset([
    "number-differs", "price-differs", "time-differs", "size-differs", "contact-differs", "code-differs", "steps-differ",
    "images-differ", "other-region-price", "prices-of-both", "one-region-price", "missing-alt", "missing-captions",
    "broken-captions", "missing-description", "same-text", "similar-text", "large-image", "huge-image", "picture-notes",
])  # fmt: skip
"""Codes of what misleads some readers, or keeps an article from some."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    rank: by what a reader of the published site would suffer: 0, there is no site; 1, something is lost or not for them; 2, they
    see what is broken; 3, some of them are misled; 4, to read once. what: a sentence. places: of all of them, in order.
    code: of what `kbgen check` finds there too, which is then not said again.
    """

    rank: int
    what: str
    places: tuple[str, ...]
    code: str = ""

    def __str__(self) -> str:
        named = ", ".join(self.places[:_MOST_NAMED])
        more = f" and {len(self.places) - _MOST_NAMED:,} more" if len(self.places) > _MOST_NAMED else ""
        return readable(f"{self.what}: {named}{more}" if named else self.what)


def readable(text: str) -> str:
    """Return a text on one line that does nothing to a terminal: names may hold line ends, ESC, and turns of direction."""
    is_shown = (char.isprintable() or unicodedata.category(char) == "Zs" for char in text)
    return "".join(char if shown else char.encode("unicode_escape").decode() for char, shown in zip(text, is_shown, strict=True))


def of_files(rank: int, reasons: Iterable[tuple[str, str]]) -> list[Task]:
    """Return a task for each reason why files were not taken, with the files."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for file, reason in reasons:
        by_reason[reason].append(file)
    return [
        Task(rank, f"{counted(len(files), 'file')} not taken, because {_each(files)} {reason}", tuple(sorted(files)))
        for reason, files in sorted(by_reason.items(), key=lambda item: -len(item[1]))
    ]


def of_places(rank: int, noun: str, what: str, places: Iterable[str], *, plural: str = "", code: str = "") -> list[Task]:
    """Return the task that counts places, as `3 pages` and what is to be done of them; none where there are none."""
    named = tuple(places)
    return [Task(rank, f"{counted(len(named), noun, plural)} {what}", named, code)] if named else []


def not_there(menu: str, places: Iterable[str]) -> list[Task]:
    """Return what is to be done about pages that a menu names and the source has not. menu: what names them."""
    named = tuple(dict.fromkeys(places))
    be, them = ("is", "it") if len(named) == 1 else ("are", "them")
    return of_places(1, "page", f"that {menu} names and that {be} not there: look for {them} in the source", named)


def _each(files: Sequence[str]) -> str:
    return "each" if len(files) > 1 else "it"


def of_problems(problems: Sequence[Problem], told: Sequence[Task] = ()) -> list[Task]:
    """Return a task for each code of what `kbgen check` finds in the site, without what is told already."""
    by_code: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if not any(_tells(task, problem) for task in told):
            by_code[problem.severity, problem.code].append(problem)
    return [
        Task(_rank(severity, code), _sentence(code, found), tuple(f"{problem.path}:{problem.line}" for problem in found))
        for (severity, code), found in by_code.items()
    ]


def worst_first(tasks: Iterable[Task]) -> list[Task]:
    """Return tasks by rank; of one rank first what is about the whole site, then by the number of places, then by name."""
    return sorted(tasks, key=lambda task: (task.rank, bool(task.places), -len(task.places), task.what))


def _tells(task: Task, problem: Problem) -> bool:
    """Tell whether a task says what a problem says; never of an error, for that stops the build."""
    if task.code != problem.code or problem.severity == "error":
        return False
    path = f"/{problem.path.as_posix()}"
    return not task.places or any(path.endswith(f"/{place}") for place in task.places)


def _rank(severity: str, code: str) -> int:
    return 0 if severity == "error" else 2 if code in _SEEN_BROKEN else 3 if code in _MISLEADS else 4


def _sentence(code: str, found: Sequence[Problem]) -> str:
    first = found[0]
    return f"{counted(len(found), 'place')} [{code}], such as: {first.message}" + (f" ({first.hint})" if first.hint else "")


def as_markdown(title: str, lines: Sequence[str], tasks: Sequence[Task]) -> str:
    """Return the report as a page for the team."""
    parts = [f"# {readable(title)}", "", *(f"- {readable(line)}" for line in lines), "", "## What is left to do, worst first", ""]
    for number, task in enumerate(tasks, 1):
        parts.append(f"{number}. {readable(task.what)}")
        parts += [f"    - {_as_code(readable(place))}" for place in task.places]
    return "\n".join(parts) + "\n"


def _as_code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"
