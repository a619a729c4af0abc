"""One pair → what is wrong in its texts."""

from __future__ import annotations

from dataclasses import replace

from kbgen.errors import Problem
from kbgen.model import Pair
from kbgen.proofread.facts.rule import fact_differences
from kbgen.proofread.hygiene.finding import Sheet, Wording
from kbgen.proofread.hygiene.language import page_language
from kbgen.proofread.prose import blocks_of
from kbgen.proofread.rules import findings_of, problem_of
from kbgen.settings.lang_tags import TAG_OF


def read_pair(wording: Wording, pair: Pair) -> tuple[Problem, ...]:
    """Return what is wrong in the texts of a pair: in each side, and where they differ."""
    wording = replace(wording, tag=TAG_OF[pair.region]) if pair.region else wording
    sheets = [Sheet(side, blocks_of(side), wording) for side in pair.sides]
    problems = [problem_of(sheet, finding) for sheet in sheets for finding in findings_of(sheet) if finding.message]
    if pair.en and pair.zh_hant and all(page_language(sheet.blocks, sheet.language) == sheet.language for sheet in sheets):
        problems += fact_differences(pair.en, pair.zh_hant, sheets[0].blocks, sheets[1].blocks, tag=wording.tag)
    return tuple(problems)
