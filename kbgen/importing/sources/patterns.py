"""Patterns of paths that other tools leave out, as `drafts/**`, `**/{README,TODO}.md`, `[!a]*.md`, `*.tmpl.md`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_PARTS = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|\{[^{},]*(?:,[^{},]*)+\}|[^*?\[{]+|[\[{]")
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
    return re.compile(rf"(?:{'' if rooted else '(?:.*/)?'})(?:{_translated(pattern.strip('/'))})(?:/.*)?")


def _translated(pattern: str) -> str:
    return "".join(_EACH.get(part) or _part(part) for part in _PARTS.findall(pattern))


def _part(part: str) -> str:
    if part.startswith("{") and part.endswith("}"):
        return f"(?:{'|'.join(map(_translated, part[1:-1].split(',')))})"
    letters = re.fullmatch(r"\[(?P<not>[!^]?)(?P<letters>[^\]]+)\]", part)
    if not letters:
        return re.escape(part)
    inside = re.sub(r"[^\w-]|-(?=-)", r"\\\g<0>", letters["letters"])
    found = f"[{'^' if letters['not'] else ''}{inside}]"
    try:
        re.compile(found)
    except re.error:  # a range from a later letter to an earlier one
        return re.escape(part)
    return found
