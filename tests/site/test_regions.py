"""Hong Kong and Taiwan in one article: one file, a page for each region, and none that mixes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_site import article, head_builder, write_site

from kbgen.commands.main import main
from kbgen.content.former import former_ids
from kbgen.search.asked import Asked
from kbgen.search.query import SearchEngine
from kbgen.search.reader import index_of
from kbgen.search.reasons import answer_as_json
from kbgen.settings.site import load
from kbgen.site.catalogue import Catalogue
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.first_look import FirstLook
from kbgen.site.index_source import article_pairs
from kbgen.site.moves import plan_move
from kbgen.site.outputs.for_programs import files_for_programs
from kbgen.site.outputs.redirects import list_redirects
from kbgen.site.pages import list_pages
from kbgen.site.portal import Portal, prepare
from kbgen.site.search_index import build_search_index
from kbgen.site.site_search import SiteSearch, search_of_articles, shortlists

BOTH = ":::region hk\n{hk}\n:::\n\n:::region tw\n{tw}\n:::\n"
FEES = BOTH.format(hk="HK$35 by SF.", tw="NT$120 by Black Cat.")
EN = f"See [times](refund-times.md).\n\n## Fees {{ #fees }}\n\n{FEES}\nAfter.\n"
ZH = f"請看[時間](refund-times.md)。\n\n## 運費 {{ #fees }}\n\n{BOTH.format(hk='順豐 HK$35。', tw='黑貓宅配 NT$120。')}\n之後。\n"
LINKS = BOTH.format(hk="Here: [fees](fees.md#fees).", tw="There: [fees](fees.md).")
NOTICE = """
start: 2026-11-29
end: 2026-12-30
region: hk
topics: [returns/fees]
en: { title: T, text: X. }
zh-hant: { title: 題, text: 文。 }
"""
FILES = {
    "content/en/returns/fees.md": article(EN, title="Postage", keywords="[shipping]", id="mq2v", pin_for="[posting]"),
    "content/zh-hant/returns/fees.md": article(ZH, title="郵費", description="寄出要付多少。", id="mq2v"),
    "content/en/returns/where.md": article(f"[Fees](fees.md)\n\n{LINKS}", title="Where", aliases="[returns/old]"),
    "content/zh-hant/returns/where.md": article(
        BOTH.format(hk="在[香港](fees.md)。", tw="在[台灣](fees.md)。"), title="在哪裏", description="說明地點。"
    ),
    "content/en/returns/octopus.md": article("Tap it. [Fees](fees.md).\n", title="Octopus", regions="[HK]"),
    "content/zh-hant/returns/octopus.md": article(
        "拍卡，看[郵費](fees.md)。\n", title="八達通", description="怎樣拍卡。", regions="hk"
    ),
    "content/notices/hk.yml": NOTICE,
}
TOP = "site_url: https://h.example/\n"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("regions"), FILES, settings="collector: {endpoint: /e, site: s}", top=TOP)


@pytest.fixture(scope="module")
def portal(config: Path) -> Portal:
    return prepare(load(config))


@pytest.fixture(scope="module")
def search(portal: Portal) -> SiteSearch:
    return search_of_articles(portal)


def page(portal: Portal, path: str):
    return ContextBuilder(portal).build(next(page for page in list_pages(portal) if page.path == path))


def html(portal: Portal, language: str, article_id: str) -> str:
    return portal.rendered[language, article_id].html


# Pages


def test_each_region_has_a_page_with_its_own_blocks_and_what_holds_everywhere(portal):
    assert "HK$35" in html(portal, "en", "returns/fees/hk")
    assert "NT$120" not in html(portal, "en", "returns/fees/hk")
    assert "NT$120" in html(portal, "zh-hant", "returns/fees/tw")
    assert all("After." in html(portal, "en", f"returns/fees{end}") for end in ("", "/hk", "/tw"))


def test_the_page_at_the_articles_own_address_states_nothing_that_differs_and_leads_on(portal):
    text = html(portal, "zh-hant", "returns/fees")
    assert "$" not in text
    assert '因地區而異：<a href="hk/">香港</a> · <a href="tw/">台灣</a>' in text
    assert 'Differs by region: <a href="hk/">Hong Kong</a> · <a href="tw/">Taiwan</a>' in html(portal, "en", "returns/fees")
    assert [(r.name, r.url, r.current) for r in page(portal, "en/returns/fees.md").article.regions] == [
        ("Hong Kong", "en/returns/fees/hk/", False),
        ("Taiwan", "en/returns/fees/tw/", False),
    ]


def test_a_page_says_its_region_its_language_and_leads_to_the_same_region_in_the_other_language(portal):
    kb = page(portal, "zh-hant/returns/fees/tw.md")
    assert (kb.title, kb.lang_tag, kb.search_url) == ("郵費（台灣）", "zh-Hant-TW", "zh-hant/search/?region=tw")
    assert [alternate.url for alternate in kb.alternates] == ["en/returns/fees/tw/", "zh-hant/returns/fees/tw/"]
    assert page(portal, "en/returns/fees/tw.md").alternates[1].lang_tag == "zh-Hant-TW"
    tw = next(one for one in list_pages(portal) if one.path == "en/returns/fees/tw.md")
    head = head_builder(portal).build(tw, page(portal, tw.path))
    assert [(link.tag, link.url) for link in head.language_links][1] == (
        "zh-Hant-TW",
        "https://h.example/zh-hant/returns/fees/tw/",
    )
    assert dict(head.card)["og:locale:alternate"] == "zh_TW"


def test_a_link_keeps_the_region_where_the_other_article_has_pages_of_it(portal):
    assert 'href="../../fees/hk/#fees"' in html(portal, "en", "returns/where/hk")
    assert 'href="../../fees/tw/"' in html(portal, "en", "returns/where/tw")
    assert 'href="../fees/"' in html(portal, "en", "returns/where")
    assert 'href="../fees/hk/"' in html(portal, "en", "returns/octopus")
    assert 'href="../../refund-times/"' in html(portal, "en", "returns/fees/hk")


def test_an_article_for_one_region_has_one_page_that_says_so(portal):
    kb = page(portal, "zh-hant/returns/octopus.md")
    assert (kb.title, [(r.name, r.url) for r in kb.article.regions]) == ("八達通（香港）", [("香港", "")])
    assert ("en", "returns/octopus/hk") not in portal.paths


def test_regions_are_called_what_the_site_calls_them(make_site):
    files = {name: text for name, text in FILES.items() if "fees" in name}
    settings = "regions:\n  tw: { en: Taiwan R.O.C., zh-hant: 臺灣 }\n  HK:"
    portal = prepare(load(make_site(files, settings=settings)))
    assert [r.name for r in page(portal, "zh-hant/returns/fees/tw.md").article.regions] == ["臺灣", "香港"]
    assert page(portal, "en/returns/fees/tw.md").title == "Postage (Taiwan R.O.C.)"


# 1. Lists, neighbours and counts


def test_lists_and_counts_show_one_entry_for_all_pages_of_an_article(portal):
    catalogue = Catalogue(portal, "en")
    assert catalogue.category_by_id["returns"].count == 4
    assert [entry.title for entry in catalogue.members["returns"]] == ["Postage", "Octopus (Hong Kong)", "Refund times", "Where"]
    kb = page(portal, "en/returns/fees/tw.md")
    assert [entry.title for entry in kb.siblings if entry.current] == ["Postage"]
    assert (kb.article.next.title, kb.article.previous) == ("Octopus (Hong Kong)", None)
    assert not {entry.url for entry in kb.article.related} & {"en/returns/fees/", "en/returns/fees/hk/"}


def test_programs_get_the_pages_of_regions_with_links_that_hold(portal):
    files = {file.path: file.text for file in files_for_programs(portal)}
    assert "# Postage (Hong Kong)" in files["en/returns/fees/hk.md"]
    assert "[times](../refund-times.md)" in files["en/returns/fees/hk.md"]
    assert "\n\n\n" not in files["en/returns/fees/hk.md"]
    assert 'language: "zh-Hant-TW"' in files["zh-hant/returns/fees/tw.md"]
    assert "fees/tw.md" in files["llms.txt"]
    assert "fees.md)" not in files["llms.txt"]
    assert 'hreflang="zh-Hant-TW" href="https://h.example/zh-hant/returns/fees/tw/"' in files["sitemap.xml"]


def test_links_in_the_markdown_of_a_page_for_a_region_stay_in_the_region_as_on_the_page(make_site):
    links = "[Times](times.md#x) [out](https://a.example/) [here](#by-card) [file](a.txt)"
    regional = f"{links}\n\n:::region hk\nA\n:::\n\n:::region tw\nB\n:::\n"
    files = {
        "content/en/returns/fees.md": article(regional),
        "content/en/returns/times.md": article(regional.replace("times.md#x", "fees.md?a=b")),
        "content/en/returns/octopus.md": article("[Fees](fees.md)\n", regions="[hk]"),
        "content/en/returns/a.txt": "A file",
    }
    settings = "checks: {broken-anchor: off, same-text: off, similar-text: off}"
    texts = {file.path: file.text for file in files_for_programs(prepare(load(make_site(files, settings=settings))))}
    assert (
        "[Times](../times/hk.md#x) [out](https://a.example/) [here](#by-card) [file](../a.txt)" in texts["en/returns/fees/hk.md"]
    )
    assert "[Times](../fees/tw.md?a=b)" in texts["en/returns/times/tw.md"]
    assert "[Fees](fees/hk.md)" in texts["en/returns/octopus.md"]
    assert "[Times](times.md#x)" in texts["en/returns/fees.md"]


# 2. Names of editors and of the log


def test_votes_views_and_popular_articles_count_for_the_article(portal):
    moved = json.loads(next(file.text for file in files_for_programs(portal) if file.path == "articles.json"))["moved"]
    assert moved["returns/fees/hk"] == moved["returns/fees/tw"] == "returns/fees"
    assert moved["returns/old/tw"] == "returns/where"
    assert former_ids(portal.pairs)["returns/fees/tw"] == "returns/fees"


def test_a_judged_query_that_names_the_article_is_met_by_any_of_its_pages(portal, search):
    assert {"returns/fees", "returns/fees/tw"} <= search.articles()
    asked = Asked("en", "black cat postage")
    found = shortlists(search, [asked], within=5)[asked]
    assert found.articles[0] == "returns/fees/tw"
    assert (found.place("returns/fees"), found.place("returns/fees/tw")) == (1, 1)


def test_a_pin_to_the_article_shows_the_page_of_its_first_region(search):
    asked = Asked("en", "posting")
    found = shortlists(search, [asked], within=5)[asked]
    assert found.articles[0] == "returns/fees/hk"
    assert found.place("returns/fees/tw") == 1


def test_an_article_is_one_result_of_a_search_with_the_way_to_its_pages_for_other_regions(search):
    for region, shown, other in (("", "hk", "tw"), ("hk", "hk", "tw"), ("tw", "tw", "hk"), ("cn", "hk", "tw")):
        answer = SearchEngine(index_of(search.files), "en", region).search("postage")
        found = [result for result in answer.results if result.document.id.startswith("returns/fees/")]
        assert [result.document.id for result in found] == [f"returns/fees/{shown}"]
        assert [page.id for page in found[0].others] == [f"returns/fees/{other}"]
        assert answer.total == len(answer.results)


def test_a_query_that_names_the_other_region_finds_its_page(search):
    engine = SearchEngine(index_of(search.files), "en", "hk")
    for query in ("postage taiwan", "postage ntd", "postage 台湾"):
        assert engine.search(query).results[0].document.id == "returns/fees/tw"
    assert engine.search("postage -taiwan").results[0].document.id == "returns/fees/hk"


def test_programs_get_the_way_to_the_other_pages_of_a_result(search):
    index = index_of(search.files)
    (result, *_) = answer_as_json(index, SearchEngine(index, "en", "hk").search("postage"))["results"]
    assert result["others"] == [{"id": "returns/fees/tw", "title": "Postage (Taiwan)", "url": "en/returns/fees/tw/"}]


def test_a_pin_shows_the_page_of_the_region_that_the_settings_name_first(make_site):
    files = {name: text for name, text in FILES.items() if "fees" in name}
    files["terms.yml"] = "pins:\n  - article: returns/fees\n    for: [sending back]\n"
    portal = prepare(load(make_site(files, settings="terms: terms.yml\nregions:\n  tw:\n  hk:")))
    asked = [Asked("en", "posting"), Asked("en", "sending back")]
    found = shortlists(search_of_articles(portal), asked, within=5)
    assert [found[one].articles[0] for one in asked] == ["returns/fees/tw"] * 2


def test_the_index_holds_both_regions_and_not_what_holds_everywhere(portal, search):
    assert "returns/fees" not in {pair.id for pair in article_pairs(portal)}
    asked = [Asked("en", "HK$35"), Asked("zh-hant", "台灣郵費")]
    found = shortlists(search, asked, within=5)
    assert [found[one].articles[0] for one in asked] == ["returns/fees/hk", "returns/fees/tw"]


# 3. Addresses


def test_a_renamed_article_takes_its_pages_along_with_links_to_them(make_site):
    files = {name: text for name, text in FILES.items() if "notices" not in name}
    files["content/en/returns/b.md"] = article("[HK](fees/hk.md) [all](fees.md)\n")
    config = make_site(files, top=TOP)
    plan_move(load(config), "returns/fees", "returns/postage").carry_out()
    assert "[HK](postage/hk.md) [all](postage.md)" in (config.parent / "content/en/returns/b.md").read_text("utf-8")
    former = {one.former: one.current for one in list_redirects(prepare(load(config)))}
    assert former["zh-hant/returns/fees/tw/"] == "zh-hant/returns/postage/tw/"
    assert former["en/returns/fees/"] == "en/returns/postage/"


def test_an_article_that_loses_its_blocks_and_gets_them_again_keeps_every_address(tmp_path, capsys):
    with_blocks = {name: text for name, text in FILES.items() if "fees" in name}
    config = str(write_site(tmp_path, with_blocks))
    assert main(["build", "--config", config]) == 0
    without = article("HK$35。\n", title="費", description="關於收費。")
    write_site(tmp_path, {"content/en/returns/fees.md": article("HK$35.\n"), "content/zh-hant/returns/fees.md": without})
    assert main(["build", "--config", config]) == 1
    assert "'/en/returns/fees/hk/' would vanish" in capsys.readouterr().err
    main(["check", "--fix", "--config", config])
    saved = (tmp_path / "content/en/returns/fees.md").read_text("utf-8")
    assert "returns/fees/hk" in saved
    assert main(["build", "--config", config]) == 0
    write_site(tmp_path, {**with_blocks, "content/en/returns/fees.md": saved.replace("HK$35.", EN)})
    assert main(["build", "--config", config]) == 0, capsys.readouterr().err


def test_a_saved_article_shows_on_its_pages_before_the_build(tmp_path):
    config = write_site(tmp_path, {name: text for name, text in FILES.items() if "fees" in name})
    main(["build", "--config", str(config)])
    look = FirstLook(prepare(load(config)), tmp_path / "site")
    saved = tmp_path / "content/en/returns/fees.md"
    saved.write_text(FILES["content/en/returns/fees.md"].replace("HK$35", "HK$38"), "utf-8")
    assert look.show([str(saved)]) == 1
    assert "HK$38" in (tmp_path / "site/en/returns/fees/hk/index.html").read_text("utf-8")
    saved.write_text(article("No blocks, HK$38.\n"), "utf-8")
    assert look.show([str(saved)]) == 0


# 4. The proof


def test_the_proof_takes_the_pages_of_an_article_as_equals(portal):
    _, found = build_search_index(portal, lambda done, total: None)
    assert [problem for problem in found if "fees" in str(problem.path)] == []


# 6. Notices


def test_a_notice_of_a_region_stands_on_pages_of_that_region_and_of_none(portal):
    shown = {end: len(page(portal, f"en/returns/fees{end}.md").notices) for end in ("", "/hk", "/tw")}
    assert shown == {"": 1, "/hk": 1, "/tw": 0}


# Answers at once

TABLES = BOTH.format(
    hk="| Method | Fee |\n| --- | --- |\n| Courier | HK$35 |\n| Locker | HK$25 |",
    tw="| Method | Fee |\n| --- | --- |\n| Courier | NT$120 |\n| Shop counter | NT$65 |",
)


@pytest.fixture(scope="module")
def priced(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    sides = {
        "content/en/returns/sending.md": article(f"## Costs {{ #costs }}\n\n{TABLES}", title="Delivery times and fees"),
        "content/zh-hant/returns/sending.md": article(f"## 收費 {{ #costs }}\n\n{TABLES}", title="送貨", description="收費。"),
    }
    files = search_of_articles(prepare(load(write_site(tmp_path_factory.mktemp("priced"), sides)))).files
    return SearchEngine(index_of(files), "en")


@pytest.mark.parametrize(
    ("query", "source", "values"),
    [
        (
            "delivery fee",
            "en/returns/sending/",
            [
                "Hong Kong · Courier: HK$35",
                "Hong Kong · Locker: HK$25",
                "Taiwan · Courier: NT$120",
                "Taiwan · Shop counter: NT$65",
            ],
        ),
        ("delivery fee hong kong", "en/returns/sending/hk/", ["Courier: HK$35", "Locker: HK$25"]),
        ("shop counter fee", "en/returns/sending/tw/", ["Fee: NT$65"]),
    ],
)
def test_who_names_no_region_is_told_of_which_each_value_is(
    priced: SearchEngine, query: str, source: str, values: list[str]
) -> None:
    card = priced.search(query, limit=5).card
    assert card is not None
    assert [f"{item.label}: {item.value}" for item in card.items] == values
    assert card.url == source


def test_each_value_of_several_regions_leads_to_the_page_that_states_it(priced: SearchEngine) -> None:
    card = priced.search("delivery fee", limit=5).card
    assert card is not None
    hk, tw = "en/returns/sending/hk/#costs", "en/returns/sending/tw/#costs"
    assert [item.href for item in card.items] == [hk, hk, tw, tw]
