"""Prices of a region where readers of another one read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kbgen.content.code_places import CODE_SPAN
from kbgen.model import Region
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.read import facts_of
from kbgen.proofread.hygiene.finding import Finding, Sheet
from kbgen.proofread.prose import Block
from kbgen.render.shared import VARIABLE

_REGION_OF: Mapping[str, Region] = {"HKD": "HK", "TWD": "TW"}
"""Whose prices are in a currency. What `$` and 元 stand for nobody knows."""
_ONLY_HONG_KONG = "蚊"
"""A dollar in spoken Cantonese, where no currency is named before it."""
_NAMES: Mapping[Region, str] = {"HK": "Hong Kong", "TW": "Taiwan"}


def other_region_price(sheet: Sheet) -> Iterator[Finding]:
    """Report prices of another region in a block for one region, and in an article that holds in one alone."""
    article = sheet.article
    if article.region is None:
        return
    alone = "a notice" if article.id.startswith("notices/") else "an article"
    where = "a block" if article.is_for_one_region_of_several else alone
    for block, fact in _prices(sheet):
        own = not article.is_for_one_region_of_several or block.line(fact.start) in article.own_lines
        other = _region_of(fact)
        if own and other and other != article.region:
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


def one_region_price(sheet: Sheet) -> Iterator[Finding]:
    """Report a price of one region outside of blocks where the block of another one states prices of its own.

    Where it states none, the price may hold for all, as the fee to Macau does. Prices of both are those of `prices_of_both`.
    """
    article = sheet.article
    if not article.is_for_one_region_of_several or article.region is None:
        return
    prices = [(block.line(fact.start) in article.own_lines, block, fact) for block, fact in _prices(sheet)]
    has_own = any(own and _region_of(fact) == article.region for own, _, fact in prices)
    common = [(block, fact, region) for own, block, fact in prices if not own and (region := _region_of(fact))]
    if not has_own or any(region == article.region for _, _, region in common):
        return
    for block, fact, region in common:
        message = f"'{fact.shown}' outside of blocks is a price of {_NAMES[region]}; readers in {_NAMES[article.region]} see it"
        own_block = f"put it into the block ':::region {region.lower()}'"
        hint = f"{own_block}; if such prices hold for all, write 'one-region-price: off' under 'checks'"
        yield Finding(block, fact.start, fact.end, "one-region-price", message, hint)


def unmarked_regions(sheet: Sheet) -> Iterator[Finding]:
    """Report an article without blocks that states prices of several regions."""
    article = sheet.article
    if article.region is None and article.kind == "article":
        hint = "with blocks ':::region hk' and ':::region tw' each region has a page of its own"
        yield from _of_both(list(_prices(sheet)), "unmarked-regions", "in one article", hint)


def _prices(sheet: Sheet) -> Iterator[tuple[Block, Fact]]:
    """Yield the prices of regions, those that variables stand for included, each with its block as readers see it."""
    for written in sheet.blocks:
        block = _filled(written, sheet.wording.variables.get(sheet.language, {}))
        for fact in facts_of(block, sheet.language):
            if fact.kind == "price" and _region_of(fact):
                yield block, fact


def _region_of(fact: Fact) -> Region | None:
    spoken = fact.dimension == "money" and _ONLY_HONG_KONG in fact.shown
    return "HK" if spoken else _REGION_OF.get(fact.dimension)


def _filled(block: Block, variables: Mapping[str, str]) -> Block:
    """Return a block with its variables filled in, outside of code. A value has one line, so each line stays where it is."""
    if not variables or "{{" not in block.raw:
        return block
    code = [match.span() for match in CODE_SPAN.finditer(block.raw)]
    text, raw, done = "", "", 0
    for match in VARIABLE.finditer(block.raw):
        start, end = match.span()
        if match[1] in variables and not any(first <= start < last for first, last in code):
            value = " ".join(variables[match[1]].split())
            text, raw, done = text + block.text[done:start] + value, raw + block.raw[done:start] + value, end
    return replace(block, text=text + block.text[done:], raw=raw + block.raw[done:])


def _of_both(prices: list[tuple[Block, Fact]], code: str, where: str, hint: str) -> Iterator[Finding]:
    """Yield a finding at the first price of a second region."""
    for block, fact in prices:
        first = prices[0][1]
        one, other = _region_of(first), _region_of(fact)
        if one and other and one != other:
            names = f"{_NAMES[one]} and {_NAMES[other]}"
            message = f"prices of {names} {where}: '{first.shown}' and '{fact.shown}'"
            yield Finding(block, fact.start, fact.end, code, message, hint)
            return
