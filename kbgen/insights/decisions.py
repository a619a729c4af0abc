"""What editors decided about gaps: `gaps.yml` beside mkdocs.yml, which is kept in git (the guide's reports/decide).

One block for each gap, in order of the ids, with an empty line between: two editors who decide about two gaps never meet.
The file holds no text of readers; a gap is known by the ids of its phrasings, so that it is found again under another name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Literal, get_args

from kbgen.content.edit.lines import yaml_word
from kbgen.errors import UsageError
from kbgen.insights.decided_groups import contradictions, heads
from kbgen.settings.strict_yaml import Items, Node, Scalar, Table, YamlError, parse
from kbgen.whole_file import replace_file
from search_analytics.option_values import latest_day

State = Literal["open", "planned", "dismissed", "done", "reopened"]
STATES: tuple[State, ...] = get_args(State)
DECIDED: tuple[State, ...] = ("open", "planned", "dismissed", "done")
"""Those that somebody sets; that a gap came back, its readers tell (docs/spec/counting.md, clauses 5.3 and 5.4)."""
LONGEST_REASON = 200
_HEAD = "# What editors decided about gaps: one block a gap, sorted. 'kbgen gaps set' writes it (the guide's reports/decide).\n"
GAP_ID = re.compile(r"[0-9a-f]{8}")
_QUOTED_ID = re.compile(r"""(['"]?)([0-9a-f]{8})\1:""")
DECISION_KEYS = ("state", "since", "reason", "same", "apart")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about the gap `gap`. since: the day it was taken. same: ids of phrasings, by which the gap is found again.

    apart: ids of gaps, or of their phrasings, that are another need.
    """

    gap: str
    state: State
    since: date
    reason: str = ""
    same: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether it says what becomes of the gap; one that is open only remembers what is one need, and what is not."""
        return self.state in ("planned", "dismissed", "done")


@dataclass(frozen=True)
class Decisions:
    """The decisions of a file, by the id of the gap; one that another remembers in `same` is part of that one."""

    by_gap: Mapping[str, Decision] = field(default_factory=dict)

    def about(self, phrasings: Iterable[str]) -> Decision | None:
        """Return what was decided about a gap with these ids of phrasings, those most used first; None where nothing was."""
        return next((self.by_phrasing[one] for one in phrasings if one in self.by_phrasing), None)

    @cached_property
    def by_phrasing(self) -> Mapping[str, Decision]:
        """Id of a phrasing → what was decided about its gap, or about the one of which that is part."""
        found: dict[str, Decision] = {}
        for gap, head in heads(self.by_gap).items():
            found |= dict.fromkeys((gap, *self.by_gap[gap].same), self.by_gap[head])
        return found

    def parts_of(self, gap: str, but: str = "") -> Mapping[str, Decision]:
        """Return the decisions about a gap and its parts, at any depth, by their gaps, and not through the gap `but`."""
        found: dict[str, Decision] = {}
        left = [gap]
        while left:
            if (one := left.pop()) in self.by_gap and one not in found and one != but:
                found[one] = self.by_gap[one]
                left += found[one].same
        return found

    def held_by_others(self, gap: str) -> frozenset[str]:
        """Return the ids that other decisions than that about a gap have, as their gap or in `same`."""
        others = [decision for decision in self.by_gap.values() if decision.gap != gap]
        return frozenset(one for decision in others for one in (decision.gap, *decision.same))

    def are_apart(self, one: Collection[str], other: Collection[str]) -> bool:
        """Tell whether an editor said that two gaps, by the ids of their phrasings, are two needs."""
        return any(
            not told.isdisjoint(decision.apart) and not named.isdisjoint({decision.gap, *decision.same})
            for decision in self.by_gap.values()
            for named, told in ((frozenset(one), frozenset(other)), (frozenset(other), frozenset(one)))
        )

    def mark(self, phrasings: Collection[str]) -> str:
        """Return a text that is another one once somebody decided about a gap with these ids of phrasings; never an empty one."""
        about = [
            repr(decision)
            for _, decision in sorted(self.by_gap.items())
            if not {decision.gap, *decision.same, *decision.apart}.isdisjoint(phrasings)
        ]
        return blake2b("\n".join(about).encode(), digest_size=8).hexdigest()

    def left_alone(self) -> frozenset[str]:
        """Return the ids of all phrasings of gaps that editors dismissed."""
        return frozenset(one for one, decision in self.by_phrasing.items() if decision.state == "dismissed")


def read_decisions(path: Path) -> Decisions:
    """Return the decisions of a file; there are none where there is no file. Raises UsageError, naming file and line."""
    if not path.is_file():
        return Decisions()
    try:
        text = path.read_bytes().decode("utf-8-sig")
        _refuse_conflict(path, text)
        node = parse(text)
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8", hint="save it as UTF-8") from None
    except YamlError as error:
        raise UsageError(
            f"{path}:{error.line}: {error.message}", hint=error.hint or "one block a gap; see reports/decide in the guide"
        ) from None
    if node is None:
        return Decisions()
    if not isinstance(node, Table):
        raise UsageError(
            f"{path}:{node.line}: a list or a word, where gaps stand by their ids", hint="see reports/decide in the guide"
        )
    found = {gap: _decision(path, gap, node.key_lines[gap], value) for gap, value in node.entries.items()}
    for fault in contradictions(found):
        block = node.entries[fault.gap]
        line = block.key_lines[fault.key] if isinstance(block, Table) else block.line
        raise UsageError(f"{path}:{line}: {fault.message}", hint=fault.hint)
    return Decisions(found)


def _refuse_conflict(path: Path, text: str) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            hint = "keep the blocks of both sides, one for each gap, and take out the lines that git put between them"
            raise UsageError(f"{path}:{number}: a merge conflict that nobody settled", hint=hint)


def _decision(path: Path, gap: str, line: int, node: Node) -> Decision:
    if not GAP_ID.fullmatch(gap):
        raise UsageError(f"{path}:{line}: '{gap}' is no id of a gap", hint="ids are the eight digits that 'kbgen gaps' prints")
    if not isinstance(node, Table):
        raise UsageError(f"{path}:{line}: gap {gap} has no state", hint=f"write 'state: ' and one of {', '.join(STATES)}")
    for key in node.entries:
        if key not in DECISION_KEYS:
            raise UsageError(f"{path}:{node.key_lines[key]}: unknown key '{key}'", hint=f"known: {', '.join(DECISION_KEYS)}")
    state, since = _word(path, node, "state"), _word(path, node, "since")
    if state not in STATES:
        raise UsageError(
            f"{path}:{node.key_lines.get('state', line)}: '{state}' is no state of a gap", hint=f"one of {', '.join(STATES)}"
        )
    try:
        day = date.fromisoformat(since)
    except ValueError:
        where = node.key_lines.get("since", line)
        raise UsageError(f"{path}:{where}: 'since' is not a date: '{since}'", hint="write YYYY-MM-DD") from None
    if day > latest_day():
        hint = "write the day of the decision: what fails after it reopens the gap, so one to come hides it"
        raise UsageError(f"{path}:{node.key_lines.get('since', line)}: 'since' is a day to come: '{since}'", hint=hint)
    reason = _word(path, node, "reason")
    if fault := reason_fault(state, reason):
        where = node.key_lines.get("reason", node.key_lines["state"])
        raise UsageError(f"{path}:{where}: gap {gap}: {fault}", hint="write 'reason: ' and a sentence for whoever asks later")
    return Decision(gap, state, day, reason, *(_ids(path, node, key) for key in ("same", "apart")))


def _word(path: Path, table: Table, key: str) -> str:
    node = table.entries.get(key)
    if node is not None and not isinstance(node, Scalar):
        raise UsageError(f"{path}:{node.line}: '{key}' is not one word or sentence", hint="write it on one line")
    return node.text if node else ""


def _ids(path: Path, table: Table, key: str) -> tuple[str, ...]:
    node = table.entries.get(key)
    items = node.items if isinstance(node, Items) else (node,) if node else ()
    for item in items:
        if not isinstance(item, Scalar) or not GAP_ID.fullmatch(item.text):
            raise UsageError(f"{path}:{item.line}: '{key}' holds what is no id", hint="ids of phrasings, eight digits each")
    return tuple(item.text for item in items if isinstance(item, Scalar))


def write_decision(path: Path, decision: Decision) -> None:
    """Put a decision into the file, in place of the one about the same gap, whose phrasings it keeps: readers may use them again.

    What an editor set apart from it stays so; what holds for it holds for its parts. Raises as `read_decisions`.
    """
    decisions, gap = read_decisions(path), decision.gap
    known = decisions.by_gap.get(gap, Decision(gap, "open", decision.since))
    same = {*decision.same} - decisions.held_by_others(gap) | {*known.same}
    decided = replace(decision, same=ids_of(same, gap), apart=ids_of({*decision.apart, *known.apart}, gap))
    parts = [part for name, part in decisions.parts_of(gap).items() if name != gap and part.is_decided]
    other = [replace(part, state="open", reason="") for part in parts if part.state != decision.state]
    put_decisions(path, [decided, *other])


def put_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Put decisions into the file as they are, all at once, each in place of the one about the same gap."""
    text = path.read_bytes().decode("utf-8-sig") if path.is_file() else ""
    for decision in decisions:
        text = with_decision(text, decision)
    replace_file(path, text.encode())


def with_decision(text: str, decision: Decision) -> str:
    """Return the text of a file with a decision in its place; every other block stays as it is, comments too."""
    head, blocks = _blocks(text)
    blocks[decision.gap] = _block(decision)
    return "\n".join([head or _HEAD, *(blocks[gap] for gap in sorted(blocks))])


def _blocks(text: str) -> tuple[str, dict[str, str]]:
    """Cut a file into what stands above the first gap, and the block of each."""
    head: list[str] = []
    blocks: dict[str, list[str]] = {}
    lines = head
    for line in text.splitlines():
        if found := _QUOTED_ID.match(line):
            lines = blocks.setdefault(found[2], [])
        lines.append(line)
    return _joined(head), {gap: _joined(block) for gap, block in blocks.items()}


def _joined(lines: Sequence[str]) -> str:
    text = "\n".join(lines).strip("\n")
    return f"{text}\n" if text else ""


def _block(decision: Decision) -> str:
    lines = [f'"{decision.gap}":', f"  state: {decision.state}", f"  since: {decision.since.isoformat()}"]
    if decision.reason:
        lines.append(f"  reason: {yaml_word(decision.reason)}")
    for key, ids in (("same", decision.same), ("apart", decision.apart)):
        if ids:
            lines.append(f"  {key}: [{', '.join(map(_quoted, sorted(ids)))}]")
    return "\n".join(lines) + "\n"


def _quoted(one: str) -> str:
    """An id of digits alone, or such as 1234e567, is a number to other readers of YAML."""
    return f'"{one}"'


def reason_fault(state: State, reason: str) -> str:
    """Return what is wrong with the reason of a decision, or an empty text."""
    if state == "dismissed" and not reason.strip():
        return "a gap is dismissed for a reason"
    if len(reason) > LONGEST_REASON or not reason.isprintable():
        return f"a reason is one line of at most {LONGEST_REASON} characters"
    return ""


def state_of(decision: Decision | None, *, failed_since: int, least: int) -> State:
    """Return the state of a gap: what is done and fails again is reopened (docs/spec/counting.md, clause 5).

    failed_since: networks that failed after the day of the decision, and opened no article. least: so many count.
    """
    if decision is None:
        return "open"
    return "reopened" if decision.state == "done" and failed_since >= least else decision.state


def newer_decision(decision: Decision | None, state: str, reason: str = "") -> tuple[State, str] | None:
    """Return state and reason of what was decided about a gap since a page showed it with others; None where nothing was.

    decision: that of now. A gap that was done or open may have been shown as reopened.
    """
    now = decision or Decision("", "open", date.min)
    is_as_shown = now.state == state or (state == "reopened" and now.state in ("done", "open"))
    return None if is_as_shown and now.reason == reason else (now.state, now.reason)


def ids_of(phrasings: Collection[str], gap: str) -> tuple[str, ...]:
    """Return the ids of phrasings that a decision remembers: all but the one that names the gap."""
    return tuple(sorted({one for one in phrasings if one != gap}))
