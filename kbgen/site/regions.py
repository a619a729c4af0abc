"""An article with blocks of regions → a page of what holds everywhere, and a page for each region.

From here on these are articles like any other, so that no later stage can mix what it never sees together
(docs/decisions/0026-a-page-for-each-region.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kbgen.content.code_places import CODE
from kbgen.content.front_matter import key_line
from kbgen.content.names import readable_name
from kbgen.errors import Problem
from kbgen.model import REGIONS, Article, ArticleId, FrontMatter, Language, Region
from kbgen.render.dialect import dialect
from kbgen.render.region_blocks import RegionBlock, region_blocks
from kbgen.settings.regions import RegionNames, region_called
from kbgen.settings.site import Settings
from kbgen.site.strings import Strings

_NO_BLOCK = re.compile(r"^[ \t>]*(?P<written>(?:[:：]{2,}|!{2,})[ \t]*\{?[ \t]*\.?region[^\n]*)", re.IGNORECASE | re.MULTILINE)
"""What is nearly the beginning of a block: two colons, or those of a Chinese keyboard."""
_OTHER_BOX = re.compile(r":::|!!!(?![ \t]*region[-_])", re.IGNORECASE)
"""What the renderer reports itself, and boxes of any other kind, such as `!!! regional`."""
_LIKELY = re.compile(r"region", re.IGNORECASE)

_ITEM = re.compile(r"[^\s>]")
"""What marks an item of a list, where a block is its first text."""

Names = Mapping[Language, Mapping[Region, str]]


@dataclass(frozen=True, slots=True)
class Regional:
    """The articles of a site, those with blocks as the pages they became; and what is wrong with the blocks."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Marked:
    """A block of a file, and which region of the site it is for."""

    block: RegionBlock
    region: Region | None


def region_page_id(article: ArticleId, region: Region) -> ArticleId:
    """Return the id of the page of an article for a region: `delivery/fees/hk`."""
    return ArticleId(f"{article}/{region.lower()}")


def with_region_names(strings: Mapping[Language, Strings], names: RegionNames) -> Mapping[Language, Strings]:
    """Return the words of the interface with the names that a site gives its regions."""
    return {
        language: Strings(language, {**own.texts, **{f"region.{r}": name[language] for r, name in names.items() if name}})
        for language, own in strings.items()
    }


_ASKED_BY: Mapping[Region, tuple[str, ...]] = {
    "HK": ("Hong Kong", "香港", "HK", "HKD", "港幣", "港元"),
    "TW": ("Taiwan", "台灣", "TW", "NT", "NTD", "TWD", "台幣"),
}
"""What readers name a region by, its currency included, besides what the site calls it."""


def region_names(strings: Mapping[Language, Strings], settings: Settings) -> Mapping[Region, tuple[str, ...]]:
    """Return what a query may name each region of a site by, in the order of the site. strings: with its own names."""
    called = {region: [own.text(f"region.{region}") for own in strings.values()] for region in settings.regions}
    return {region: (*names, *_ASKED_BY[region]) for region, names in called.items()}


def _page_names(strings: Mapping[Language, Strings]) -> Names:
    """Return what regions are called in each language."""
    return {language: {region: own.text(f"region.{region}") for region in REGIONS} for language, own in strings.items()}


def split_by_region(articles: Iterable[Article], settings: Settings, strings: Mapping[Language, Strings]) -> Regional:
    """Return the articles of a site with the pages for regions in place of each article that has blocks.

    strings: with the names of the regions. Both sides of a pair get the same pages, also where one has no blocks.
    """
    articles = tuple(articles)
    names = _page_names(strings)
    marked = {number: _marked(article, settings, names) for number, article in enumerate(articles) if _may_be_split(article)}
    split = {articles[number].id for number, blocks in marked.items() if blocks}
    first = {article.id: article for article in reversed(articles)}
    shown: list[Article] = []
    problems: list[Problem] = []
    for number, article in enumerate(articles):
        if number in marked:
            problems += _near_misses(article, marked[number])
        if article.id in split and article.kind == "article":
            doors = _doors(article, settings, strings[article.language])
            pages = _pages(article, marked.get(number, ()), settings, names, doors)
            shown += pages
            others = [other for other in articles if other.id == article.id and other is not article]
            problems += _problems(article, marked.get(number, ()), settings, others)
        else:
            shown.append(_named(article, names))
            problems += _other_regions(article, first[article.id])
    return Regional(tuple(shown), tuple(problems))


