"""Sets of tabs that follow each other: other tools end a set by a tag, here the next one begins with `===!`.

A set is marked while forms are changed, because what stands before it is known only when all of them are.
"""

from __future__ import annotations

import re

_BEGINS = "\ue0f2"
_HEAD = re.compile(f'^(?P<before>[ \\t]*(?:(?:[-*+]|\\d{{1,9}}[.)])[ \\t]+)?)==={_BEGINS}?(?= ")', re.MULTILINE)
_LIST_MARK = re.compile(r"(?<=[ \t])(?:[-*+]|\d{1,9}[.)])(?=[ \t])|^(?:[-*+]|\d{1,9}[.)])(?=[ \t])")
_TAB = re.compile(f"===[!+{_BEGINS}]* [\"']")


def tab_set(text: str) -> str:
    """Return the text of one set with its first tab marked."""
    return _HEAD.sub(lambda match: f"{match['before']}==={_BEGINS}", text, count=1)


def with_sets_apart(text: str) -> str:
    """Return text in which a marked set begins another one where it would go on with the tabs before it."""
    if _BEGINS not in text:
        return text
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if _BEGINS in line:
            lines[at] = line.replace(_BEGINS, "!" if _follows_tab(lines, at) else "", 1).replace(_BEGINS, "")
    return "\n".join(lines)


def _follows_tab(lines: list[str], at: int) -> bool:
    """Whether nothing but a tab and its text stands directly above a tab."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    for line in reversed(lines[:at]):
        as_blanks = _LIST_MARK.sub(lambda mark: " " * len(mark[0]), line, count=1)
        if _indent(line) >= indent + 4 or not line.strip():
            continue
        return any(_indent(one) == indent and _TAB.match(one.lstrip()) is not None for one in (line, as_blanks))
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
