"""`rewrites` of VitePress: files whose pages are at other paths, by name or by pattern (`:name/(.*)` → `:name/index.md`)."""

from __future__ import annotations

import re
from collections.abc import Callable

_REWRITES = re.compile(r"\brewrites['\"]?\s*:\s*\{(?P<inside>[^{}]{0,20000})\}")
_RULE = re.compile(
    r"(['\"`])(?P<path>(?:(?!\1)[^\n\\]){1,300})\1\s*:\s*(['\"`])(?P<target>(?:(?!\3)[^\n\\]){1,300})\3", re.MULTILINE
)
_PART = re.compile(r":(?P<name>\w{1,60})(?P<many>\*|\+|\(\.[*+]\))?|\((?P<all>\.[*+])\)|(?P<star>\*)")
_MOST_PARTS = 4
"""Of a pattern, each of which may take many characters: more could be tried in more ways than anybody waits for."""
_PLACE = re.compile(r":(?P<name>\w{1,60})[*+]?|\$(?P<number>\d)")


def rewritten_by(scripts: str) -> Callable[[str], str]:
    """Return what gives the path at which the page of a file is; empty for one that no rule of a configuration names."""
    found = _REWRITES.search(scripts)
    rules = (
        [(_pattern(rule["path"]), rule["target"]) for rule in _RULE.finditer(found["inside"]) if _is_quick(rule["path"])]
        if found
        else []
    )

    def rewritten(path: str) -> str:
        for pattern, target in rules:
            if match := pattern.fullmatch(path):
                return _PLACE.sub(lambda place, match=match: _value(place, match), target)
        return ""

    return rewritten


def _is_quick(path: str) -> bool:
    return sum(1 for _ in _PART.finditer(path)) <= _MOST_PARTS


def _value(place: re.Match[str], match: re.Match[str]) -> str:
    if place["number"]:
        at = int(place["number"])
        return match[at] if at <= len(match.groups()) else place[0]
    return match.groupdict().get(place["name"], place[0])


def _pattern(path: str) -> re.Pattern[str]:
    parts, at = [], 0
    names: set[str] = set()
    for part in _PART.finditer(path):
        parts.append(re.escape(path[at : part.start()]))
        at = part.end()
        width = ".*" if part["many"] or part["all"] or part["star"] else "[^/]+"
        parts.append(f"(?P<{part['name']}>{width})" if part["name"] and part["name"] not in names else f"({width})")
        names |= {part["name"]} if part["name"] else set()
    return re.compile("".join((*parts, re.escape(path[at:]))))
