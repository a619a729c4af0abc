"""Two articles that say the same, or are called the same: readers find both, and one is forgotten when the other changes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from kbgen.content.checks.view import ContentView, TextView
from kbgen.content.front_matter import key_line
from kbgen.content.lifecycle import lifetime
from kbgen.content.said import LEAST_SIMILAR, sentences_of
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, Article, Language, Rendered

_VERSION = re.compile(r"(?<![\d.])\d{1,6}(?:\.\d{1,6}){1,4}(?![\d.]*\d)")
_LEAST_SIMILAR_CHARACTERS = 300
_MOST_SHARING = 30
"""A sentence that more articles hold is a standing text, and makes no pair of them."""


def same_title(view: ContentView) -> Iterator[Problem]:
    """Report an article that is called as another one of its category that readers see at the same time.

    In another category it may be: every part of a manual has its overview, and results say in which one each article lies.
    """
    first: dict[tuple[Language, str, str], Article] = {}
    zone = view.settings.zone
    for article in view.articles:
        title = " ".join(article.front.title.split()).casefold()
        if article.kind != "article" or not title:
            continue
        other = first.setdefault((article.language, article.category, title), article)
        if other.id != article.id and other.path != article.path and lifetime(other, zone).meets(lifetime(article, zone)):
            message = f"has the title of {other.path}: '{article.front.title[:80]}'"
            hint = "say in each title what that article has and the other has not"
            yield Problem(article.path, key_line(article.front.lines, "title"), "same-title", message, hint)


def same_text(view: TextView) -> Iterator[Problem]:
    """Report an article whose text is that of another one in its language, whatever the markup and white space."""
    first: dict[tuple[Language, bytes], Rendered] = {}
    for rendered in view.rendered.values():
        article, whole = rendered.article, rendered.said.whole
        other = first.setdefault((article.language, whole), rendered) if whole else rendered
        if other is not rendered and other.article.path != article.path:
            hint = "keep one of them, and give it the address of the other with 'aliases'"
            message = f"says the same as {other.article.path}"
            yield Problem(article.path, article.body_line, "same-text", message, hint)


def similar_text(view: TextView) -> Iterator[Problem]:
    """Report an article of which nearly all stands in another one of its language, sentence for sentence."""
    for language in LANGUAGES:
        texts = [text for text in view.rendered.values() if text.article.language == language]
        yield from _similar([text for text in texts if text.said.characters >= _LEAST_SIMILAR_CHARACTERS])


def _similar(texts: list[Rendered]) -> Iterator[Problem]:
    holding: defaultdict[bytes, list[int]] = defaultdict(list)
    sentences = cache(lambda number: sentences_of(texts[number].sections))  # of the few that may be similar
    for number, rendered in enumerate(texts):
        longest = rendered.said.longest
        others = {other for sentence in longest if len(holding[sentence]) <= _MOST_SHARING for other in holding[sentence]}
        as_long = [other for other in others if _are_as_long(rendered, texts[other])]
        shares = [(_share(sentences(number), sentences(other)), -other) for other in as_long]
        large = [one for one in shares if one[0] >= LEAST_SIMILAR]  # first: titles are dear to compare
        share, other = max((one for one in large if not _are_alike_by_intent(rendered, texts[-one[1]])), default=(0.0, 0))
        if 0 < share < 1:
            message = f"says nearly the same as {texts[-other].article.path}: {share:.0%} of it"
            hint = "make one article of both, or a shared text of what both say (folder _parts)"
            yield Problem(rendered.article.path, rendered.article.body_line, "similar-text", message, hint)
        for sentence in longest:
            holding[sentence].append(number)


def _are_as_long(one: Rendered, other: Rendered) -> bool:
    """Tell whether enough of the longer text can stand in the other one."""
    least, most = sorted((one.said.characters, other.said.characters))
    return least >= most * LEAST_SIMILAR


def _are_alike_by_intent(one: Rendered, other: Rendered) -> bool:
    """Return whether both are pages of one file, for two regions, or the titles differ in a version alone: 'Changes in 1.5'."""
    if one.article.path == other.article.path:
        return True
    titles = one.article.front.title, other.article.front.title
    return titles[0] != titles[1] and _VERSION.sub("0", titles[0]) == _VERSION.sub("0", titles[1])


def _share(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    shared = sum(min(one[sentence], other[sentence]) for sentence in one.keys() & other.keys())
    return shared / max(sum(one.values()), sum(other.values()))
