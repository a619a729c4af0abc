"""The names that a script gives its own variables → short ones, in a script that every reader fetches and nobody reads.

Properties, keys, what the script exports and what it does not declare keep their names. This knows the JavaScript of the
beacon, as this repository writes it (a semicolon after each statement, no shadowing by a block), and refuses the rest.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, product

from kbgen.errors import KbgenError
from kbgen.site.assets.script_tokens import CLOSE, OPEN, Token, read_tokens

_Span = tuple[int, int]
"""First and last token of a function, its parameters included."""
_Binding = tuple[str, _Span]

_RESERVED = frozenset(
    re.findall(
        r"\w+",
        "arguments async await break case catch const continue default delete do else export extends false finally for from "
        "function if import in instanceof let new null of return super switch this throw true try typeof undefined void while "
        "yield",
    )
)
_CONTROL = frozenset({"if", "for", "while", "switch"})
_LETTERS = "etnrisaoclduhmpfgvybwkxjqzTSERNIACLODUMHPFGVYBWKXJQZ"
"""Frequent letters of JavaScript first: they compress best."""
_WHOLE: _Span = (0, sys.maxsize)


def shorten_names(script: str) -> str:
    """Return a minified script with short names for what it declares, without semicolons and brackets it can do without.

    Raises KbgenError: it holds JavaScript of a kind that this does not know.
    """
    tokens = read_tokens(script)
    short, joined = _short_of(tokens), set(_joined_declarations(tokens))
    parts, end = [], 0
    for at, token in enumerate(tokens):
        if at in short:
            key = f"{token.text}:" if _is_shorthand(tokens, at) else ""
            parts += [script[end : token.start], key, short[at]]
        elif at in joined:
            parts += [script[end : token.start], ","]
        elif at - 1 in joined:
            end = tokens[at + 1].start
            continue
        elif _is_spare(tokens, at):
            parts.append(script[end : token.start])
        else:
            continue
        end = token.start + len(token.text)
    # What line breaks are left stand behind a statement.
    return re.sub(r"(?<=[;}])\n", "", "".join((*parts, script[end:])))


def _short_of(tokens: Sequence[Token]) -> Mapping[int, str]:
    """Short names by the place of the word they replace."""
    places = _places(tokens)
    bound = {at for found in places.values() for at in found}
    taken = _RESERVED | {
        tokens[at].text for at in range(len(tokens)) if at not in bound and tokens[at].is_word and _is_variable(tokens, at)
    }
    chosen: dict[_Binding, str] = {}
    for binding in sorted(places, key=lambda binding: (-len(places[binding]), binding)):
        near = {name for other, name in chosen.items() if _meet(binding, other, places)}
        chosen[binding] = next(name for name in _short_names() if name not in near and name not in taken)
    return {at: chosen[binding] for binding, found in places.items() for at in found}


def _places(tokens: Sequence[Token]) -> Mapping[_Binding, Sequence[int]]:
    """Where each variable of the script occurs. Bindings with a place behind a key, as in {id}, are left out if short already."""
    functions = _functions(tokens)
    exported = {token.text for token in tokens if token.around == "export"}
    declared = {(tokens[at].text, _innermost(at, functions)) for at in _declarations(tokens)}
    places: dict[_Binding, list[int]] = {}
    for at, token in enumerate(tokens):
        if not token.is_word or token.text in exported or not _is_variable(tokens, at):
            continue
        around = (*(span for span in functions if span[0] <= at <= span[1]), _WHOLE)
        binding = next(((token.text, span) for span in around if (token.text, span) in declared), None)
        if binding:
            places.setdefault(binding, []).append(at)
    return {
        binding: found
        for binding, found in places.items()
        if not (any if len(binding[0]) < 3 else all)(_is_shorthand(tokens, at) for at in found)
    }


def _meet(one: _Binding, other: _Binding, places: Mapping[_Binding, Sequence[int]]) -> bool:
    """Say whether one function sees both."""
    inner, outer = sorted((one, other), key=lambda binding: binding[1][1] - binding[1][0])
    return any(inner[1][0] <= at <= inner[1][1] for at in places[outer])


def _functions(tokens: Sequence[Token]) -> Sequence[_Span]:
    """All functions, the inner ones first."""
    found = []
    for at, token in enumerate(tokens):
        if token.text == "(" and _is_parameters(tokens, at):
            end = _end(tokens, at) + 1
            body = end + 1 if _text(tokens, end) == "=>" else end
            found.append((at, _end(tokens, body) if _text(tokens, body) == "{" else _expression_end(tokens, body)))
    return sorted(found, key=lambda span: (span[1] - span[0], span))


def _innermost(at: int, functions: Sequence[_Span]) -> _Span:
    return next((span for span in functions if span[0] <= at <= span[1]), _WHOLE)


def _declarations(tokens: Sequence[Token]) -> Iterator[int]:
    """The places of names after const, let and function, in patterns, and of parameters."""
    for at, token in enumerate(tokens):
        if token.text in ("const", "let", "function"):
            if _text(tokens, at + 1) in ("{", "["):
                yield from _bound(tokens, at + 1)
            else:
                yield at + 1
        elif token.text == "(" and _is_parameters(tokens, at):
            yield from _bound(tokens, at)


def _bound(tokens: Sequence[Token], start: int) -> Iterator[int]:
    """The names that a pattern binds: not its keys, and not its default values."""
    for at in range(start, _end(tokens, start)):
        before, after = _text(tokens, at - 1), _text(tokens, at + 1)
        if tokens[at].is_word and before in ("(", "[", "{", ",", ":", "...") and after in (")", "]", "}", ",", "="):
            yield at


def _is_parameters(tokens: Sequence[Token], at: int) -> bool:
    after = _text(tokens, _end(tokens, at) + 1)
    return after == "=>" or (after == "{" and _text(tokens, at - 1) not in _CONTROL)


def _is_variable(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word stands for a variable, and not for a property, a key or an export."""
    before, after = _text(tokens, at - 1), _text(tokens, at + 1)
    if before in (".", "?.") or tokens[at].around == "export":
        return False
    return tokens[at].around != "object" or before not in ("{", ",") or after not in (":", "(")


