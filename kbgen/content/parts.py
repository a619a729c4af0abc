"""Parts: texts in folders called `_parts`, `_includes`, `_partials` or `_snippets`, which articles include."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kbgen.content.files import FoundFile, UnreadableFileError, list_folder, read_file
from kbgen.content.front_matter import split_front_matter
from kbgen.content.hidden_characters import hidden_characters
from kbgen.content.names import PARTS_FOLDERS, is_left_out
from kbgen.errors import Problem
from kbgen.settings.decode import decode_text

MAX_PART_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a site. texts: Markdown by path below the content folder, in order of path."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_parts(content: Path, shown_as: Path) -> Parts:
    """Read every Markdown file in a folder of parts; nothing else in it is looked at, and no link is followed."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for folder in _folders(content):
        relative = folder.relative_to(content)
        listed = list_folder(folder, shown_as / relative)
        problems += listed.problems
        for file in listed.files:
            path = (relative / file.relative).as_posix()
            if path.endswith(".md") and (text := _text(file, shown_as / path, problems)) is not None:
                texts[path] = text
    return Parts(dict(sorted(texts.items())), tuple(problems))


def _folders(content: Path) -> list[Path]:
    found = []
    for folder, names, _ in os.walk(content):
        parts = (Path(folder) / name for name in names if name.lower() in PARTS_FOLDERS)
        found += [part for part in parts if not part.is_symlink()]
        names[:] = [name for name in names if not is_left_out(name)]
    return sorted(found)


def _text(file: FoundFile, shown: Path, problems: list[Problem]) -> str | None:
    def report(line: int, code: str, message: str, hint: str) -> None:
        problems.append(Problem(shown, line, code, message, hint))

    try:
        raw = read_file(file, max_bytes=MAX_PART_BYTES)
    except UnreadableFileError as error:
        report(0, "unreadable", f"cannot be read: {error}", "check its owner and permissions")
        return None
    if len(raw) > MAX_PART_BYTES:
        report(0, "too-large", f"is larger than {MAX_PART_BYTES // 1024} KiB", "make an article of it, or several parts")
        return None
    text = decode_text(raw, report)
    for hidden in hidden_characters(text or ""):
        report(1 + hidden.line, hidden.code, hidden.message, hidden.hint)
    return split_front_matter(text, report).body if text is not None else None
