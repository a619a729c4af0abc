"""Expressions of MDX: `{1 + 2}` → `{{ 1 + 2 }}`, the form of values here, which `kbgen check` names; literals → their text.

Braces are ordinary text on other pages, so this is for pages of MDX alone, where text has a backslash before them.
"""

from __future__ import annotations

import re

from kbgen.importing.forms.blocks import with_backslashes
from kbgen.importing.forms.masked import Masked

_HIDDEN = re.compile("(?<![\\\\={$}])\\{\ue0f0(?P<number>\\d+)\ue0f1\\}")
_TEMPLATE = re.compile(r"`(?P<text>[^`$\\\n]*)`")
_NUMBER = re.compile(r"(?<![\\={$}^_])\{[ \t]*(?P<text>\d[\d.]{0,20})[ \t]*\}")
_EXPRESSION = re.compile(
    r"(?<![\\={$}^_])\{(?!\{)\s*(?!\s|[a-z][\w-]*=[^=>]|['\"]?[\w-]+['\"]?\s*:)"
    r"(?P<text>[\w$(\[!'\"\ue0f0](?:[^{}\n]|\n(?!\s*[\n\ue0f0])){0,400}?)\s*\}(?!\})"
)
"""Not a list of attributes, nor an object, which stands in the attributes of a component alone."""
_MEMBER = re.compile(r"[A-Za-z_$][\w$]*(?:\.[\w$]+)+")


def with_expressions(masked: Masked) -> None:
    """Change the expressions of a page of MDX. A member, as `props.name`, stays: check names it as it is."""
    masked.change(lambda text: _HIDDEN.sub(lambda match: _literal(match, masked), text))
    masked.change(lambda text: _NUMBER.sub(lambda match: match["text"], text))
    masked.change(lambda text: _EXPRESSION.sub(_value, text))


def _literal(match: re.Match[str], masked: Masked) -> str:
    template = _TEMPLATE.fullmatch(masked.kept[int(match["number"])])
    return with_backslashes(template["text"]) if template else match[0]


def _value(match: re.Match[str]) -> str:
    return match[0] if _MEMBER.fullmatch(match["text"]) else f"{{{{ {' '.join(match['text'].split())} }}}}"