def with_region_pages(articles: Iterable[Article], settings: Settings) -> Iterator[Article]:
    """Yield articles, each followed by the pages that it has for regions, with its whole text: for who needs addresses alone."""
    for article in articles:
        yield replace(article, whole=article) if (split := _has_blocks(article)) else article
        for region in settings.regions if split else ():
            front = replace(article.front, aliases=(), root_aliases=(), short_id="")
            yield replace(article, id=region_page_id(article.id, region), front=front, region=region, whole=article)


def _has_blocks(article: Article) -> bool:
    return _may_be_split(article) and bool(region_blocks(article.body, dialect()))


def _may_be_split(article: Article) -> bool:
    return article.kind == "article" and _LIKELY.search(article.body) is not None


def _marked(article: Article, settings: Settings, names: Names) -> tuple[_Marked, ...]:
    called = {name.casefold(): region for own in names.values() for region, name in own.items()}
    found = []
    for block in region_blocks(article.body, dialect()):
        region = region_called(block.written) or called.get(block.written.casefold())
        found.append(_Marked(block, region if region in settings.regions else None))
    return tuple(found)


def _pages(article: Article, marked: Sequence[_Marked], settings: Settings, names: Names, doors: str) -> Iterator[Article]:
    """Yield the page of what holds everywhere, which keeps the addresses, then one for each region."""
    yield replace(article, body=_body(article.body, marked, None, doors), whole=article)
    for region in settings.regions:
        front = replace(article.front, aliases=(), root_aliases=(), short_id="", featured=False, pin_for=(), pin_lines=())
        lines = {line for one in marked if one.region == region for line in one.block.lines}
        yield replace(
            article,
            id=region_page_id(article.id, region),
            front=_titled(front, article, region, names),
            body=_body(article.body, marked, region),
            region=region,
            whole=article,
            own_lines=frozenset(article.body_line + line for line in lines),
        )


def _doors(article: Article, settings: Settings, strings: Strings) -> str:
    """Return what is missing there, and links to the pages for the regions, as the file of the article would write them."""
    folder = "" if article.path.name == "index.md" else f"{article.path.stem}/"
    doors = (f"[{strings.text(f'region.{region}')}]({folder}{region.lower()}.md)" for region in settings.regions)
    return strings.text("region.differs", doors=" · ".join(doors))


def _body(body: str, marked: Sequence[_Marked], region: Region | None, doors: str = "") -> str:
    """Return a text without the blocks of other regions; each line stays where it was, so that messages name it rightly.

    region: None for what holds everywhere. doors: what stands there in place of the first of several blocks in a row.
    """
    lines = body.split("\n")
    for one in marked:
        block = one.block
        for number in range(block.first, min(block.end, len(lines))):
            kept = block.before if number == block.first else block.lines.get(number, "")
            if block.fault != "inside":
                lines[number] = kept if one.region == region and region else ""
            elif lines[number]:  # shown with the block around it, without its own marks, which would be reported a second time
                lines[number] = kept
    begun = {one.block.first: one.block.before for one in marked}
    for first, end in _runs(body.split("\n"), marked) if doors else ():
        if end - first > 2 or end >= len(lines) or not lines[end].strip():  # a line of its own, so that it joins no paragraph
            lines[first + 1] = f"{_ITEM.sub(' ', begun[first])}{doors}"
    return "\n".join(lines)


def _runs(lines: Sequence[str], marked: Sequence[_Marked]) -> list[tuple[int, int]]:
    """Return the first line of blocks that stand one after the other, and the line after them."""
    runs: list[tuple[int, int]] = []
    for block in (one.block for one in marked if one.block.fault != "inside"):
        if runs and not "".join(lines[runs[-1][1] : block.first]).strip():
            runs[-1] = (runs[-1][0], block.end)
        else:
            runs.append((block.first, block.end))
    return runs


