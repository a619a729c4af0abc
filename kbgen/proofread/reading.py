"""All pairs of a site → what is wrong in their texts, read in several processes where that pays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from kbgen.errors import PROBLEM_CODES, Problem
from kbgen.model import LANGUAGES, Pair
from kbgen.processes import spread
from kbgen.proofread.cache import load_found, pair_key, store_found
from kbgen.proofread.facts.rule import fact_differences
from kbgen.proofread.hygiene.finding import Sheet, Wording
from kbgen.proofread.hygiene.language import page_language
from kbgen.proofread.prose import blocks_of
from kbgen.proofread.rules import findings_of, problem_of
from kbgen.settings.lang_tags import TAG_OF
from kbgen.settings.site import Settings
from kbgen.text.synonyms import Terms

POOL_PAYS_CHARACTERS = 1_000_000
"""Starting a process costs about 0.4 s, as long as reading 400,000 characters."""

_CHUNK_PAIRS = 32


def proofread(pairs: Sequence[Pair], settings: Settings, terms: Terms) -> list[Problem]:
    """Return the problems of all pairs, in their order. pairs: as they were written. Raises KbgenError: a process died."""
    wording = wording_of(settings, terms)
    before = load_found(settings.cache)
    keys = [pair_key(pair, wording) for pair in pairs]
    waiting = [(key, pair) for key, pair in zip(keys, pairs, strict=True) if key not in before]
    characters = sum(len(side.body) for _, pair in waiting for side in pair.sides)
    read = spread(
        partial(_reader, wording),
        [pair for _, pair in waiting],
        pays=characters >= POOL_PAYS_CHARACTERS,
        chunk=_CHUNK_PAIRS,
        what="reads articles",
    )
    new = {key: problems for (key, _), problems in zip(waiting, read, strict=True)}
    found = {key: new[key] if key in new else before[key] for key in keys}
    if found.keys() != before.keys():
        store_found(settings.cache, found)
    return [problem for key in keys for problem in found[key]]


def wording_of(settings: Settings, terms: Terms) -> Wording:
    """Return what a site wants of its words."""
    return Wording(
        tag=settings.zh_hant_tag,
        spacing=settings.zh_hant_spacing,
        avoid={word.written.lower(): word.right for word in terms.avoid},
        off=frozenset(code for code in PROBLEM_CODES if settings.severity(code) is None),
        variables={language: {name: texts[language] for name, texts in settings.variables.items()} for language in LANGUAGES},
    )


def _reader(wording: Wording) -> Callable[[Pair], tuple[Problem, ...]]:
    return partial(read_pair, wording)


def read_pair(wording: Wording, pair: Pair) -> tuple[Problem, ...]:
    """Return what is wrong in the texts of a pair: in each side, and where they differ."""
    wording = replace(wording, tag=TAG_OF[pair.region]) if pair.region else wording
    sheets = [Sheet(side, blocks_of(side), wording) for side in pair.sides]
    problems = [problem_of(sheet, finding) for sheet in sheets for finding in findings_of(sheet) if finding.message]
    if pair.en and pair.zh_hant and all(page_language(sheet.blocks, sheet.language) == sheet.language for sheet in sheets):
        problems += fact_differences(pair.en, pair.zh_hant, sheets[0].blocks, sheets[1].blocks, tag=wording.tag)
    return tuple(problems)
