"""What articles call each other finds them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from small_site import article

from kbgen.model import Language
from kbgen.search.query import SearchEngine
from kbgen.search.reader import index_of
from kbgen.settings.site import load
from kbgen.site.link_words import link_words
from kbgen.site.portal import prepare
from kbgen.site.site_search import search_of_articles


class MakeSite(Protocol):
    def __call__(self, files: dict[str, str | bytes | None] | None = None, *, settings: str = "", top: str = "") -> Path: ...


SITE: dict[str, str | bytes | None] = {
    "content/en/returns/lost.md": article("Ask the courier. Above: [this page](lost.md).", title="Missing deliveries"),
    "content/zh-hant/returns/lost.md": article("請向速遞公司查詢。", title="收不到包裹"),
    "content/en/returns/wait.md": article(
        "See [a parcel that vanished](lost.md), [a parcel that vanished](lost.md) or [ask](lost.md).",
        title="How long to wait",
    ),
    "content/zh-hant/returns/wait.md": article("請參閱[郵件失蹤](lost.md)。", title="等待多久"),
}


def first(config: Path, query: str, language: Language) -> str:
    files = search_of_articles(prepare(load(config))).files
    return str(SearchEngine(index_of(files), language).search(query).results[0].document.id)


def test_an_article_is_found_by_what_others_call_it_before_the_one_that_only_links(make_site: MakeSite) -> None:
    config = make_site(SITE)

    assert first(config, "vanished", "en") == "returns/lost"
    assert first(config, "郵件失蹤", "zh-hant") == "returns/lost"


def test_each_text_counts_once_and_what_an_article_says_of_itself_not_at_all(make_site: MakeSite) -> None:
    words = link_words(prepare(load(make_site(SITE))))

    assert words["en", "returns/lost"] == ("a parcel that vanished", "ask")
    assert words["zh-hant", "returns/lost"] == ("郵件失蹤",)


def test_a_link_speaks_of_all_pages_that_an_article_has_for_regions(make_site: MakeSite) -> None:
    blocks = ":::region hk\nHK$40.\n:::\n\n:::region tw\nNT$120.\n:::\n"
    files: dict[str, str | bytes | None] = {
        "content/en/returns/fees.md": article(blocks, title="Charges"),
        "content/en/returns/other.md": article("See [the price of postage](fees.md).", title="Other"),
    }
    config = make_site(files)
    index = index_of(search_of_articles(prepare(load(config))).files)

    for region in ("hk", "tw"):
        results = SearchEngine(index, "en", region).search("postage").results
        assert results[0].document.id == f"returns/fees/{region}"