def _titled(front: FrontMatter, article: Article, region: Region, names: Names) -> FrontMatter:
    """Return front matter whose title names the region, unless it does already: so do results, tabs and shared links."""
    title = front.title or readable_name(article.id)
    own = names[article.language]
    if [one for one in REGIONS if own[one].casefold() in title.casefold()] == [region]:
        return replace(front, title=title)
    brackets = "{}（{}）" if article.language == "zh-hant" else "{} ({})"
    return replace(front, title=brackets.format(title, own[region]))


def _named(article: Article, names: Names) -> Article:
    """Return an article that holds in one region alone with that in its title; any other as it is."""
    if article.kind != "article" or len(article.front.regions) != 1:
        return article
    (region,) = article.front.regions
    titled = _titled(article.front, article, region, names) if article.front.title else article.front
    return replace(article, front=titled, region=region, whole=article if titled is not article.front else None)


def _problems(article: Article, marked: Sequence[_Marked], settings: Settings, others: Sequence[Article]) -> Iterator[Problem]:
    """Report blocks that are faulty, of no region of the site, or of one region alone."""
    codes = [region.lower() for region in settings.regions]
    for one in marked:
        line = article.body_line + one.block.first
        if fault := _FAULTS.get(one.block.fault):
            yield Problem(article.path, line, "region-block", *fault)
        elif one.region is None:
            found = f"'{one.block.written[:40]}' is no region of this site" if one.block.written else "a block of no region"
            hint = f"write one of {', '.join(codes)}; what holds in all of them stands outside of blocks"
            yield Problem(article.path, line, "unknown-region", found, hint)
    yield from _one_sided(article, marked, settings, others)
    if article.front.regions:
        message = "has blocks of regions, and 'regions' in its front matter"
        line = key_line(article.front.lines, "regions")
        yield Problem(article.path, line, "region-block", message, "keep the blocks, or write the article for one region")


_FAULTS: Mapping[str, tuple[str, str]] = {
    "open": (
        "the block of a region is never closed",
        "close it with a line of as many colons or slashes; a box around it needs more of them than the block",
    ),
    "inside": ("a block of a region inside another one", "close the first one before it"),
    "flush": ("the block of a region holds nothing: the line below it is not indented", "indent its text by four spaces"),
    "empty": (
        "the block of a region holds nothing",
        "say what holds there, that there is nothing if need be: its readers get a page without a word of it",
    ),
}


def _one_sided(article: Article, marked: Sequence[_Marked], settings: Settings, others: Sequence[Article]) -> Iterator[Problem]:
    there = {one.region for one in marked if one.region}
    if not marked:
        message = f"has no blocks of regions, and {others[0].path} has"
        hint = "mark in both languages what holds in one region only; until then its pages say the same for all regions"
        yield Problem(article.path, article.body_line, "region-block", message, hint)
    for region in settings.regions:
        if there and region not in there:
            message = f"has no block for {region}, and one for {', '.join(sorted(there))}"
            hint = f"say what holds there in a block ':::region {region.lower()}', or write 'regions: [{min(there).lower()}]'"
            line = article.body_line + next(one.block.first for one in marked if one.region)
            yield Problem(article.path, line, "region-block", message, hint)


def _other_regions(article: Article, first: Article) -> Iterator[Problem]:
    """Report the second side of a pair where the first one is for other regions: the switch of language would leave them."""
    here, there = (", ".join(sorted(one.front.regions)).lower() for one in (article, first))
    if article.kind == "article" and here != there:
        message = f"is for {here or 'all regions'}, and {first.path} for {there or 'all regions'}"
        line = key_line(article.front.lines, "regions")
        hint = f"write 'regions: [{there or here}]' in both, or in neither of them"
        yield Problem(article.path, line, "region-block", message, hint)


def _near_misses(article: Article, marked: Sequence[_Marked]) -> Iterator[Problem]:
    """Report lines that look like the beginning of a block and are none, so that all regions would read what they hold."""
    begun = {one.block.first for one in marked}
    plain = CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), article.body)
    for found in _NO_BLOCK.finditer(plain):
        line = plain.count("\n", 0, found.start("written"))
        if line not in begun and not _OTHER_BOX.match(found["written"]):
            message = f"'{found['written'][:40]}' begins no block of a region"
            hint = "write three colons, a blank before the region, ':::region hk', and close it with ':::'"
            yield Problem(article.path, article.body_line + line, "region-block", message, hint)
