"""What editors say of gaps beside their state: that some are one need, or that they are not; as decisions for `gaps.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from kbgen.errors import UsageError
from kbgen.insights.decisions import Decision, Decisions, ids_of, put_decisions, read_decisions
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


def join_decisions(decisions: Decisions, path: Path, first: Gap, others: Sequence[Gap], today: date) -> tuple[Decision, ...]:
    """Return the decisions by which gaps are one, by the name and the state of the first, to be put into the file as they are.

    path: of the file of decisions. Raises UsageError where one is named twice, or has another state than the first.
    """
    known = _known(decisions, first.id, today)
    for other in others:
        if other.id == first.id:
            raise UsageError(f"{other.id} is the first gap itself", hint="name gaps of two different ids")
        _require_one_state(known, _known(decisions, other.id, today), path)
    groups = {one.gap: one for gap in others for one in _group(decisions, gap, today)}
    new = {*first.identities} | {one for gap in others for one in _ids(gap)}
    held = decisions.held_by_others(first.id) | {one for part in groups.values() for one in (part.gap, *part.same)}
    same = {*known.same} | new - held | {gap.id for gap in others}
    groups |= {**decisions.parts_of(first.id), first.id: replace(known, same=ids_of(same, first.id))}
    united = {one for part in groups.values() for one in (part.gap, *part.same)}
    told = [replace(part, apart=ids_of({*part.apart} - united, part.gap)) for part in groups.values()]
    return tuple(part for part in told if part != decisions.by_gap.get(part.gap))


def _require_one_state(first: Decision, other: Decision, path: Path) -> None:
    if not other.is_decided or other.state == first.state:
        return
    if first.is_decided:
        message = f"gap {first.gap} is {first.state}, and gap {other.gap} is {other.state}"
        raise UsageError(message, hint="give both one state, then join them")
    hint = f"name it first, or take its block out of {path}"
    raise UsageError(f"about gap {other.gap} something was decided: {other.state}", hint=hint)


def _group(decisions: Decisions, gap: Gap, today: date) -> list[Decision]:
    """Return the decisions of a gap that is to be part of another; one of several parts gets one, by which it is found again."""
    parts = list(decisions.parts_of(gap.id).values())
    if parts or not gap.joined_ids:
        return parts
    return [Decision(gap.id, "open", today, same=ids_of({*gap.identities} - decisions.held_by_others(gap.id), gap.id))]


def join_two(path: Path, one: Gap, other: Gap, today: date) -> Gap:
    """Write that two gaps are one, by the name of the one about which something was decided; return that one.

    Raises UsageError: of both something else was decided, or the file cannot be read.
    """
    decisions = read_decisions(path)
    decided = {gap.id for gap in (one, other) if _known(decisions, gap.id, today).is_decided}
    first, second = (other, one) if decided == {other.id} else (one, other)
    put_decisions(path, join_decisions(decisions, path, first, [second], today))
    return first


def apart_decisions(decisions: Decisions, gap: Gap, other: Gap | str, today: date) -> tuple[Decision, ...]:
    """Return the decisions by which a gap and another, or what was joined to it, are two needs, to be put in as they are.

    other: a gap, or how the id of a phrasing begins. Raises UsageError: no such phrasing is of this gap by a join alone.
    """
    if isinstance(other, Gap):
        known = _known(decisions, gap.id, today)
        same = {*known.same} | {*gap.identities} - decisions.held_by_others(gap.id)
        apart = {*known.apart, *_ids(other)} - {*_ids(gap)}
        return (replace(known, same=ids_of(same, gap.id), apart=ids_of(apart, gap.id)),)
    parts = [part for part in gap.joined_ids if any(one.startswith(other) for one in part)]
    own = [one for one in gap.identities if one.startswith(other) and one != gap.id] if not parts else []
    if len(own) == 1:
        return _leave_words(decisions, gap, own[0], today)
    if len(parts) != 1 or gap.id in parts[0]:
        hint = "write the id of one of its phrasings ('kbgen gaps --json' lists them), and not that of the gap"
        raise UsageError(f"gap {gap.id} has no phrasing '{other}' that can be set apart", hint=hint)
    return _leave(decisions, gap, next(one for one in parts[0] if one.startswith(other)), parts[0], today)


def _leave(decisions: Decisions, gap: Gap, name: str, part: Sequence[str], today: date) -> tuple[Decision, ...]:
    """Return the decisions by which a part of a gap is one of its own by this name, with all that was joined to it before."""
    group = decisions.parts_of(name, but=gap.id)
    stay = {gap.id, *gap.identities} - {one for joined in gap.joined_ids for one in joined}
    leave = {*part, *(one for known in group.values() for one in (known.gap, *known.same))} - stay
    own = _known(decisions, name, today)
    remembered = {one for known in group.values() for one in known.same}
    same = {*own.same} - stay | {*part} - remembered
    own = replace(own, same=ids_of(same, name), apart=ids_of({*own.apart, gap.id}, name))
    left = [known for known in decisions.parts_of(gap.id).values() if known.gap not in leave]
    told = [replace(known, same=ids_of({*known.same} - leave, known.gap)) for known in left]
    return (own, *(known for known in told if known != decisions.by_gap[known.gap]))


def _leave_words(decisions: Decisions, gap: Gap, name: str, today: date) -> tuple[Decision, ...]:
    """Return the decisions by which a phrasing that its words brought to a gap is a gap of its own."""
    own = _known(decisions, name, today)
    own = replace(own, same=ids_of({*own.same} - {*gap.identities}, name), apart=ids_of({*own.apart, gap.id}, name))
    left = [known for known in decisions.parts_of(gap.id).values() if name in known.same]
    return (own, *(replace(known, same=ids_of({*known.same} - {name}, known.gap)) for known in left))


def set_apart(path: Path, gap: Gap, other: Gap | str, today: date) -> None:
    """Write that they are two needs. Raises as `apart_decisions`, and UsageError where the file cannot be read."""
    put_decisions(path, apart_decisions(read_decisions(path), gap, other, today))


def _known(decisions: Decisions, gap: str, today: date) -> Decision:
    return decisions.by_gap.get(gap) or Decision(gap, "open", today)


def _ids(gap: Gap) -> tuple[str, ...]:
    return (gap.id, *gap.identities)
