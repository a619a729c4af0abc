"""All pairs of a site → what is wrong in their texts, read in several processes where that pays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kbgen.errors import PROBLEM_CODES, Problem
from kbgen.model import LANGUAGES, Pair
from kbgen.processes import spread
from kbgen.proofread.cache import load_found, pair_keys, problems_of, rows_of, store_found
from kbgen.proofread.hygiene.finding import Wording
from kbgen.settings.site import Settings
from kbgen.text.synonyms import Terms

POOL_PAYS_CHARACTERS = 1_000_000
"""Starting a process costs about 0.4 s, as long as reading 400,000 characters."""

_CHUNK_PAIRS = 32


def proofread(pairs: Sequence[Pair], settings: Settings, terms: Terms) -> list[Problem]:
    """Return the problems of all pairs, in their order. pairs: as they were written. Raises KbgenError: a process died."""
    wording = wording_of(settings, terms)
    before = load_found(settings.cache)
    keys = pair_keys(pairs, wording)
    waiting = [(key, pair) for key, pair in zip(keys, pairs, strict=True) if key not in before]
    characters = sum(len(side.body) for _, pair in waiting for side in pair.sides)
    unread = [pair for _, pair in waiting]
    pays = characters >= POOL_PAYS_CHARACTERS
    read = spread(partial(_reader, wording), unread, pays=pays, chunk=_CHUNK_PAIRS, what="reads articles")
    new = {key: rows_of(pair, problems) for (key, pair), problems in zip(waiting, read, strict=True)}
    found = {key: new[key] if key in new else before[key] for key in keys}
    if found.keys() != before.keys():
        store_found(settings.cache, found)
    return [problem for key, pair in zip(keys, pairs, strict=True) for problem in problems_of(pair, found[key])]


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
    from kbgen.proofread.pair import read_pair  # 0.2 s of rules, which a build that reads no pair does without

    return partial(read_pair, wording)
