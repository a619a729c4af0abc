"""What editors say of gaps beside their state: that some are one need, or that they are not; as decisions for `gaps.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from kbgen.errors import UsageError
from kbgen.insights.decisions import Decision, Decisions, ids_of, read_decisions, write_decision
from kbgen.insights.gaps import Gap


def perhaps_one(gaps: Sequence[Gap]) -> list[tuple[Gap, Gap]]:
    """Return pairs of these gaps that may be one need, each once; of the costliest gap first."""
    by_id = {gap.id: gap for gap in gaps}
    pairs = {
        tuple(sorted((gap.id, other))): (gap, by_id[other])
        for gap in reversed(gaps)
        for other in gap.perhaps_same
        if other in by_id
    }
    return sorted(pairs.values(), key=lambda pair: (-pair[0].impact, pair[0].id))


def asked_first(gaps: Sequence[Gap]) -> list[tuple[Gap, Gap]]:
    """Return of these pairs those that are a question still where all before them are one need: of four alike three, not six."""
    first = {gap.id: gap.id for gap in gaps}
    found = []
    for one, other in perhaps_one(gaps):
        if first[one.id] != first[other.id]:
            found.append((one, other))
            old = first[other.id]
            first = {gap: first[one.id] if name == old else name for gap, name in first.items()}
    return found


def join_decision(decisions: Decisions, path: Path, first: Gap, others: Sequence[Gap], today: date) -> Decision:
    """Return the decision by which gaps are one, by the name and the state of the first. path: of the file of decisions.

    Raises UsageError where one is named twice, or something was decided about another than the first.
    """
    for other in others:
        if other.id == first.id:
            raise UsageError(f"{other.id} is the first gap itself", hint="name gaps of two different ids")
        if other.id in decisions.by_gap:
            state = decisions.by_gap[other.id].state
            hint = f"name it first, or take its block out of {path}"
            raise UsageError(f"about gap {other.id} something was decided: {state}", hint=hint)
    same = ids_of([one for gap in (first, *others) for one in (gap.id, *gap.identities)], first.id)
    return replace(_known(decisions, first.id, today), same=same)


def join_two(path: Path, one: Gap, other: Gap, today: date) -> Gap:
    """Write that two gaps are one, by the name of the one about which something was decided; return that one.

    Raises UsageError: something was decided about both, or the file cannot be read.
    """
    decisions = read_decisions(path)
    first, second = (other, one) if other.id in decisions.by_gap else (one, other)
    write_decision(path, join_decision(decisions, path, first, [second], today))
    return first


def apart_decisions(decisions: Decisions, gap: Gap, other: Gap | str, today: date) -> tuple[Decision, ...]:
    """Return the decisions by which a gap and another, or a phrasing that was joined to it, are two needs.

    other: a gap, or how the id of a phrasing begins. Raises UsageError: no such phrasing is of this gap by likeness alone.
    """
    known = _known(decisions, gap.id, today)
    if isinstance(other, Gap):
        return (replace(known, same=ids_of({*known.same, *gap.identities}, gap.id), apart=ids_of(_ids(other), gap.id)),)
    parts = [part for part in gap.joined_ids if any(one.startswith(other) for one in part)]
    if len(parts) != 1 or gap.id in parts[0]:
        hint = "the report marks those that may go: 'joined' in --json; what words hold together stays so"
        raise UsageError(f"gap {gap.id} has no phrasing '{other}' that likeness or an editor brought to it", hint=hint)
    name = next(one for one in parts[0] if one.startswith(other))
    own = Decision(name, "open", today, same=ids_of(parts[0], name), apart=(gap.id,))
    left = () if gap.id not in decisions.by_gap else (replace(known, same=ids_of({*known.same} - {*parts[0]}, gap.id)),)
    return (own, *left)


def set_apart(path: Path, gap: Gap, other: Gap | str, today: date) -> None:
    """Write that they are two needs. Raises as `apart_decisions`, and UsageError where the file cannot be read."""
    first, *others = apart_decisions(read_decisions(path), gap, other, today)
    write_decision(path, first)
    for left in others:
        write_decision(path, left, without=(first.gap, *first.same))


def _known(decisions: Decisions, gap: str, today: date) -> Decision:
    return decisions.by_gap.get(gap) or Decision(gap, "open", today)


def _ids(gap: Gap) -> tuple[str, ...]:
    return (gap.id, *gap.identities)
