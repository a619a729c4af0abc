"""Which paragraph of a translation answers which of its source: by their kinds and order, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from kbgen.translations.po.units import Unit

MOST_CHOSEN_FROM = 12
"""Units between two that stay, up to which all choices of those that answer are compared: 924 at most."""
_MARKS = re.compile(r"\d+(?:[.,]\d+)*|`[^`\n]+`|\{[^{}\n]+\}|\]\([^()\s]+\)")
_FIRST_HAN = 0x2E80


@dataclass(frozen=True, slots=True)
class Match:
    """unit: of the translation. certain: whether both sections are built alike."""

    unit: Unit
    certain: bool


def match_units(source: Sequence[Unit], side: Sequence[Unit]) -> Mapping[str, Match]:
    """Return the match of each unit of the source that has one, by its name. Both are in the order of their texts."""
    parts, other_parts = _sections(source), _sections(side)
    found: dict[str, Match] = {}
    if [_key(part[0]) for part in parts if part] != [_key(part[0]) for part in other_parts if part]:
        parts, other_parts = [source], [side]
    for own, other in zip(parts, other_parts, strict=True):
        keys, other_keys = [_key(unit) for unit in own], [_key(unit) for unit in other]
        certain = keys == other_keys
        for block in SequenceMatcher(None, keys, other_keys, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                found[own[block.a + step].name] = Match(other[block.b + step], certain)
    return found


def match_by_former(source: Sequence[Unit], side: Sequence[Unit], former: Sequence[str]) -> Mapping[str, Match] | None:
    """Return the same by what the source said when it was translated, or None where the translation is built otherwise.

    former: the fingerprint of each unit of that source, in its order, so that the first is the first unit's of `side`.
    What stays is certain; what changed between two that stay has the unit that is most like it in kind, marks and length.
    """
    if len(former) != len(side):
        return None
    found, places = dict[str, Match](), list(range(len(former)))
    opcodes = SequenceMatcher(None, former, [unit.fingerprint for unit in source], autojunk=False).get_opcodes()
    for kind, start, end, new_start, _ in opcodes:
        if kind == "equal":
            found |= {source[new_start + step].name: Match(side[start + step], certain=True) for step in range(end - start)}
            places = [place for place in places if not start <= place < end]
    for unit in source:  # what only moved
        place = next((place for place in places if former[place] == unit.fingerprint and unit.name not in found), None)
        if place is not None:
            found[unit.name] = Match(side[place], certain=True)
            places.remove(place)
    if any(_key(unit) != _key(found[unit.name].unit) for unit in source if unit.name in found):
        return None
    for kind, start, end, new_start, new_end in opcodes:
        if kind == "replace":
            old = [side[place] for place in range(start, end) if place in places]
            new = [unit for unit in source[new_start:new_end] if unit.name not in found]
            found |= {unit.name: Match(answer, certain=len(old) == len(new)) for unit, answer in _likely(new, old)}
    return found


def _likely(source: Sequence[Unit], side: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield each unit with the one that most likely answers it, in the order of both; of the smaller side none is left over."""
    kinds = {_key(unit) for unit in source} & {_key(unit) for unit in side}
    for kind in sorted(kinds):
        new, old = [unit for unit in source if _key(unit) == kind], [unit for unit in side if _key(unit) == kind]
        few, many = (new, old) if len(new) <= len(old) else (old, new)
        if len(many) > MOST_CHOSEN_FROM:
            chosen: Sequence[Unit] = many[: len(few)]
        else:
            chosen = max(combinations(many, len(few)), key=lambda some: sum(map(_likeness, few, some)))
        yield from zip(few, chosen, strict=True) if few is new else zip(chosen, few, strict=True)


def _likeness(one: Unit, other: Unit) -> float:
    """Return how likely one unit says in its language what another one says: by figures, code, links and length."""
    marks, other_marks = set(_MARKS.findall(one.text)), set(_MARKS.findall(other.text))
    shared = len(marks & other_marks) / len(marks | other_marks) if marks or other_marks else 0.0
    with_figures = _has_figures(one.text) == _has_figures(other.text)
    lengths = sorted((_width(one.text), _width(other.text)))
    return shared + with_figures / 2 + lengths[0] / max(1, lengths[1]) / 2


def _has_figures(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _width(text: str) -> int:
    """Return how long a text is, whatever its language: a Chinese character says what three Latin ones say."""
    return sum(3 if ord(char) >= _FIRST_HAN else 1 for char in text)


def _sections(units: Sequence[Unit]) -> list[Sequence[Unit]]:
    """What stands above the first heading, then each heading with its text."""
    starts = [number for number, unit in enumerate(units) if unit.kind == "heading" and unit.depth]
    bounds = [0, *starts, len(units)]
    return [units[start:end] for start, end in pairwise(bounds)]


def _key(unit: Unit) -> str:
    return f"{unit.kind}{unit.depth}{'!' if unit.text.startswith('![') else ''}"
