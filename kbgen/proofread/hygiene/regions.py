"""Prices of a region where readers of another one read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.model import Region
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.read import facts_of
from kbgen.proofread.hygiene.finding import Finding, Sheet
from kbgen.proofread.prose import Block

REGION_OF: Mapping[str, Region] = {"HKD": "HK", "TWD": "TW"}
"""Whose prices are in a currency. What `$` and 元 stand for nobody knows."""
_NAMES: Mapping[Region, str] = {"HK": "Hong Kong", "TW": "Taiwan"}


def other_region_price(sheet: Sheet) -> Iterator[Finding]:
    """Report prices of another region in a block for one region, and in an article that holds in one alone."""
    article = sheet.article
    if article.region is None:
        return
    where = "a block" if article.is_for_one_region_of_several else "an article"
    for block, fact in _prices(sheet):
        own = not article.is_for_one_region_of_several or block.line(fact.start) in article.own_lines
        other = REGION_OF[str(fact.dimension)]
        if own and other != article.region:
            message = f"'{fact.shown}' is a price of {_NAMES[other]}, in {where} for {_NAMES[article.region]}"
            hint = f"write the price that holds there, or move it to where readers in {_NAMES[other]} look for it"
            yield Finding(block, fact.start, fact.end, "other-region-price", message, hint)


def prices_of_both(sheet: Sheet) -> Iterator[Finding]:
    """Report prices of several regions outside of the blocks of an article that has some: all regions read them."""
    article = sheet.article
    if article.is_for_one_region_of_several:
        common = [(block, fact) for block, fact in _prices(sheet) if block.line(fact.start) not in article.own_lines]
        hint = "put each into a block of its region: ':::region hk' and ':::region tw'"
        yield from _of_both(common, "prices-of-both", "outside of blocks", hint)


def unmarked_regions(sheet: Sheet) -> Iterator[Finding]:
    """Report an article without blocks that states prices of several regions."""
    article = sheet.article
    if article.region is None and article.kind == "article":
        hint = "with blocks ':::region hk' and ':::region tw' each region has a page of its own"
        yield from _of_both(list(_prices(sheet)), "unmarked-regions", "in one article", hint)


def _prices(sheet: Sheet) -> Iterator[tuple[Block, Fact]]:
    for block in sheet.blocks:
        for fact in facts_of(block, sheet.language):
            if fact.kind == "price" and fact.dimension in REGION_OF:
                yield block, fact


def _of_both(prices: list[tuple[Block, Fact]], code: str, where: str, hint: str) -> Iterator[Finding]:
    """Yield a finding at the first price of a second region."""
    for block, fact in prices:
        first = prices[0][1]
        if fact.dimension != first.dimension:
            names = f"{_NAMES[REGION_OF[str(first.dimension)]]} and {_NAMES[REGION_OF[str(fact.dimension)]]}"
            message = f"prices of {names} {where}: '{first.shown}' and '{fact.shown}'"
            yield Finding(block, fact.start, fact.end, code, message, hint)
            return
