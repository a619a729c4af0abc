r"""Whether what stands between `$`, `$$`, `\(` or `\[` is a formula: a shop writes `$5`, `NT$1,200`, `$name$` and `\(s\)` too.

Certain is what holds a sign that only formulas have, such as `\frac`, `x^2` and `a_{1}`, or nothing but single letters,
figures and operators; where `$` stands once, not what begins with a figure, for that is a price.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

Mark = Literal["$", "$$", "(", "["]

_COMMAND = re.compile(r"(?<![:\\])\\[A-Za-z]{2,}|(?<![:\\\w])\\[,;!|{}]")
_SCRIPT = re.compile(r"(?<![A-Za-z]{2})[A-Za-z0-9)}\]'!][\^_](?:\{|\\|[A-Za-z0-9+*'](?![A-Za-z0-9]))")
_PLAIN = re.compile(r"[-+(|]{0,3}\s*[A-Za-z0-9](?:[A-Za-z0-9\s.|()<>=+*/:!'-]|, ?(?!\d{3}))*")
_WORD = re.compile(r"[A-Za-z]{2,}")
_LETTER = re.compile(r"[A-Za-z]")
_OPERATOR = re.compile(r"[=<>+*/-]")
_CALL = re.compile(r"[A-Za-z]'{0,2}\([^()]+\)|\([^(),]+,[^()]+\)|[A-Za-z]!|\|[A-Za-z]\|")
_ENDS = re.compile(r"[A-Za-z0-9)|!']\Z")
_CURRENCY_AT_END = re.compile(r"\s[A-Z]\Z")
_LONG = re.compile(r"\s")


def looks_like_formula(latex: str, mark: Mark) -> bool:
    """Return whether this is certainly a formula. latex: what stands between the marks, its outer blanks included."""
    text = latex.strip()
    if not text:
        return False
    if mark == "$" and text[0].isdigit():
        return bool(_COMMAND.search(text) or (_SCRIPT.search(text) and not _LONG.search(text)))
    if _COMMAND.search(text) or _SCRIPT.search(text):
        return True
    return _is_plain(text, mark) and not (mark == "$$" and text != latex and "\n" not in latex and not _OPERATOR.search(text))


def _is_plain(text: str, mark: Mark) -> bool:
    """Return whether a text holds single letters, figures and operators; a lone letter is enough between dollars."""
    if not _PLAIN.fullmatch(text) or _WORD.search(text) or not _LETTER.search(text) or not _ENDS.search(text):
        return False
    if len(text) == 1:
        return mark in {"$", "$$"}
    if mark in {"$", "$$"} and _CALL.fullmatch(text):
        return True
    return bool(_OPERATOR.search(text)) and not (mark == "$" and _CURRENCY_AT_END.search(text))


_IN_TEXT: Mapping[Mark, re.Pattern[str]] = {
    "$$": re.compile(r"(?<![$\\\w])\$\$(?!\$)(?P<latex>(?:\\.|[^$\\]){1,2000}?)\$\$(?![$A-Za-z0-9])", re.DOTALL),
    "[": re.compile(r"(?<!\\)\\\[(?P<latex>(?:(?!\\[\[\]]).){1,2000}?)\\\]", re.DOTALL),
    "(": re.compile(r"(?<!\\)\\\((?P<latex>(?:(?!\\[()]).){1,2000}?)\\\)", re.DOTALL),
    "$": re.compile(r"(?<![$\\A-Za-z0-9])\$(?![\s$])(?P<latex>(?:\\[^\n]|[^$\\\n]){1,500}?)(?<![\s\\])\$(?![$A-Za-z0-9])"),
}


def formulas_changed(text: str, change: Callable[[str], str]) -> str:
    """Return Markdown without code in which each certain formula, with its marks, is what `change` makes of it."""
    for mark, pattern in _IN_TEXT.items():
        text = pattern.sub(partial(_changed, change, mark), text)
    return text


def _changed(change: Callable[[str], str], mark: Mark, match: re.Match[str]) -> str:
    return change(match[0]) if looks_like_formula(match["latex"], mark) else match[0]


def may_be_letter(text: str) -> bool:
    r"""Return whether `\(x\)` is a formula in an article that has others: a letter, perhaps with a prime."""
    return bool(re.fullmatch(r"\s*[A-Za-z]'{0,2}\s*", text))
