"""A formula → words that can be read aloud, shown in a result and searched for: `E = mc²`, `(a + b)/2`, `√x`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISED = re.compile(r"[0-9n]{1,6}|[-−+][0-9]{1,4}")
_LOWERED = re.compile(r"[0-9]{1,6}")
_SPACED = frozenset("=+−-±∓×÷⋅·*<>≤≥≠≈≡∼∝→←↔⇒⇐⇔↦∈∉⊂⊆∪∩∧∨≪≫⩽⩾∘⊕⊗")
_NEVER_SHOWN = re.compile("[\u2061-\u2064\u200b]")
_BLANKS = re.compile(r"\s+")
_COMPOUND = re.compile(r"[\s/;]")
_NAME_END, _NAME_START = re.compile(r"[^\W\d_]\Z"), re.compile(r"[^\W\d_]")


def words_of(element: Element) -> str:
    """Return a formula as a line of text; two-dimensional parts stand in brackets where they have to."""
    return _BLANKS.sub(" ", _NEVER_SHOWN.sub("", _words(element))).strip()


def _words(element: Element) -> str:
    shape = _SHAPES.get(element.tag)
    if element.tag == "mfrac" and element.get("linethickness", "").startswith("0"):
        shape = " ".join  # "n choose k"
    if shape:
        return shape([_words(child).strip() for child in element])
    if element.tag in {"mphantom"}:
        return ""
    if element.tag == "mspace":
        return " "
    if len(element) == 1:
        return _words(element[0])
    if len(element):
        return _row(element)
    text = unescape(element.text or "").replace("\u00a0", " ")
    return text.replace("-", "−") if element.tag == "mo" else text


def _row(element: Element) -> str:
    line = ""
    continued = False
    for child in element:
        text = _words(child)
        if not text:
            continued = child.tag == "mi"  # an operator at the beginning of a cell has what stands before it in another one
            continue
        if child.tag == "mo" and text in _SPACED:
            line += f" {text} " if (line.strip() or continued) and line.rstrip()[-1:] not in {*_SPACED, "(", ","} else text
        elif child.tag == "mo" and text == ",":
            line += ", "
        else:
            line += (" " if _needs_space(line, text, child) else "") + text
    return line


def _needs_space(before: str, text: str, child: Element) -> bool:
    """Return whether a name of several letters, such as `sin`, would run into what stands beside it."""
    if not (_NAME_END.search(before) and _NAME_START.match(text)):
        return False
    last_name = re.search(r"[^\W\d_]+\Z", before)
    return (child.tag in {"mi", "mo"} and len(text) > 1) or (last_name is not None and last_name[0] in _FUNCTIONS)


_FUNCTIONS = frozenset(
    """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lim lg ln log max min mod Pr sec sin sinh sup
    tan tanh
    """.split()  # noqa: SIM905 - a list of thirty lines tells nothing more
)


def _whole(text: str) -> str:
    return f"({text})" if _COMPOUND.search(text) else text


def _raised(text: str) -> str:
    if _RAISED.fullmatch(text):
        return text.translate(_SUPERSCRIPTS)
    if text in {"′", "″", "‴", "∘"}:
        return text.replace("∘", "°")
    return f"^{_whole(text)}"


def _lowered(text: str) -> str:
    return text.translate(_SUBSCRIPTS) if _LOWERED.fullmatch(text) else f"_{_whole(text)}"


def _fraction(parts: Sequence[str]) -> str:
    return f"{_whole(parts[0])}/{_whole(parts[1])}"


def _root(parts: Sequence[str]) -> str:
    index = parts[1].translate(_SUPERSCRIPTS) if _RAISED.fullmatch(parts[1]) else _whole(parts[1])
    return f"{index}√{_whole(parts[0])}"


def _over(parts: Sequence[str]) -> str:
    """Leave out what is drawn above a sign, such as a bar or an arrow; what is written there stays."""
    return parts[0] + (f"^{_whole(parts[1])}" if any(one.isalnum() for one in parts[1]) else "")


def _under(parts: Sequence[str]) -> str:
    return parts[0] + (f"_{_whole(parts[1])}" if any(one.isalnum() for one in parts[1]) else "")


_SHAPES: Mapping[str, Callable[[Sequence[str]], str]] = {
    "mfrac": _fraction,
    "msqrt": lambda parts: f"√{_whole(''.join(parts))}",
    "mroot": _root,
    "msup": lambda parts: parts[0] + _raised(parts[1]),
    "msub": lambda parts: parts[0] + _lowered(parts[1]),
    "msubsup": lambda parts: parts[0] + _lowered(parts[1]) + _raised(parts[2]),
    "munder": _under,
    "mover": _over,
    "munderover": lambda parts: parts[0] + _lowered(parts[1]) + _raised(parts[2]),
    "mtable": lambda parts: "; ".join(filter(None, parts)),
    "mtr": lambda parts: " ".join(filter(None, parts)),
}
