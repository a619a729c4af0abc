"""What an import leaves for a person, worst first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbgen.counted import counted
from kbgen.errors import Problem

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    rank: from 1, what is lost, to 4, what to read once. what: a sentence. places: of all of them, in order.
    """

    rank: int
    what: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        named = ", ".join(self.places[:_MOST_NAMED])
        more = f" and {len(self.places) - _MOST_NAMED:,} more" if len(self.places) > _MOST_NAMED else ""
        return f"{self.what}: {named}{more}" if named else self.what


def of_files(rank: int, reasons: Iterable[tuple[str, str]]) -> list[Task]:
    """Return a task for each reason why files were not taken, with the files."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for file, reason in reasons:
        by_reason[reason].append(file)
    return [
        Task(rank, f"{counted(len(files), 'file')} not taken, because {_each(files)} {reason}", tuple(sorted(files)))
        for reason, files in sorted(by_reason.items(), key=lambda item: -len(item[1]))
    ]


def _each(files: Sequence[str]) -> str:
    return "each" if len(files) > 1 else "it"


def of_problems(problems: Sequence[Problem]) -> list[Task]:
    """Return a task for each code of what `kbgen check` finds in the site, errors first, then by number."""
    by_code: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        by_code[problem.severity, problem.code].append(problem)
    return [
        Task(
            2 if severity == "error" else 4, _sentence(code, found), tuple(f"{problem.path}:{problem.line}" for problem in found)
        )
        for (severity, code), found in sorted(
            by_code.items(), key=lambda item: (item[0][0] != "error", -len(item[1]), item[0][1])
        )
    ]


def _sentence(code: str, found: Sequence[Problem]) -> str:
    first = found[0]
    return f"{counted(len(found), 'place')} [{code}], such as: {first.message}" + (f" ({first.hint})" if first.hint else "")


def as_markdown(title: str, lines: Sequence[str], tasks: Sequence[Task]) -> str:
    """Return the report as a page for the team."""
    parts = [f"# {title}", "", *(f"- {line}" for line in lines), "", "## What is left to do, worst first", ""]
    for number, task in enumerate(tasks, 1):
        parts.append(f"{number}. {task.what}")
        parts += [f"    - `{place}`" for place in task.places]
    return "\n".join(parts) + "\n"
