"""Where Markdown is code, for what changes or reads texts as they were written."""

from __future__ import annotations

import re
from collections.abc import Callable

_BEGINS = r"(?<!`)(?<!(?<!\\)\\)"
"""No other mark stands before the first one, and no backslash that makes a letter of it."""
CODE_PATTERN = (
    r"(?P<lead>^[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n"
    r".*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    rf"|(?P<ticks>{_BEGINS}`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
)
"""A block between fences, which ends with the text where nothing ends it, and code within a paragraph."""
CODE_FLAGS = re.MULTILINE | re.DOTALL
CODE = re.compile(CODE_PATTERN, CODE_FLAGS)

CODE_SPAN = re.compile(rf"{_BEGINS}(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
"""Code within one paragraph; its second group is what stands between the marks."""

_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")


def fence_after(line: str, fence: str) -> str:
    """Return the fence of the block of code that is open behind a line, or an empty text.

    line: without its indentation and the marks before it. fence: what this returned for the line before.
    """
    found = _FENCE.match(line)
    if not fence:
        return found[0] if found else ""
    closes = found and found[0].startswith(fence) and found[0] == line.rstrip()
    return "" if closes else fence


def without_code(text: str) -> str:
    """Return a text without its code, every line of it still in its place."""
    return CODE.sub(lambda code: "\n" * code[0].count("\n"), text)


def outside_code(text: str, change: Callable[[str], str], code: re.Pattern[str] = CODE) -> str:
    """Return a text with each piece between places of code changed. code: what stays, to the last byte."""
    pieces, done = [], 0
    for found in code.finditer(text):
        pieces += [change(text[done : found.start()]), found[0]]
        done = found.end()
    return "".join((*pieces, change(text[done:])))
