"""The facts of both sides of a pair → where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbgen.model import Language
from kbgen.proofread.facts.align import align
from kbgen.proofread.facts.bounds import opposite_bounds
from kbgen.proofread.facts.fact import Fact, agree
from kbgen.proofread.facts.floors import as_taiwan_counts
from kbgen.proofread.facts.matching import contradictions_of, holds, said_twice, unmatched
from kbgen.proofread.facts.read import facts_of
from kbgen.proofread.prose import Block
from kbgen.settings.lang_tags import ChineseTag

_STRANGERS = 3
"""Contradictions of two paragraphs that agree in nothing, from which they are not the same paragraph."""


@dataclass(frozen=True, slots=True)
class Side:
    """The blocks of one article, and the facts of each."""

    language: Language
    blocks: tuple[Block, ...]
    facts: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What English and Chinese say of one thing; None where a side says nothing of it.

    en_line, zh_line: of the files, from 1; where a side says nothing, of the block where it would stand.
    """

    en: Fact | None
    zh_hant: Fact | None
    en_line: int
    zh_line: int


def read_side(blocks: tuple[Block, ...], language: Language, tag: ChineseTag) -> Side:
    """Return the blocks of an article with their facts. tag: of the site's Chinese, whose readers count floors their own way."""
    facts = (facts_of(block, language) for block in blocks)
    if tag == "zh-Hant-TW":
        facts = (tuple(map(as_taiwan_counts, found)) for found in facts)
    return Side(language, blocks, tuple(facts))


def compare(en: Side, zh: Side) -> list[Difference]:
    """Return where the facts of a pair differ, in order of the English."""
    pairs = align(en.blocks, zh.blocks)
    all_en, all_zh = [fact for facts in en.facts for fact in facts], [fact for facts in zh.facts for fact in facts]
    found = []
    left_en: dict[int, list[Fact]] = {}
    left_zh: dict[int, list[Fact]] = {}
    for number, other in pairs.items():
        alone, other_alone = unmatched(en.facts[number], zh.facts[other])
        contradictions = contradictions_of(alone, other_alone)
        contradictions += said_twice(en.facts[number], zh.facts[other], alone, other_alone)
        if len(contradictions) >= _STRANGERS and len(alone) == _stated(en.facts[number]):
            contradictions = []  # two paragraphs of which neither says what the other does; each is missing on the other side
        for fact, against in contradictions:
            moved = _moved_to(_around(zh, other), fact) and _moved_to(_around(en, number), against)
            if not moved:
                lines = en.blocks[number].line(fact.start), zh.blocks[other].line(against.start)
                found.append(Difference(fact, against, *lines))
                alone = [one for one in alone if one.start != fact.start]  # 1–2 days and 三天: the 2 goes along
                other_alone = [one for one in other_alone if one.start != against.start]
        left_en[number], left_zh[other] = alone, other_alone
        for fact, against in opposite_bounds(en.blocks[number], en.facts[number], zh.blocks[other], zh.facts[other]):
            lines = en.blocks[number].line(fact.start), zh.blocks[other].line(against.start)
            found.append(Difference(fact, against, *lines))
    back = {other: number for number, other in pairs.items()}
    for number, facts in enumerate(en.facts):
        for fact in _missing(_not_summed_up(en, number, left_en.get(number, facts)), all_zh):
            found.append(Difference(fact, None, en.blocks[number].line(fact.start), _line_of(zh, pairs, number)))
    for other, facts in enumerate(zh.facts):
        for fact in _missing(_not_summed_up(zh, other, left_zh.get(other, facts)), all_en):
            found.append(Difference(None, fact, _line_of(en, back, other), zh.blocks[other].line(fact.start)))
    return _once(found)


def _stated(facts: Sequence[Fact]) -> int:
    return sum(not fact.coded for fact in facts)


def _moved_to(around: Sequence[Fact], fact: Fact) -> bool:
    """Tell whether the sentences nearby say a fact: with its unit, as every page has some bare 6 or 7."""
    if not fact.dimension or fact.plain == 1:  # a day is too often no duration
        return holds(around, fact)
    return any(other.dimension == fact.dimension and agree(fact, other) for other in around)


def _around(side: Side, number: int) -> list[Fact]:
    """Return the facts of the blocks next to one: what a translator has moved into the next sentence."""
    return [
        fact for at in (number - 2, number - 1, number + 1, number + 2) if 0 <= at < len(side.facts) for fact in side.facts[at]
    ]


def _not_summed_up(side: Side, number: int, facts: Sequence[Fact]) -> Sequence[Fact]:
    """Leave out of a description what the text says too: that it is missing on the other side is said once."""
    if side.blocks[number].kind != "description":
        return facts
    said = {(fact.dimension, fact.value) for at, other in enumerate(side.facts) if at != number for fact in other}
    return [fact for fact in facts if (fact.dimension, fact.value) not in said]


def _missing(facts: Sequence[Fact], everywhere: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.sure and not holds(everywhere, fact)]


def _line_of(side: Side, pairs: Mapping[int, int], number: int) -> int:
    """Return the line of the block that stands for one, or of the nearest one before it."""
    at = max((known for known in pairs if known <= number), default=None)
    return side.blocks[pairs[at]].line() if at is not None else side.blocks[0].line() if side.blocks else 1


def _once(found: list[Difference]) -> list[Difference]:
    """Leave out what the same line says twice, as 3–5 days does for both ends."""
    seen = set()
    kept = []
    for difference in sorted(found, key=lambda found: (found.en_line, found.zh_line)):
        key = tuple(
            (line, fact.start, fact.shown) if fact else (line,)
            for line, fact in ((difference.en_line, difference.en), (difference.zh_line, difference.zh_hant))
        )
        if key not in seen:
            seen.add(key)
            kept.append(difference)
    return kept
