"""An article with a page for each region is one article to editors, by the id that the log knows it by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_index import article, source_of

from kbgen.index.build import build_index
from kbgen.insights.diagnosis.article_rules import named_abroad, other_language
from kbgen.insights.diagnosis.case import Case
from kbgen.insights.diagnosis.portal_facts import portal_facts
from kbgen.insights.diagnosis.portal_words import PortalWords
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Diagnosis, Verdict
from kbgen.search.query import SearchEngine
from kbgen.search.reader import open_index
from search_analytics.store.search_log import SearchCounts

PAGES = {
    "returns/fees/hk": {"en": article("Postage (Hong Kong)", "HK$35."), "zh-hant": article("郵費（香港）", "HK$35。")},
    "returns/fees/tw": {"en": article("Postage (Taiwan)", "NT$120."), "zh-hant": article("郵費（台灣）", "NT$120。")},
    "gifts/wrap/hk": {"en": article("Gift wrapping (Hong Kong)", "Paper and a ribbon, HK$10.")},
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portal")
    for name, content in build_index(source_of(PAGES)).files.items():
        path = folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_a_report_names_it_by_its_title_and_does_not_call_it_gone(portal: Path) -> None:
    facts = portal_facts(portal)
    assert facts.titles["returns/fees", "en"] == "Postage (Hong Kong)"
    assert facts.titles["returns/fees", "zh-hant"] == "郵費（香港）"
    assert facts.titles["returns/fees/tw", "en"] == "Postage (Taiwan)"
    assert ("gifts/wrap", "en") in facts.written
    assert ("gifts/wrap", "zh-hant") not in facts.written


@pytest.mark.parametrize("rule", [other_language, named_abroad])
def test_the_other_language_alone_has_it(portal: Path, rule: Callable[[Case], Diagnosis | None]) -> None:
    index = open_index(portal / "search")
    engine = SearchEngine(index, "zh-hant")
    text = "gift wrapping nonsuch"
    trail = Trail(phrase=(text, "zh-hant"), text=text, counts=SearchCounts(no_result=3))
    found = rule(Case(trail, engine.search(text), PortalWords(index), engine))
    assert found is not None
    assert (found.verdict, found.article) == (Verdict.TRANSLATION, "gifts/wrap")
