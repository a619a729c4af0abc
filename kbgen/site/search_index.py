"""The search index of a site: built and proved in this one place."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date
from functools import partial

from kbgen.content.checks import grade
from kbgen.errors import Problem
from kbgen.index.build import BuiltIndex, build_index
from kbgen.model import Article
from kbgen.search.asked import Progress
from kbgen.site.index_source import article_pairs, index_source
from kbgen.site.portal import Portal
from kbgen.site.proof.findable import MOST_RANKED, claims_digest, unfindable
from kbgen.site.proof.kept_rankings import KeptRankings
from kbgen.stages import Begin, no_stages
from kbgen.text.term_checks import check_terms
from kbgen.text.tokens import count_terms


def build_search_index(
    portal: Portal, progress: Progress | None = None, begin: Begin = no_stages, *, today: date | None = None
) -> tuple[BuiltIndex, tuple[Problem, ...]]:
    """Return the search index, and what it does not find: synonyms that lead nowhere and, with `progress`, titles and keywords.

    progress: told the number of searches asked of the index, and of all; None leaves them out.
    Of these only those are asked whose ranking can be another one than that of the last build. begin: told `index` and `proof`.
    today: where closed days begin, which answers tell; without it they tell none.
    """
    begin("index")
    built = build_index(index_source(portal, today=today), portal.settings.cache)
    begin("proof")
    problems = check_terms(portal.terms, built.terms.__contains__)
    if problems and portal.away:  # a word that only these hold is no fault: time alone must not break a build
        problems = check_terms(portal.terms, (built.terms | _terms_of(portal.away)).__contains__)
    if progress is not None:
        articles = [side for pair in article_pairs(portal) for side in pair.sides]
        cache = portal.settings.cache
        rankings = KeptRankings(cache, built.files, most=MOST_RANKED, payloads=built.payloads, progress=progress)
        problems += rankings.prove(claims_digest(articles, portal.terms), partial(unfindable, articles, portal.terms))
    return built, grade(problems, portal.settings)


def _terms_of(articles: Iterable[Article]) -> Set[str]:
    fronts = [(article.front, article.body) for article in articles]
    counts = count_terms([text for front, body in fronts for text in (front.title, *front.keywords, front.description, body)])
    return counts.latn.keys() | counts.hani.keys()
