"""Values that an include gives to its part: `{% include note.html content="…" %}` and `{{ include.content }}` there (Jekyll)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_GIVEN = re.compile(
    r"(?P<key>[A-Za-z_][\w-]{0,60})[ \t]*=[ \t]*(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<number>\d[\d.]*))"
)
_SHOWN = re.compile(
    r"\{\{-?[ \t]*include\.(?P<key>[\w-]{1,60})[ \t]*"
    r"(?P<filters>(?:\|[ \t]*(?:markdownify|strip|escape|default:[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'))[ \t]*){0,4})-?\}\}"
)
"""A value with filters that change nothing of a text; any other filter makes something that is not known here."""
_DEFAULT = re.compile(r"default:[ \t]*(?:\"([^\"\n]*)\"|'([^'\n]*)')")
_CHOICE = re.compile(
    r"\{%-?[ \t]*(?P<word>if|unless)[ \t]+include\.(?P<key>[\w-]{1,60})[ \t]*-?%\}(?P<yes>(?:(?!\{%).)*)"
    r"(?:\{%-?[ \t]*else[ \t]*-?%\}(?P<no>(?:(?!\{%).)*))?\{%-?[ \t]*end(?P=word)[ \t]*-?%\}",
    re.DOTALL,
)
_LEFT = re.compile(r"\{[{%][^{}]*\binclude\.[^{}]*[%}]\}")


def with_values_of(text: str, rest: str) -> str:
    """Return a part with the values that its include gives; empty where the part does more with them than show them.

    rest: of the include, behind the name of the part.
    """
    values = {match["key"]: next(filter(None, match.group("double", "single", "number")), "") for match in _GIVEN.finditer(rest)}
    written = _CHOICE.sub(lambda match: _chosen(match, values), text)
    # What is left is looked for before values come in: one may show how an include is written.
    return "" if _LEFT.search(_SHOWN.sub("", written)) else _SHOWN.sub(lambda match: _shown(match, values), written)


def _chosen(match: re.Match[str], values: Mapping[str, str]) -> str:
    is_given = match["key"] in values
    return (match["yes"] if is_given is (match["word"] == "if") else match["no"]) or ""


def _shown(match: re.Match[str], values: Mapping[str, str]) -> str:
    default = _DEFAULT.search(match["filters"])
    return values.get(match["key"]) or (next(filter(None, default.groups()), "") if default else "")
