"""Patterns of paths that other tools leave out, as `drafts/**`, `**/README.md`, `*.tmpl.md`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_PARTS = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|[^*?\[]+|\[")
_EACH = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def excluded_by(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a path is left out, by the last pattern that fits it; `!` takes back, as in `.gitignore`."""
    rules = [
        (not pattern.startswith("!"), _expression(pattern.lstrip("!")))
        for pattern in (line.strip() for line in patterns)
        if pattern and not pattern.startswith("#")
    ]

    def is_excluded(path: str) -> bool:
        return next((leaves_out for leaves_out, pattern in reversed(rules) if pattern.fullmatch(path)), False)

    return is_excluded


def _expression(pattern: str) -> re.Pattern[str]:
    rooted = pattern.startswith("/") or "/" in pattern.rstrip("/")[:-1]
    parts = "".join(
        _EACH.get(part) or (part if part.startswith("[") and part.endswith("]") else re.escape(part))
        for part in _PARTS.findall(pattern.strip("/"))
    )
    return re.compile(rf"(?:{'' if rooted else '(?:.*/)?'})(?:{parts})(?:/.*)?")
