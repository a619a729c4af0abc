"""Where Markdown is code, for what changes or reads texts as they were written."""

from __future__ import annotations

import re
from collections.abc import Callable

CODE_PATTERN = (
    r"(?P<lead>^[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n"
    r".*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
)
"""A block between fences, which ends with the text where nothing ends it, and code within a paragraph."""
CODE_FLAGS = re.MULTILINE | re.DOTALL
CODE = re.compile(CODE_PATTERN, CODE_FLAGS)

CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
"""Code within one paragraph; its second group is what stands between the marks."""


def outside_code(text: str, change: Callable[[str], str], code: re.Pattern[str] = CODE) -> str:
    """Return a text with each piece between places of code changed. code: what stays, to the last byte."""
    pieces, done = [], 0
    for found in code.finditer(text):
        pieces += [change(text[done : found.start()]), found[0]]
        done = found.end()
    return "".join((*pieces, change(text[done:])))