def _is_shorthand(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].around == "object" and _text(tokens, at - 1) in ("{", ",") and _text(tokens, at + 1) in (",", "}", "=")


def _joined_declarations(tokens: Sequence[Token]) -> Iterator[int]:
    """The semicolons between two declarations with the same keyword, which one comma can stand for."""
    begun: dict[int, str] = {}
    depth = 0
    for at, token in enumerate(tokens):
        if depth not in begun:
            begun[depth] = token.text
        depth += (token.text in OPEN) - (token.text in CLOSE)
        if token.text in OPEN:
            begun.pop(depth, None)
        if token.text == ";":
            if begun[depth] == _text(tokens, at + 1) and begun[depth] in ("const", "let"):
                yield at
            else:
                begun.pop(depth)
        elif token.text == "}" and tokens[at].around == "":
            begun.pop(depth, None)


def _is_spare(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a token is a semicolon before a brace, or a bracket around the only parameter of an arrow."""
    text = tokens[at].text
    if text == ";":
        return _text(tokens, at + 1) == "}" and not (_text(tokens, at - 1) == ")" and _is_head(tokens, at - 1))
    if text == "(":
        alone = _text(tokens, at + 2) == ")" and _text(tokens, at + 3) == "=>" and tokens[at + 1].is_word
        return alone and _text(tokens, at - 1) != "async"
    return text == ")" and _text(tokens, at - 2) == "(" and _is_spare(tokens, at - 2)


def _is_head(tokens: Sequence[Token], close: int) -> bool:
    """Say whether a bracket closes what stands after if, for or while."""
    start = next(at for at in range(close, -1, -1) if tokens[at].text == "(" and _end(tokens, at) == close)
    return _text(tokens, start - 1) in _CONTROL


def _end(tokens: Sequence[Token], start: int) -> int:
    """The place of the bracket that closes the one at `start`."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += (tokens[at].text in OPEN) - (tokens[at].text in CLOSE)
        if depth == 0:
            return at
    raise KbgenError("a bracket of the script is never closed")


def _expression_end(tokens: Sequence[Token], start: int) -> int:
    """The last place of the expression that an arrow leads to."""
    depth = 0
    for at in range(start, len(tokens)):
        text = tokens[at].text
        if depth == 0 and (text in (",", ";") or text in CLOSE):
            return at - 1
        depth += (text in OPEN) - (text in CLOSE)
    return len(tokens) - 1


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _short_names() -> Iterator[str]:
    return ("".join(letters) for length in count(1) for letters in product(_LETTERS, repeat=length))
