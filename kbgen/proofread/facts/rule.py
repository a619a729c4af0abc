"""Fact parity: what one side of a pair states, the other states too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from kbgen.errors import Problem
from kbgen.model import Article, Language, WantedDifference
from kbgen.proofread.facts.compare import Difference, compare, read_side
from kbgen.proofread.facts.counts import CountDifference, CountKind, count_differences
from kbgen.proofread.facts.fact import Fact, FactKind, agree
from kbgen.proofread.facts.read import facts_of
from kbgen.proofread.prose import Block
from kbgen.settings.lang_tags import ChineseTag

CODES: Mapping[FactKind | CountKind, str] = {
    "number": "number-differs",
    "price": "price-differs",
    "time": "time-differs",
    "size": "size-differs",
    "contact": "contact-differs",
    "code": "code-differs",
    "steps": "steps-differ",
    "images": "images-differ",
}
_HINT = "make both sides say the same, or give the reason under 'differs' in the front matter"
_MOST_NAMED = 4
"""Facts that one problem names, of a paragraph that the other side does not have."""


@dataclass(slots=True)
class _Wanted:
    """What both sides declare under `differs`, and what of it has been of use."""

    entries: tuple[tuple[Article, WantedDifference, tuple[Fact, ...]], ...]
    used: set[int] = field(default_factory=set)

    def covers(self, *facts: Fact | None) -> bool:
        for number, (_, entry, meant) in enumerate(self.entries):
            for fact in facts:
                if fact and (_same(entry.fact, fact.shown) or any(agree(fact, one) for one in meant)):
                    self.used.add(number)
                    return True
        return False

    def covers_count(self, kind: CountKind) -> bool:
        found = [number for number, (_, entry, _) in enumerate(self.entries) if _same(entry.fact, kind)]
        self.used.update(found)
        return bool(found)

    def needless(self) -> Iterator[Problem]:
        for number, (article, entry, _) in enumerate(self.entries):
            if number not in self.used:
                message = f"'differs' names '{entry.fact}', in which the two sides do not differ"
                yield Problem(article.path, entry.line, "needless-exception", message, "remove it, or write it as the page does")


def fact_differences(
    en: Article,
    zh: Article,
    en_blocks: tuple[Block, ...],
    zh_blocks: tuple[Block, ...],
    *,
    tag: ChineseTag = "zh-Hant-HK",
) -> Iterator[Problem]:
    """Report facts that the sides of a pair do not share, each with both lines. tag: of the site's Chinese.

    A contradiction is reported in the Chinese article, what one side lacks in the article that lacks it.
    """
    wanted = _Wanted(tuple(_entries(en, "en")) + tuple(_entries(zh, "zh-hant")))
    found = [
        difference
        for difference in compare(read_side(en_blocks, "en", tag), read_side(zh_blocks, "zh-hant", tag))
        if not wanted.covers(difference.en, difference.zh_hant)
    ]
    for difference in found:
        if difference.en and difference.zh_hant:
            yield _contradiction(en, zh, difference, difference.en, difference.zh_hant)
    yield from _lacking(zh, en, ((one.zh_line, one.en_line, one.en) for one in found if not one.zh_hant))
    yield from _lacking(en, zh, ((one.en_line, one.zh_line, one.zh_hant) for one in found if not one.en))
    for count in count_differences(en_blocks, zh_blocks):
        if not wanted.covers_count(count.kind):
            yield _count_problem(en, zh, count)
    yield from wanted.needless()


def _entries(article: Article, language: Language) -> Iterator[tuple[Article, WantedDifference, tuple[Fact, ...]]]:
    for entry in article.front.differs:
        yield article, entry, facts_of(Block("text", 0, entry.fact, entry.fact, entry.line), language)


def _same(written: str, shown: str) -> bool:
    return "".join(written.split()) == "".join(shown.split())


def _contradiction(en: Article, zh: Article, difference: Difference, one: Fact, other: Fact) -> Problem:
    message = f"'{_named(other)}' here, but '{_named(one)}' in {en.path}:{difference.en_line}"
    return Problem(zh.path, difference.zh_line, CODES[other.kind], message, _HINT)


def _lacking(page: Article, other: Article, found: Iterable[tuple[int, int, Fact | None]]) -> Iterator[Problem]:
    """Report what `other` states and `page` does not, once for each line and kind. found: line here, line there, the fact."""
    facts = sorted(
        ((line, there, fact) for line, there, fact in found if fact), key=lambda found: (found[1], CODES[found[2].kind])
    )
    for (there, code), group in groupby(facts, key=lambda found: (found[1], CODES[found[2].kind])):
        lacking = list(group)
        names = list(dict.fromkeys(f"'{_named(fact)}'" for _, _, fact in lacking))
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        message = f"{other.path}:{there} says {', '.join(names[:_MOST_NAMED])}{more}, which this page does not"
        yield Problem(page.path, lacking[0][0], code, message, _HINT)


def _named(fact: Fact) -> str:
    return " ".join(fact.shown.split())


def _count_problem(en: Article, zh: Article, count: CountDifference) -> Problem:
    message = f"{_counted(count.zh_hant, count.kind)} here, but {count.en} in {en.path}:{count.en_line}"
    return Problem(zh.path, count.zh_line, CODES[count.kind], message, f"{_HINT}, as '{count.kind}'")


def _counted(count: int, kind: CountKind) -> str:
    return f"{count} {kind.removesuffix('s') if count == 1 else kind}"
