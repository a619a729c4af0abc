"""Failed phrases → those that are one need: by what lists and the search know, by decisions of editors, and by likeness.

What is likely is brought together without asking; of what may be, an editor is asked (`Needs.perhaps_one`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbgen.insights.agreement import TOLD
from kbgen.insights.decisions import Decision, Decisions
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from kbgen.insights.diagnosis.verdicts import Verdict
from kbgen.insights.examined import Examined, Examiner

Parts = Mapping[str, Sequence[Examined]]
"""What the words of phrases mean → these phrases."""
_DECIDED = "gap: "
MOST_ASKED = 3
"""Gaps that are named as perhaps the same as one, the likeliest first."""


@dataclass(frozen=True, slots=True)
class OneNeed:
    """Phrases of one need, in parts: words hold each together, and editors, or likeness, the parts."""

    parts: tuple[tuple[Examined, ...], ...]

    @property
    def members(self) -> tuple[Examined, ...]:
        """All phrases."""
        return tuple(member for part in self.parts for member in part)


class Needs:
    """The needs of a log. found: its failed phrases, those most used first; least: so many networks agree on something."""

    def __init__(self, found: Sequence[Examined], examiner: Examiner, decisions: Decisions, least: int) -> None:
        self._decisions, self._least = decisions, least
        asked = [one for one in found if one.is_agreed and one.diagnosis.verdict is not Verdict.OUT_OF_SCOPE]
        self._row = {one.trail.phrase: row for row, one in enumerate(asked)}
        self._likeness = examiner.likeness([(one.trail, one.diagnosis) for one in asked])
        self.all = self._joined(_by_meaning(found, examiner, decisions.by_phrasing))

    def _joined(self, by_meaning: Mapping[str, Parts]) -> list[OneNeed]:
        """Bring together parts that are likely one need; what an editor decided about stays as it is."""
        likely = {
            name: rows
            for name, parts in by_meaning.items()
            if not name.startswith(_DECIDED) and (rows := self._rows(member for part in parts.values() for member in part))
        }
        part_of = {row: name for name, rows in likely.items() for row in rows}
        joined: dict[str, list[str]] = {name: [name] for name in by_meaning}
        order = {name: at for at, name in enumerate(by_meaning)}
        for together in self._merged(list(likely.values())):
            first, *others = sorted({part_of[row] for row in together}, key=order.__getitem__)
            joined[first] += others
            for other in others:
                del joined[other]
        return [OneNeed(tuple(tuple(part) for name in names for part in by_meaning[name].values())) for names in joined.values()]

    def perhaps_one(self, gaps: Mapping[str, Collection[Examined]]) -> Mapping[str, tuple[str, ...]]:
        """Return id of a gap → ids of those that may be the same need, unless an editor decided about both.

        gaps: id → its phrases that may be shown.
        """
        found = defaultdict[str, list[str]](list)
        decided = {gap for gap, decision in self._decisions.by_gap.items() if decision.is_decided}
        told = {gap: frozenset(identity(member) for member in members) | {gap} for gap, members in gaps.items()}
        for one, other in [*self._retyped(gaps), *self._alike(gaps)]:
            both_decided = {one, other} <= decided
            if other not in found[one] and not both_decided and not self._decisions.are_apart(told[one], told[other]):
                found[one].append(other)
                found[other].append(one)
        return {gap: tuple(others[:MOST_ASKED]) for gap, others in found.items()}

    def _retyped(self, gaps: Mapping[str, Collection[Examined]]) -> Iterator[tuple[str, str]]:
        """Yield gaps of which enough networks searched one after the other, those most did first."""
        gap_of = {
            (member.trail.text, member.trail.language): gap
            for gap, members in gaps.items()
            for member in members
            if member.trail.phrase in self._row
        }
        steps = Counter[tuple[str, str]]()  # each made by enough networks: those of two phrasings may be the same ones
        for gap, members in gaps.items():
            for member in members:
                for text, times, _ in member.trail.followed:
                    then = gap_of.get((text, member.trail.language), gap)
                    if then != gap and times >= self._least and member.trail.phrase in self._row:
                        one, other = sorted((gap, then))
                        steps[one, other] += times
        yield from (pair for pair, _ in steps.most_common())

    def _alike(self, gaps: Mapping[str, Collection[Examined]]) -> Iterator[tuple[str, str]]:
        """Yield gaps whose phrases are alike, those most alike first."""
        if self._likeness is None:
            return
        from kbgen.insights.grouping import likely_pairs

        rows = {gap: rows for gap, members in gaps.items() if (rows := self._rows(members))}
        names = list(rows)
        yield from ((names[pair.one], names[pair.other]) for pair in likely_pairs(list(rows.values()), self._likeness.odds))

    def _merged(self, groups: Sequence[Collection[int]]) -> Sequence[Collection[int]]:
        """Return groups of rows with those brought together that are likely one need."""
        if self._likeness is None:
            return groups
        from kbgen.insights.grouping import merged  # here, for it loads numpy

        return merged(groups, *self._likeness)

    def _rows(self, members: Iterable[Examined]) -> list[int]:
        """Return the rows of the odds that are about phrases; none of what too few agree on, or what nobody can answer."""
        return [self._row[member.trail.phrase] for member in members if member.trail.phrase in self._row]


def identity(member: Examined) -> str:
    """Return the id of a phrasing, which no change of the portal changes; what is out of scope has one for each kind."""
    diagnosis = member.diagnosis
    return id_of_phrasing(diagnosis.kind if diagnosis.verdict is Verdict.OUT_OF_SCOPE else member.trail.text)


def _by_meaning(found: Sequence[Examined], examiner: Examiner, decided: Mapping[str, Decision]) -> Mapping[str, Parts]:
    """Bring together what has a meaning in common; those that too few agree on bring nothing together.

    Phrasings of one id that mean several things go to the one most failed with, and bring nothing along: an id names one gap.
    decided: id of a phrasing → the decision about its gap, which brings together whatever it names. Returns parts by their
    meaning, those of one decision together.
    """
    meanings = [examiner.meanings(one.trail, one.diagnosis) for one in found]
    weights = Counter[str]()
    for one, (first, *_) in zip(found, meanings, strict=True):
        weights[first] += one.weight
    meant = dict(examiner.common_spellings(weights))
    for one, (first, *others) in zip(found, meanings, strict=True):
        for other in others if one.is_agreed else ():
            if other.startswith(TOLD):
                continue
            rare, common = _root(other, meant), _root(first, meant)
            if rare != common:
                meant[rare] = common
    by_words = [_root(first, meant) for first, *_ in meanings]
    names = [identity(one) for one in found]
    home = _set_apart(_homes(found, names, by_words), decided, meant)
    for name, root in list(home.items()) if decided else ():
        if (decision := decided.get(name)) and (known := _root(root, meant)) != (gap := f"{_DECIDED}{decision.gap}"):
            if known.startswith(_DECIDED):  # two decisions about one meaning stay two: each keeps the phrasings that it names
                home[name] = gap
            else:
                meant[known] = gap
    _follow_told(found, meanings, [home[name] for name in names], meant)
    by_meaning: dict[str, dict[str, list[Examined]]] = defaultdict(lambda: defaultdict(list))
    for one, name in zip(found, names, strict=True):
        by_meaning[_root(home[name], meant)][home[name]].append(one)
    return by_meaning


def _follow_told(
    found: Sequence[Examined], meanings: Sequence[Sequence[str]], homes: Sequence[str], meant: dict[str, str]
) -> None:
    """Bring phrases to what most of their readers searched next, unless something was decided about either; as parts."""
    for one, told, home in zip(found, meanings, homes, strict=True):
        for other in told if one.is_agreed else ():
            here, there = _root(home, meant), _root(other.removeprefix(TOLD), meant)
            if other.startswith(TOLD) and here != there and not here.startswith(_DECIDED) and not there.startswith(_DECIDED):
                meant[here] = there


def _homes(found: Sequence[Examined], names: Sequence[str], by_words: Sequence[str]) -> Mapping[str, str]:
    """Return id of a phrasing → the meaning where all with this id go: of those of its own, the one most networks failed with."""
    weights = Counter[str]()
    for one, root in zip(found, by_words, strict=True):
        weights[root] += one.weight
    homes: dict[str, str] = {}
    for name, root in zip(names, by_words, strict=True):
        homes[name] = max(homes.get(name, root), root, key=lambda meaning: (weights[meaning], meaning))
    return homes


def _set_apart(home: Mapping[str, str], decided: Mapping[str, Decision], meant: Mapping[str, str]) -> dict[str, str]:
    """Return where the phrasings with each id go: those that an editor set apart from others of their meaning, by themselves."""
    found = dict(home)
    for name, decision in decided.items():
        if name not in home or not decision.apart:
            continue
        root = _root(home[name], meant)
        others = (one for one in home if one != name and _root(home[one], meant) == root)
        if any(_gap_of(one, decided) in decision.apart or one in decision.apart for one in others):
            found[name] = f"apart: {decision.gap}"
    return found


def _gap_of(name: str, decided: Mapping[str, Decision]) -> str:
    return decided[name].gap if name in decided else name


def _root(meaning: str, meant: Mapping[str, str]) -> str:
    """Follow a meaning to that which stands for it."""
    while meaning in meant:
        meaning = meant[meaning]
    return meaning
