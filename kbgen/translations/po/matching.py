"""Which paragraph of a translation answers which of its source: by their kinds and order, section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from kbgen.translations.po.units import Unit


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


def _sections(units: Sequence[Unit]) -> list[Sequence[Unit]]:
    """What stands above the first heading, then each heading with its text."""
    starts = [number for number, unit in enumerate(units) if unit.kind == "heading" and unit.depth]
    bounds = [0, *starts, len(units)]
    return [units[start:end] for start, end in pairwise(bounds)]


def _key(unit: Unit) -> str:
    return f"{unit.kind}{unit.depth}{'!' if unit.text.startswith('![') else ''}"
