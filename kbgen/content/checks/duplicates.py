"""Two articles that say the same, or are called the same: readers find both, and one is forgotten when the other changes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from kbgen.content.checks.view import ContentView, TextView
from kbgen.content.front_matter import key_line
from kbgen.content.lifecycle import lifetime
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, Article, Language, Rendered

_ENDS = re.compile(r"[.!?。！？；\n\t]+")
_VERSION = re.compile(r"(?<![\d.])\d{1,6}(?:\.\d{1,6}){1,4}(?![\d.]*\d)")
_LEAST_SIMILAR = 0.85
"""The share of the longer text that stands in the other one, sentence for sentence."""
_LEAST_SIMILAR_CHARACTERS = 300
_MOST_SHARING = 30
"""A sentence that more articles hold is a standing text, and makes no pair of them."""
_LEAST_CHARACTERS = 40
"""Shorter texts may well be alike by chance, as “This article is being written.”"""


def same_title(view: ContentView) -> Iterator[Problem]:
    """Report an article that is called as another one of its language that readers see at the same time."""
    first: dict[tuple[Language, str], Article] = {}
    zone = view.settings.zone
    for article in view.articles:
        title = " ".join(article.front.title.split()).casefold()
        if article.kind != "article" or not title:
            continue
        other = first.setdefault((article.language, title), article)
        if other.id != article.id and other.path != article.path and lifetime(other, zone).meets(lifetime(article, zone)):
            message = f"has the title of {other.path}: '{article.front.title[:80]}'"
            hint = "say in each title what that article has and the other has not"
            yield Problem(article.path, key_line(article.front.lines, "title"), "same-title", message, hint)


def same_text(view: TextView) -> Iterator[Problem]:
    """Report an article whose text is that of another one in its language, whatever the markup and white space."""
    first: dict[tuple[Language, str], Rendered] = {}
    for rendered in view.rendered.values():
        article = rendered.article
        words = "".join("".join((section.title, section.text)) for section in rendered.sections)
        text = "".join(words.split()).casefold()
        if len(text) < _LEAST_CHARACTERS:
            continue
        other = first.setdefault((article.language, text), rendered)
        if other is not rendered and other.article.path != article.path:
            hint = "keep one of them, and give it the address of the other with 'aliases'"
            message = f"says the same as {other.article.path}"
            yield Problem(article.path, article.body_line, "same-text", message, hint)


def similar_text(view: TextView) -> Iterator[Problem]:
    """Report an article of which nearly all stands in another one of its language, sentence for sentence."""
    for language in LANGUAGES:
        texts = [(rendered, _sentences(rendered)) for rendered in view.rendered.values() if rendered.article.language == language]
        yield from _similar([(rendered, found) for rendered, found in texts if sum(found.values()) >= _LEAST_SIMILAR_CHARACTERS])


def _sentences(rendered: Rendered) -> Mapping[str, int]:
    """Return the characters that each sentence takes in an article."""
    counts: dict[str, int] = {}
    for section in rendered.sections:
        for sentence in map(str.strip, _ENDS.split(section.text)):
            counts[sentence] = counts.get(sentence, 0) + len(sentence)
    counts.pop("", None)
    return counts


def _similar(texts: list[tuple[Rendered, Mapping[str, int]]]) -> Iterator[Problem]:
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, (rendered, sentences) in enumerate(texts):
        first = _first_sentences(sentences)
        others = {other for sentence in first if len(holding[sentence]) <= _MOST_SHARING for other in holding[sentence]}
        shares = [(_share(sentences, texts[other][1]), -other) for other in others]
        large = [one for one in shares if one[0] >= _LEAST_SIMILAR]  # first: titles are dear to compare
        share, other = max((one for one in large if not _are_alike_by_intent(rendered, texts[-one[1]][0])), default=(0.0, 0))
        if 0 < share < 1:
            message = f"says nearly the same as {texts[-other][0].article.path}: {share:.0%} of it"
            hint = "make one article of both, or a shared text of what both say (folder _parts)"
            yield Problem(rendered.article.path, rendered.article.body_line, "similar-text", message, hint)
        for sentence in first:
            holding[sentence].append(number)


def _are_alike_by_intent(one: Rendered, other: Rendered) -> bool:
    """Return whether both are pages of one file, for two regions, or the titles differ in a version alone: 'Changes in 1.5'."""
    if one.article.path == other.article.path:
        return True
    titles = one.article.front.title, other.article.front.title
    return titles[0] != titles[1] and _VERSION.sub("0", titles[0]) == _VERSION.sub("0", titles[1])


def _first_sentences(sentences: Mapping[str, int]) -> list[str]:
    """Return the longest sentences, of which two articles that are similar enough have one in common at least.

    They are more than the share in which two may differ, in an order that is the same for all articles.
    """
    left = sum(sentences.values()) * (1 - _LEAST_SIMILAR)
    first = []
    for sentence in sorted(sorted(sentences), key=len, reverse=True):
        first.append(sentence)
        left -= sentences[sentence]
        if left < 0:
            break
    return first


def _share(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    shared = sum(min(one[sentence], other[sentence]) for sentence in one.keys() & other.keys())
    return shared / max(sum(one.values()), sum(other.values()))
