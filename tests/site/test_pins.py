"""Queries that editors pinned an article to: what they do, and what is wrong with some."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from small_site import article

from kbgen.errors import ContentError
from kbgen.search.query import Answer, SearchEngine
from kbgen.search.reader import index_of
from kbgen.settings.site import load
from kbgen.site.portal import prepare
from kbgen.site.site_search import search_of_articles


class MakeSite(Protocol):
    def __call__(self, files: dict[str, str | bytes | None] | None = None, *, settings: str = "", top: str = "") -> Path: ...


def search(config: Path, query: str) -> Answer:
    return SearchEngine(index_of(search_of_articles(prepare(load(config))).files), "en").search(query)


def problems(config: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(ContentError) as caught:
        prepare(load(config))
    return [(problem.path.as_posix(), problem.line, problem.code) for problem in caught.value.problems]


LOST = {
    "content/en/returns/lost.md": article("Ask the courier.", title="Missing deliveries", pin_for="[where is it, Ghost parcel]"),
}


@pytest.mark.parametrize("query", ["ghost parcel", "GHOST-PARCEL!", "please, where is it?", "a ghost parcel"])
def test_a_pinned_article_comes_first_and_says_so(make_site: MakeSite, query: str) -> None:
    first = search(make_site(dict(LOST)), query).results[0]
    assert (first.document.id, first.pinned, first.weak) == ("returns/lost", True, False)


def test_another_query_ranks_as_before(make_site: MakeSite) -> None:
    answer = search(make_site(dict(LOST)), "ghost parcel refund")
    assert not any(result.pinned for result in answer.results)


def test_terms_pin_in_both_languages(make_site: MakeSite) -> None:
    terms = "pins:\n  - for: [幽靈包裹, ghost]\n    article: returns/refund-times\n"
    config = make_site({"content/terms.yml": terms})
    files = search_of_articles(prepare(load(config))).files
    assert SearchEngine(index_of(files), "zh-hant").search("幽灵包裹").results[0].pinned
    assert SearchEngine(index_of(files), "en").search("ghost").results[0].pinned


def test_a_query_pinned_to_two_articles_of_a_language_names_both_places(make_site: MakeSite) -> None:
    other = article("x", title="Another", pin_for="[ghost parcel]")
    assert problems(make_site({**LOST, "content/en/returns/other.md": other})) == [
        ("content/en/returns/other.md", 4, "pin-clash")
    ]


def test_an_article_that_is_none_and_a_query_nobody_types_are_problems(make_site: MakeSite) -> None:
    terms = "pins:\n  - for: ghost\n    article: returns/nothing\n  - for: ghost\n    article: returns\n"
    files: dict[str, str | bytes | None] = {
        "content/terms.yml": terms,
        "content/en/returns/odd.md": article("x", title="Odd", pin_for=f"[{'a' * 61}]"),
    }
    assert problems(make_site(files)) == [
        ("content/en/returns/odd.md", 4, "pin-phrase"),
        ("content/terms.yml", 3, "pin-article"),
        ("content/terms.yml", 4, "pin-clash"),
        ("content/terms.yml", 5, "pin-article"),
    ]
