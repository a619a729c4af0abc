"""What `{% assign %}` and `{% capture %}` of Liquid call a value: filled in where the page names it.

An assignment whose value nobody knows here stays, for `kbgen check` to name with what it leaves open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_ASSIGN = re.compile(
    r"\{%-?[ \t]*assign[ \t]+(?P<name>\w{1,60})[ \t]*=[ \t]*"
    r"(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<value>[\w.-]{1,200}))[ \t]*-?%\}[ \t]*\n?"
)
_CAPTURE = re.compile(
    r"\{%-?[ \t]*capture[ \t]+['\"]?(?P<name>\w{1,60})['\"]?[ \t]*-?%\}(?P<text>(?:[^{]|\{(?!%)){0,5000})"
    r"\{%-?[ \t]*endcapture[ \t]*-?%\}[ \t]*\n?"
)
_NAMED = re.compile(r"\{\{-?[ \t]*(?P<name>\w[\w.-]{0,200})[ \t]*-?\}\}")


def with_assigned_values(text: str, variables: Mapping[str, str]) -> str:
    """Return text with the values that it gives names to itself. variables: values of the site by name."""
    if "assign" not in text and "capture" not in text:
        return text
    values: dict[str, str] = {}
    often = Counter(match["name"] for pattern in (_ASSIGN, _CAPTURE) for match in pattern.finditer(text))

    def assigned(match: re.Match[str]) -> str:
        name, value = match["name"], match["value"]
        literal = match["double"] if match["double"] is not None else match["single"]
        if literal is None and value is not None and value.replace(".", "").isdigit():
            literal = value
        found = {name: literal} if literal is not None else _below(name, value, {**variables, **values})
        if not found or often[name] > 1:
            return match[0]
        values.update(found)
        return ""

    def captured(match: re.Match[str]) -> str:
        if often[match["name"]] > 1:
            return match[0]
        values[match["name"]] = match["text"].strip()
        return ""

    text = _CAPTURE.sub(captured, _ASSIGN.sub(assigned, text))
    return _NAMED.sub(lambda match: values.get(match["name"], match[0]), text)


def _below(name: str, path: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a path and below it, by another name."""
    found = {name: values[path]} if path in values else {}
    start = f"{path}."
    return found | {f"{name}.{key.removeprefix(start)}": value for key, value in values.items() if key.startswith(start)}
