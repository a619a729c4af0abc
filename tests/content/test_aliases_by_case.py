"""Aliases that differ only by case from a page, or from each other: many disks hold one of the two."""

from __future__ import annotations

import pytest
from small_site import article

from kbgen.errors import ContentError, Problem
from kbgen.settings.site import load
from kbgen.site.portal import prepare


def only_problem(config) -> Problem:
    with pytest.raises(ContentError) as error:
        prepare(load(config))
    (problem,) = [one for one in error.value.problems if one.severity == "error"]
    return problem


@pytest.mark.parametrize("alias", ["returns/Refund-Times", "returns/A", "/EN/Returns/refund-times/"])
def test_an_alias_that_differs_from_a_page_only_by_case_is_reported_and_so_is_its_own_page(make_site, alias):
    problem = only_problem(make_site({"content/en/returns/a.md": article(aliases=f"[{alias}]")}))
    assert (problem.code, problem.line) == ("alias-clash", 4)
    assert "only by case" in problem.message


def test_aliases_of_two_articles_that_differ_only_by_case_are_reported(make_site):
    files = {f"content/en/returns/{name}.md": article(aliases=f"[returns/{old}]") for name, old in (("a", "old"), ("b", "Old"))}
    problem = only_problem(make_site(files))
    assert "'returns/Old' differs from 'returns/old', an alias of content/en/returns/a.md, only by case" in problem.message
