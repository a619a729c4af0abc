"""The search index of a site: built, proved, and written in this one place."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date
from pathlib import Path

from kbgen.content.checks import errors_of, grade
from kbgen.errors import ContentError, Problem
from kbgen.index import BuiltIndex, build_index
from kbgen.model import Article
from kbgen.search.bulk import Progress
from kbgen.site.index_source import article_pairs, index_source
from kbgen.site.outputs.former_index import LIST, file_list
from kbgen.site.outputs.written import write_files
from kbgen.site.portal import Portal
from kbgen.site.proof.findable import MOST_RANKED, unfindable
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
        rankings = KeptRankings(portal.settings.cache, built.files, most=MOST_RANKED, progress=progress)
        problems += unfindable(articles, portal.terms, rankings.rank)
    return built, grade(problems, portal.settings)


def _terms_of(articles: Iterable[Article]) -> Set[str]:
    fronts = [(article.front, article.body) for article in articles]
    counts = count_terms([text for front, body in fronts for text in (front.title, *front.keywords, front.description, body)])
    return counts.latn.keys() | counts.hani.keys()


def write_search_index(site_folder: Path, built: BuiltIndex, problems: tuple[Problem, ...]) -> None:
    """Write a search index below `<site>/search/`, what opens it last. problems: of it.

    Raises ContentError where this site's settings make errors of them; nothing is written then.
    """
    if errors_of(problems):
        raise ContentError(problems)
    files = {**built.files, LIST: file_list(built.files)}
    ordered = sorted(files, key=lambda name: (not name.endswith(".bin"), name == "manifest.json", name))
    write_files(site_folder / "search", ((name, files[name]) for name in ordered))
