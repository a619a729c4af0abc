"""Which articles a reader may want next: those about the same thing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import log, sqrt

import msgspec

from kbgen.index.lexicon import stem
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import ArticleId, Rendered
from kbgen.site.catalogue import title_of
from kbgen.site.portal import Portal
from kbgen.text.tables import function_words
from kbgen.text.tokens import TermCounter

_TITLE, _KEYWORD, _HEADING, _DESCRIPTION = 4, 3, 1, 1
"""What a word tells of what an article is about, by where it stands."""
_COMMON, _FEW = 40, 5
"""A word of more articles than _COMMON, or than a tenth of them where _FEW or more hold it, says nothing about any of them: how
their titles begin, as questions do."""
_LINKED, _LINK = 1.3, 0.03
"""How much closer a link between two makes them: writers saw them as related, or only mentioned one in the other."""
_LEAST = 0.085
"""Closeness, 0 to 1, of the furthest that is shown (docs/decisions/0021-related-articles.md): all above are about the same thing
on the sample shop, about half of those from 0.06 to here."""

_WORDS, _PAIRS = 2, 4
"""How many English words two articles share that are about the same thing; a word and its number are one accident away from any
other article. Where one of them has no English, how many pairs of Chinese characters: two words, about."""
_SMALL = 20
"""Articles of a site in which any word that two of them share tells something: no other article holds most words."""
_KEEP_UNUSED = 4
_ALMOST_ONE = 0.3
"""Closeness from which one English word will do: it is most of what both are about."""


class RelatedArticles:
    """Answers for all pairs of a portal; built once, so that the cost grows with a site, not its square.

    Kept in the cache until the words or links change that decide them.
    """

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def of(self, article_id: ArticleId) -> tuple[ArticleId, ...]:
        """Return the ids of all that are close enough, the closest first; pages for regions have the id of their article."""
        return self._all.get(article_id, ())

    @cached_property
    def _all(self) -> Mapping[ArticleId, tuple[ArticleId, ...]]:
        kept = KeptValues(self._portal.settings.cache, "related", most_unused=_KEEP_UNUSED)
        payload = kept.made(self._name(), lambda: msgspec.msgpack.encode({one: self._closest(one) for one in self._articles}))
        kept.sweep()
        return msgspec.msgpack.decode(payload, type=dict[ArticleId, tuple[ArticleId, ...]])

    def _name(self) -> str:
        """Return what stands for all that decides which articles are close."""
        code = package_digest("site/related.py", "text", "index/lexicon.py", "content/names.py")
        digest = hashlib.blake2b(code, digest_size=DIGEST_BYTES)
        for article_id, sides in self._articles.items():
            said = [(side.article.language, _places(side)) for side in sides]
            digest.update(msgspec.msgpack.encode((article_id, said, sorted(self._linked.get(article_id, ())))))
        return digest.hexdigest()

    def _closest(self, article_id: ArticleId) -> tuple[ArticleId, ...]:
        own = self._vectors.get(article_id, {})
        products: dict[ArticleId, float] = {}
        shared: dict[ArticleId, list[str]] = {}
        for word, weight in own.items():
            for other, others in self._holders.get(word, ()):
                products[other] = products.get(other, 0) + weight * others
                shared.setdefault(other, []).append(word)
        linked = self._linked.get(article_id, frozenset())
        close: list[tuple[float, ArticleId]] = []
        for other, product in products.items():
            closeness = product * _LINKED + _LINK if other in linked else product
            if closeness >= _LEAST and other != article_id and self._is_about(article_id, other, shared[other], product):
                close.append((-closeness, other))
        return tuple(other for _, other in sorted(close))

    def _is_about(self, one: ArticleId, other: ArticleId, shared: list[str], product: float) -> bool:
        """Tell whether what two articles share is more than a word that happens to stand in both."""
        english = sum(word[0].isalpha() and word.isascii() for word in shared)
        if english >= _WORDS or (english and product >= _ALMOST_ONE) or len(self._vectors) < _SMALL:
            return True
        both = all(any(side.article.language == "en" for side in self._articles[each]) for each in (one, other))
        return not both and sum(not word.isascii() for word in shared) >= _PAIRS

    @cached_property
    def _articles(self) -> Mapping[ArticleId, tuple[Rendered, ...]]:
        found: dict[ArticleId, tuple[Rendered, ...]] = {}
        for rendered in self._portal.rendered.values():
            if rendered.article.kind == "article":
                name = rendered.article.name
                found[name] = (*found.get(name, ()), rendered)
        return found

    @cached_property
    def _vectors(self) -> Mapping[ArticleId, Mapping[str, float]]:
        """What each pair is about: its words by rarity and place, of length 1."""
        counter = TermCounter()
        weights = {article_id: _weights(sides, counter) for article_id, sides in self._articles.items()}
        holders = Counter(word for words in weights.values() for word in words)
        total = len(weights)
        found: dict[ArticleId, Mapping[str, float]] = {}
        for article_id, words in weights.items():
            telling = {word: weight * log(total / holders[word]) for word, weight in words.items()}
            length = sqrt(sum(weight**2 for weight in telling.values())) or 1
            found[article_id] = {word: weight / length for word, weight in telling.items()}
        return found

    @cached_property
    def _holders(self) -> Mapping[str, list[tuple[ArticleId, float]]]:
        found: dict[str, list[tuple[ArticleId, float]]] = {}
        for article_id in sorted(self._vectors):
            for word, weight in self._vectors[article_id].items():
                found.setdefault(word, []).append((article_id, weight))
        most = min(_COMMON, max(_FEW, len(self._vectors) // 10))
        return {word: holders for word, holders in found.items() if len(holders) <= most}

    @cached_property
    def _linked(self) -> Mapping[ArticleId, frozenset[ArticleId]]:
        """The articles that each links to, and that link to it, on either side."""
        found: dict[ArticleId, set[ArticleId]] = {}
        for article_id, sides in self._articles.items():
            for target in (target for side in sides for target in self._targets(side)):
                found.setdefault(article_id, set()).add(target)
                found.setdefault(target, set()).add(article_id)
        return {article_id: frozenset(others) for article_id, others in found.items()}

    def _targets(self, side: Rendered) -> Iterator[ArticleId]:
        for _, page in self._portal.links_to_pages(side):
            shown = self._portal.shown(page)
            yield shown.article.name if shown else page[1]


def _weights(sides: tuple[Rendered, ...], counter: TermCounter) -> dict[str, int]:
    """Return the words of a pair with the weight of the best place where each stands."""
    found: dict[str, int] = {}
    for side in sides:
        for weight, texts in _places(side):
            for word in _words(texts, counter):
                found[word] = max(found.get(word, 0), weight)
    return found


def _places(side: Rendered) -> tuple[tuple[int, list[str]], ...]:
    """Return the texts that say what an article is about, with the weight of their place."""
    front = side.article.front
    return (
        (_TITLE, [title_of(side.article)]),
        (_KEYWORD, list(front.keywords)),
        (_HEADING, [section.title for section in side.sections]),
        (_DESCRIPTION, [front.description]),
    )


def _words(texts: list[str], counter: TermCounter) -> Iterator[str]:
    """Yield what texts are about: stems of English words, and pairs of Chinese characters."""
    counts = counter.count(texts)
    little = function_words()
    yield from (stem(word) for word in counts.latn if word not in little)
    yield from (word for word in counts.hani if len(word) > 1 and word not in little)
