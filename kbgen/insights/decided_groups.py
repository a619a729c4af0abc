"""Decisions that name each other → groups of one need, each under one head; and what contradicts itself in them.

A block whose id is in the `same` of another is part of that one, so that a join of groups can be taken back as it was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kbgen.insights.decisions import Decision


class Contradiction(NamedTuple):
    """What is wrong under a key of the block about `gap`."""

    gap: str
    key: str
    message: str
    hint: str


def heads(by_gap: Mapping[str, Decision]) -> Mapping[str, str]:
    """Return gap → the gap that names its group: the one that no other remembers.

    Where each of two remembers the other it is the one about which something was decided, then the smaller id.
    """
    found: dict[str, str] = {}
    for group in _groups(by_gap):
        tops = _tops(group, by_gap) or group
        found |= dict.fromkeys(group, min(tops, key=lambda gap: (not by_gap[gap].is_decided, gap)))
    return found


def _groups(by_gap: Mapping[str, Decision]) -> list[list[str]]:
    group_of = {gap: [gap] for gap in by_gap}
    for gap in sorted(by_gap):
        for one in by_gap[gap].same:
            if one in by_gap and group_of[one] is not group_of[gap]:
                both = group_of[gap] + group_of[one]
                group_of |= dict.fromkeys(both, both)
    return list({id(group): group for group in group_of.values()}.values())


def _tops(group: list[str], by_gap: Mapping[str, Decision]) -> list[str]:
    remembered = {one for gap in group for one in by_gap[gap].same}
    return sorted(gap for gap in group if gap not in remembered)


def contradictions(by_gap: Mapping[str, Decision]) -> Iterator[Contradiction]:
    """Yield what cannot hold together, as after a merge of what two editors wrote."""
    for gap, decision in by_gap.items():
        for key, ids in (("same", decision.same), ("apart", decision.apart)):
            if gap in ids:
                yield Contradiction(gap, key, f"gap {gap} is in its own '{key}'", "take it out there")
    yield from _of_two_gaps(by_gap)
    members = _members(by_gap)
    for gap, head in heads(by_gap).items():
        decision, named = by_gap[gap], by_gap[head]
        for one in sorted(members[head].intersection(decision.apart)):
            message = f"{one} is one need with gap {gap}, and set apart from it"
            yield Contradiction(gap, "apart", message, "decide which holds, and take it out of 'apart', or of 'same'")
        if decision.is_decided and decision.state != named.state:
            message = f"gap {gap} is {decision.state}, and {head}, of which it is part, is {named.state}"
            yield Contradiction(gap, "state", message, f"give both one state, or take {gap} out of 'same'")


def _of_two_gaps(by_gap: Mapping[str, Decision]) -> Iterator[Contradiction]:
    """Yield ids that two gaps remember which are not one group without that."""
    first: dict[str, str] = {}
    for gap in sorted(by_gap):
        for one in by_gap[gap].same:
            other = first.setdefault(one, gap)
            if not _is_part(other, gap, by_gap) and not _is_part(gap, other, by_gap):
                message = f"{one} is in the 'same' of two gaps, {other} and {gap}"
                yield Contradiction(gap, "same", message, "leave it in one; to make all one gap, put one gap's id in the other's")


def _is_part(gap: str, whole: str, by_gap: Mapping[str, Decision]) -> bool:
    """Tell whether a gap is another one, or is remembered by it, or by one that it remembers."""
    seen, left = set[str](), [whole]
    while left:
        if (one := left.pop()) not in seen and one in by_gap:
            seen.add(one)
            left += by_gap[one].same
    return gap in seen


def _members(by_gap: Mapping[str, Decision]) -> Mapping[str, set[str]]:
    """Return head → all ids of its group."""
    found: dict[str, set[str]] = {}
    for gap, head in heads(by_gap).items():
        found.setdefault(head, set()).update((gap, *by_gap[gap].same))
    return found
