"""Articles that are written and not published: a folder of Markdown beside the portal's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.content.front_matter import front_matter_of
from kbgen.errors import Problem, UsageError

_LOSES_WORDS = frozenset({"not-utf-8", "nul-byte", "too-large", "front-matter"})
"""Problems for which a draft is left out; a draft may have any other, or it would be published."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of a folder. texts: id → title and keywords, a line each. problems: of those that cannot be read."""

    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_drafts(folder: Path | None) -> Drafts:
    """Return each Markdown file below a folder; a file without a title is left out. Raises UsageError: no such folder."""
    if folder is None:
        return Drafts()
    if not folder.is_dir():
        raise UsageError(f"no folder {folder}", hint="--drafts names a folder of Markdown files that are not published")
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(path for path in folder.rglob("*.md") if path.is_file()):
        problems += _add(path, path.relative_to(folder).with_suffix("").as_posix(), texts)
    return Drafts(texts, tuple(problems))


def _add(path: Path, name: str, texts: dict[str, str]) -> list[Problem]:
    faults: list[Problem] = []

    def report(line: int, code: str, message: str, hint: str) -> None:
        if code in _LOSES_WORDS:
            faults.append(Problem(path, line, code, message, hint, "warning"))

    front = front_matter_of(path.read_bytes(), report)
    if front.title and not faults:
        texts[name] = "\n".join((front.title, *front.keywords))
    return faults
