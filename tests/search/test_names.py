"""Names of several words: of places, of which one is typed as another word, and of what editors say that they stand for."""

from __future__ import annotations

import pytest
from small_index import article, ask, ids, index_of

from kbgen.text.aliases import Alias, packaged_aliases
from kbgen.text.real_words import packaged_dictionaries

SITE = {
    f"other-{number}": {
        "en": article(f"Topic {number}", "Words about many things."),
        "zh-hant": article(f"主題{number}", "說別的事。"),
    }
    for number in range(8)
} | {
    "hk": {"en": article("Delivery (Hong Kong)", "To your door."), "zh-hant": article("送貨（香港）", "送到府上。")},
    "tw": {"en": article("Delivery (Taiwan)", "To your door."), "zh-hant": article("送貨（台灣）", "送到府上。")},
    "two-step": {"en": article("Google Authenticator", "Codes of Google."), "zh-hant": article("驗證碼", "街口附近的門市。")},
    "methods": {"en": article("Payment methods", "Cards and cash; pay at once."), "zh-hant": article("付款方式", "支付以卡。")},
    "apple": {"en": article("Apple Pay", "Pay by Apple Pay at the counter.")},
}
SYNONYMS = (
    Alias("google pay", "payment methods", 160, "synonym"),
    Alias("apple pay", "payment methods", 160, "synonym"),
    Alias("街口支付", "付款方式", 160, "synonym"),
)


@pytest.mark.parametrize("query", ["tuen mum", "delivery tuen mum", "yuen lung delivery", "cheung shah wan", "kwun thong"])
def test_a_word_beside_one_that_only_names_have_is_of_the_name(query: str) -> None:
    answer = ask(index_of(SITE, aliases=packaged_aliases(), dictionaries=packaged_dictionaries()), query, "en")
    assert ids(answer)[0] == "hk"
    assert answer.corrected


@pytest.mark.parametrize("query", ["my mum", "pot", "lung", "delivery pot"])
def test_a_word_by_itself_is_what_it_is(query: str) -> None:
    index = index_of(SITE, aliases=packaged_aliases(), dictionaries=packaged_dictionaries())
    assert ask(index, query, "en").corrected is None


@pytest.mark.parametrize("query", ["google pay", "街口支付"])
def test_where_editors_say_what_a_name_stands_for_half_of_the_name_is_nothing(query: str) -> None:
    """*Google Pay* found the codes of Google first."""
    found = ids(ask(index_of(SITE, aliases=SYNONYMS), query, "en" if query.isascii() else "zh-hant"))
    assert found[0] == "methods"
    assert "two-step" not in found


def test_an_article_that_has_all_of_the_name_is_about_it() -> None:
    assert ids(ask(index_of(SITE, aliases=SYNONYMS), "apple pay", "en"))[0] == "apple"


@pytest.mark.parametrize("query", ["photoshop", "afterpay", "whatsapp", "zendesk"])
def test_the_name_of_a_program_or_a_service_is_no_other_words(query: str) -> None:
    """*photoshop* was read as *photo shop*, and *afterpay* as *after pay*."""
    sites = {
        "photo": {"en": article("Print a photo", "Bring it along.")},
        "shop": {"en": article("Our shop", "Open every day; ask what app we use.")},
        "visit": {"en": article("A visit", "Send a photo of the shop, pay at the desk, and come back after.")},
    }
    answer = ask(index_of(SITE | sites, dictionaries=packaged_dictionaries()), query, "en")
    assert [result.document.id for result in answer.results if not result.weak] == []


def test_a_name_that_articles_hold_is_found() -> None:
    shop = {"photoshop": {"en": article("Files from Photoshop", "Save them as PDF.")}}
    assert ids(ask(index_of(SITE | shop, dictionaries=packaged_dictionaries()), "photoshop files", "en"))[0] == "photoshop"


STATIONS = {
    "stations": {"en": article("Stations", "Lau King Road, Tau Kok, Tsuen Mun Lane, Tai Sun, Mon to Fri, Sha Road, Tong Yi.")},
}


@pytest.mark.parametrize("query", ["tai koo", "mong kok", "tsing yi", "lai king", "ma on shan", "tuen mun", "tai wai"])
def test_a_place_that_the_site_does_not_name_is_no_other_place(query: str) -> None:
    """*mong kok* was read as *mon kok*, *tai koo* as *tau kok*: a place word by word from the words of other places."""
    site = {name: sides for name, sides in SITE.items() if name not in ("hk", "tw")}
    index = index_of(site | STATIONS, aliases=packaged_aliases(), dictionaries=packaged_dictionaries())
    for typed in (query, f"{query} stations"):
        answer = ask(index, typed, "en")
        assert answer.corrected is None
        assert [result.document.id for result in answer.results if not result.weak] == []


@pytest.mark.parametrize("query", ["tai koo", "tiu keng leng", "linkou", "zuoying", "調景嶺", "林口"])
def test_a_place_is_the_region_that_the_site_speaks_of(query: str) -> None:
    index = index_of(SITE | STATIONS, aliases=packaged_aliases(), dictionaries=packaged_dictionaries())
    answer = ask(index, query, "en" if query.isascii() else "zh-hant")
    assert ids(answer)[0] == ("tw" if query in ("linkou", "zuoying", "林口") else "hk")
    assert answer.corrected is None


@pytest.mark.parametrize("query", ["taipo", "tai po"])
def test_a_place_that_articles_name_is_found_however_it_is_written(query: str) -> None:
    shop = {"tai-po": {"en": article("Our shop in Tai Po", "Open every day.")}}
    assert ids(ask(index_of(SITE | shop, dictionaries=packaged_dictionaries()), query, "en"))[0] == "tai-po"
