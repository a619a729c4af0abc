"""The proof of a build: every title, keyword and synonym is asked of the site's own index, with the query code that it ships.

Chinese is asked as written and as typed in Simplified characters.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

import msgspec

from kbgen.content.front_matter import key_line
from kbgen.errors import Problem
from kbgen.kept_values import DIGEST_BYTES
from kbgen.model import LANGUAGES, Article, ArticleId, Language
from kbgen.search.asked import Asked, Ranking
from kbgen.text.aliases import source_fault
from kbgen.text.synonyms import Terms, TermWord
from kbgen.text.tables import fold_code_points
from kbgen.text.tokens import canonical

TITLE_AMONG = 3
"""Whoever types a title in full knows the article: it is to be seen without looking for it."""
KEYWORD_AMONG = 10
"""What the first page of results shows; several articles may share a keyword."""
MOST_RANKED = 30
"""Of each search. A place below them is not counted out."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a writer expects a search to find: the article itself.

    text: as written; folded: as a search reads it, and so the title of the article; typed: what readers may type; line: where.
    """

    kind: Literal["title", "keyword"]
    article: Article
    text: str
    folded: str
    title: str
    typed: tuple[str, ...]
    line: int


def claims_digest(articles: Iterable[Article], terms: Terms) -> bytes:
    """Return what stands for all that `unfindable` asks and tells of articles, wherever an index has them."""
    asked = []
    for article in articles:
        front = article.front
        titles = front.title, article.written.front.title, key_line(front.lines, "title")
        asked.append((article.language, article.id, article.name, article.path, titles, front.keywords, front.keyword_lines))
    encoded = msgspec.msgpack.encode((asked, terms.path, repr(terms.entries)), enc_hook=str)
    return hashlib.blake2b(encoded, digest_size=DIGEST_BYTES).digest()


def unfindable(
    articles: Iterable[Article],
    terms: Terms,
    rank: Callable[[Sequence[Asked]], Mapping[Asked, Ranking]],
) -> list[Problem]:
    """Return what does not find its article.

    articles: all that are in the index. rank: returns the best MOST_RANKED of each query.
    """
    articles = tuple(articles)
    fold = cache(canonical)  # pairs and articles share keywords
    claims = [claim for article in articles for claim in _claims(article, fold)]
    number_of = {article_id: number for number, article_id in enumerate(sorted({article.id for article in articles}))}
    queries = {Asked(claim.article.language, text) for claim in claims for text in claim.typed}
    words = {word.written for entry in terms.entries for word in (*entry.sources, *entry.targets)}
    queries |= {Asked(language, text) for language in LANGUAGES for word in words for text in _typed(word)}
    # Spellings that the search does not tell apart lie side by side: the second costs nothing.
    ordered = sorted(queries, key=lambda asked: (asked.language, asked.query.translate(fold_code_points()), asked.query))
    rankings = rank(ordered)
    name_of = {number_of[article.id]: article.name for article in articles}
    return [*_lost_claims(claims, number_of, rankings), *_lost_synonyms(terms, name_of, rankings)]


def _claims(article: Article, fold: Callable[[str], str]) -> Iterator[Claim]:
    front = article.front
    whole = fold(front.title)
    for title in dict.fromkeys((front.title, article.written.front.title)):  # of a page for one region also without its name
        if folded := whole if title == front.title else fold(title):
            yield Claim("title", article, title, folded, whole, _typed(title), key_line(front.lines, "title"))
    for keyword, line in zip(front.keywords, front.keyword_lines, strict=True):
        if folded := fold(keyword):
            yield Claim("keyword", article, keyword, folded, whole, _typed(keyword), line)


def _typed(text: str) -> tuple[str, ...]:
    """Return a text as written and, where that differs, in Simplified characters."""
    return tuple(dict.fromkeys((text, text.translate(fold_code_points()))))


def _lost_claims(claims: list[Claim], number_of: Mapping[ArticleId, int], rankings: Mapping[Asked, Ranking]) -> Iterator[Problem]:
    of_title: dict[tuple[Language, str], set[int]] = defaultdict(set)
    sharing: Counter[tuple[Language, str]] = Counter()
    pages: dict[ArticleId, set[int]] = defaultdict(set)
    for claim in claims:
        pages[claim.article.name].add(number_of[claim.article.id])
        key = claim.article.language, claim.folded
        if claim.kind == "title":
            of_title[key].add(number_of[claim.article.id])
        else:
            sharing[key] += 1
    for claim in claims:
        language, own = claim.article.language, pages[claim.article.name]
        among = TITLE_AMONG if claim.kind == "title" else KEYWORD_AMONG
        twins = of_title[language, claim.title] | own
        for text in claim.typed:
            place = _place(own, rankings[Asked(language, text)], twins)
            if not 1 <= place <= among:
                yield _lost(claim, text, place, sharing[language, claim.folded])
                break


def _place(pages: set[int], ranking: Ranking, twins: set[int]) -> int:
    """Return the place of an article, from 1, or 0 where none of its pages is among those ranked.

    Those of equal score and of the same title (`twins`, its own pages among them) are not in its way: what was typed does not
    tell them apart.
    """
    own = max((score for pair, score in ranking if pair in pages), default=None)
    if own is None:
        return 1 if len(ranking) == MOST_RANKED and all(pair in twins for pair, _ in ranking) else 0
    return 1 + sum(score > own and pair not in twins for pair, score in ranking)


def _lost(claim: Claim, text: str, place: int, sharing: int) -> Problem:
    typed = f"'{text}'" if text == claim.text else f"'{text}' (Simplified for '{claim.text}')"
    found = f"comes {_ordinal(place)}" if place else f"is not among the first {MOST_RANKED}"
    if claim.kind == "title":
        message = f"this article {found} in a search for its title {typed}"
        hint = "say in the title what this article has that the others do not"
    elif sharing > KEYWORD_AMONG:
        message = f"this article {found} in a search for its keyword {typed}, which {sharing} articles have"
        hint = "keep it in the article that answers it best, and give this one a keyword of its own"
    else:
        message = f"this article {found} in a search for its keyword {typed}"
        hint = "make it longer, as customers would say it here, or remove it: others hold these words more prominently"
    return Problem(claim.article.path, claim.line, f"{claim.kind}-not-found", message, hint)


def _ordinal(place: int) -> str:
    ending = "th" if 10 < place % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def _lost_synonyms(terms: Terms, name_of: Mapping[int, ArticleId], rankings: Mapping[Asked, Ranking]) -> Iterator[Problem]:
    """Yield each word that finds none of the articles that a word it stands for finds, in either language."""
    for entry in terms.entries:
        for source in entry.sources:
            if source_fault(source.text):
                continue  # nobody can type it; the check of the file says so where it matters
            for target in entry.targets:
                language = _where_lost(source, target, name_of, rankings) if source.text != target.text else None
                if language:
                    message = f"a search for '{source.written}' shows no article that '{target.written}' finds ({language})"
                    hint = "other articles hold the word itself: write more of what is typed, or use it in the articles meant"
                    yield Problem(terms.path, source.line, "synonym-not-found", message, hint)
                    break


def _where_lost(
    source: TermWord, target: TermWord, name_of: Mapping[int, ArticleId], rankings: Mapping[Asked, Ranking]
) -> Language | None:
    for language in LANGUAGES:
        wanted = {name_of[pair] for pair, _ in islice(rankings[Asked(language, target.written)], KEYWORD_AMONG)}
        for text in _typed(source.written):
            shown = {name_of[pair] for pair, _ in islice(rankings[Asked(language, text)], KEYWORD_AMONG)}
            if wanted and not wanted & shown:
                return language
    return None
