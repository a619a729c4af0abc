r"""LaTeX → MathML of the elements and attributes below and no others, by latex2mathml, which comes with the extra `math`.

The converter forgives much: what it would draw wrongly (an unknown command, a brace too many, half a fraction) is an error here.
It passes on what a writer gives it, `\href` among that, so its tree is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

from kbgen.render.formula_words import words_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ELEMENTS = frozenset(
    """
    math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup
    msup mtable mtd mtext mtr munder munderover none
    """.split()  # noqa: SIM905 - a list of thirty lines tells nothing more
)
_ATTRIBUTES = frozenset(
    """
    accent accentunder columnalign columnlines columnspacing depth displaystyle fence form height largeop linebreak linethickness
    lspace mathsize mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel separator stretchy
    symmetric voffset width
    """.split()  # noqa: SIM905
)
"""No colours: what can be read on light ground cannot on dark."""
_VALUE = re.compile(r"[A-Za-z0-9+.% -]{1,60}")
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_COMMAND = re.compile(r"\\[A-Za-z]+")
_ENVIRONMENT = re.compile(r"\\begin\s*\{([^{}]{0,40})\}")
_ENVIRONMENTS = frozenset(
    """
    align aligned alignedat array Bmatrix bmatrix cases dcases displaymath drcases eqnarray equation gather gathered math matrix
    multline pmatrix rcases smallmatrix split subarray Vmatrix vmatrix
    """.split()  # noqa: SIM905
)
_DEFINES = re.compile(
    r"\\(?:(?:re|provide)?newcommand|renewcommand|providecommand|[egx]?def|let|newenvironment|DeclareMathOperator)\b"
)
_MENDED = (
    (re.compile(r"\\(?:label\s*\{[^{}]*\}|nonumber\b|notag\b)"), ""),
    (re.compile(r"\\(begin|end)\s*\{(align|gather|equation)\}"), r"\\\1{\2*}"),  # or each formula would be number 1
    (re.compile(r"\\not\s*="), r"\\ne "),
    (re.compile(r"\\not\s*\\in\b"), r"\\notin "),
)
_BRACE = re.compile(r"\\.|%[^\n]*|[{}]", re.DOTALL)
_MOST_CHARACTERS = 5_000
_DEEPEST = 40
_MEANINGS = {
    "NumeratorNotFoundError": "a fraction has no first part",
    "DenominatorNotFoundError": "a fraction has no second part",
    "ExtraLeftOrMissingRightError": r"\left has no \right",
    "MissingSuperScriptOrSubscriptError": "nothing stands behind ^ or _, which begin superscripts and subscripts",
    "DoubleSubscriptsError": "one sign has two subscripts",
    "DoubleSuperscriptsError": "one sign has two superscripts",
    "NoAvailableTokensError": "a part is missing at its end",
    "InvalidStyleForGenfracError": r"\genfrac has a style that there is not",
    "MissingEndError": r"\begin has no \end",
    "InvalidAlignmentError": "an alignment of columns is none of l, c and r",
    "InvalidWidthError": "a width is no length",
    "LimitsMustFollowMathOperatorError": r"\limits stands behind no operator",
}
_HINT = "mend the LaTeX; until then readers see its source"


class LatexError(Exception):
    """LaTeX that is no formula; the message says why, `hint` what to do."""

    def __init__(self, why: str, hint: str = _HINT) -> None:
        super().__init__(why)
        self.hint = hint


class NoConverterError(Exception):
    """latex2mathml is not installed."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as a page shows it, and in words that can be read and searched for."""

    mathml: str
    words: str


def converter_version() -> str:
    """Return the version of what draws formulas, or an empty text where it is not installed."""
    try:
        import latex2mathml
    except ImportError:
        return ""
    return str(latex2mathml.__version__)


def formula_of(latex: str, *, block: bool) -> Formula:
    """Return a formula drawn. Raises LatexError, and NoConverterError."""
    try:
        from latex2mathml.converter import convert_to_element
    except ImportError:
        raise NoConverterError from None
    _look_at(latex)
    try:
        tree = convert_to_element(_mended(latex), display="block" if block else "inline")
    except Exception as error:
        meaning = _MEANINGS.get(type(error).__name__)
        if meaning is None and not isinstance(error, (IndexError, KeyError, ValueError, StopIteration, RuntimeError, TypeError)):
            raise
        raise LatexError(meaning or "a command lacks something that belongs to it") from error
    _look_at_tree(tree)
    words = words_of(tree)
    kind = "block" if block else "inline"
    inside = "".join(text for child in tree for text in _written(child))
    return Formula(f'<math display="{kind}" alttext="{escape(words)}">{inside}</math>', words)


def _mended(latex: str) -> str:
    """Return LaTeX without what has no effect on a page, and with what the converter draws well for what it does not."""
    for pattern, instead in _MENDED:
        latex = pattern.sub(instead, latex)
    return latex


def _look_at(latex: str) -> None:
    if not latex.strip():
        raise LatexError("it is empty", "write the formula, or remove its marks")
    if len(latex) > _MOST_CHARACTERS:
        raise LatexError(f"it has more than {_MOST_CHARACTERS:,} characters", "split it")
    if found := _DEFINES.search(latex):
        raise LatexError(f"it defines commands by {found[0]}", "write out what the command stands for")
    depth = 0
    for brace in _BRACE.findall(latex):
        depth += (brace == "{") - (brace == "}")
        if depth < 0:
            raise LatexError("a brace '}' closes nothing")
        if depth > _DEEPEST:
            raise LatexError(f"its braces are nested deeper than {_DEEPEST} levels", "split it")
    if depth:
        raise LatexError("a brace '{' is not closed")
    for name in _ENVIRONMENT.findall(latex):
        if name.removesuffix("*") not in _ENVIRONMENTS:
            raise LatexError(f"there is no environment '{name}'", f"known: {', '.join(sorted(_ENVIRONMENTS))}")


def _look_at_tree(tree: Element) -> None:
    for element in tree.iter():
        if len(element) < _PARTS.get(element.tag, 0):
            raise LatexError("a fraction, root, superscript or subscript lacks a part")
        if element.tag != "mtext" and (found := _COMMAND.search(element.text or "")):
            raise LatexError(f"the command '{found[0]}' is unknown", f"take it out, or write what it shows; {_HINT}")


def _written(element: Element) -> Iterator[str]:
    if element.tag not in _ELEMENTS:
        raise LatexError(f"it makes an element <{element.tag}>, which is no sign of a formula")
    pairs = ((key, str(value)) for key, value in element.attrib.items())
    kept = "".join(f' {key}="{value}"' for key, value in pairs if key in _ATTRIBUTES and _VALUE.fullmatch(value))
    yield f"<{element.tag}{kept}>"
    yield escape(unescape(element.text or ""), quote=False)
    for child in element:
        yield from _written(child)
    yield f"</{element.tag}>"
