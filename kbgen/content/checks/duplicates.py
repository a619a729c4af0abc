"""Two articles that say the same: readers find both, and one is forgotten when the other changes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from kbgen.content.checks.view import TextView
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, Language, Rendered

_SENTENCE = re.compile(r"(?<=[.!?。！？；])\s*|[\n\t]+")
_LEAST_SIMILAR = 0.8
"""The share of the longer text that stands in the other one, sentence for sentence."""
_LEAST_SIMILAR_CHARACTERS = 300
_MOST_SHARING = 30
"""A sentence that more articles hold is a standing text, and makes no pair of them."""
_LEAST_CHARACTERS = 40
"""Shorter texts may well be alike by chance, as “This article is being written.”"""


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
        if other is not rendered:
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
    counts: Counter[str] = Counter()
    for section in rendered.sections:
        for sentence in _SENTENCE.split(section.text):
            if sentence := sentence.strip():
                counts[sentence] += len(sentence)
    return counts


def _similar(texts: list[tuple[Rendered, Mapping[str, int]]]) -> Iterator[Problem]:
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, sentences) in enumerate(texts):
        for sentence in sentences:
            holding[sentence].append(number)
    for number, (rendered, sentences) in enumerate(texts):
        shared: Counter[int] = Counter()
        for sentence, characters in sentences.items():
            others = holding[sentence]
            for other in others if len(others) <= _MOST_SHARING else ():
                if other < number:
                    shared[other] += min(characters, texts[other][1][sentence])
        for other, characters in shared.most_common(1):
            share = characters / max(sum(sentences.values()), sum(texts[other][1].values()))
            if _LEAST_SIMILAR <= share < 1:
                message = f"says nearly the same as {texts[other][0].article.path}: {share:.0%} of it"
                hint = "make one article of both, or a shared text of what both say (folder _parts)"
                yield Problem(rendered.article.path, rendered.article.body_line, "similar-text", message, hint)
