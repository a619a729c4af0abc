"""What templates see: lists, fallbacks, alternates, neighbours."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from small_site import article

from kbgen.errors import ContentError
from kbgen.settings.site import load
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.pages import Page, list_pages
from kbgen.site.portal import Portal, prepare

FILES = {
    "content/en/returns/a.md": article("[b](b.md)", title="A", order="10", featured="true", updated="2026-10-02"),
    "content/zh-hant/returns/a.md": article(title="甲", order="10"),
    "content/en/returns/b.md": article('## One\n\n### Two\n\n??? question "Why?"\n    x\n', title="B", order="20"),
    "content/zh-hant/returns/c.md": article(title="丙", order="30", keywords="[退錢]"),
    "content/en/gifts/index.md": article(title="Gifts", order="10", icon="material/gift"),
    "content/zh-hant/gifts/index.md": article(title="禮品", order="10"),
    "content/en/gifts/wrap.md": article(title="Wrap"),
}


@pytest.fixture
def portal(make_site) -> Portal:
    settings = "contact:\n  email: hello@example.com\n  hours:\n    en: Mon–Fri\n    zh-hant: 星期一至五"
    return prepare(load(make_site(FILES, settings=settings, top="site_url: https://help.example.com/kb/\n")))


def context(portal: Portal, path: str):
    page = next(page for page in list_pages(portal) if page.path == path)
    return ContextBuilder(portal).build(page)


def test_the_team_of_an_article_is_named_in_the_language_of_the_page(make_site):
    settings = "owners:\n  Payments: { en: The payments team, zh-hant: 付款組 }"
    portal = prepare(load(make_site({"content/en/returns/a.md": article(owner="Payments")}, settings=settings)))
    assert context(portal, "en/returns/a.md").article.owner == "The payments team"
    assert context(portal, "zh-hant/returns/a.md").article.owner == "付款組"  # the text is English, the words around it are not


def test_a_description_with_which_the_text_begins_is_not_said_twice(make_site):
    files = {
        "content/en/returns/a.md": article("It takes *two* days. And more.", title="A", description="It takes two days."),
        "content/en/returns/b.md": article("## One\n\nIt takes two days.", title="B", description="It takes two days."),
    }
    portal = prepare(load(make_site(files)))
    assert context(portal, "en/returns/a.md").article.lead == ""
    assert context(portal, "en/returns/a.md").article.description == "It takes two days."
    assert context(portal, "en/returns/b.md").article.lead == "It takes two days."


def test_every_article_has_a_page_in_both_languages(portal):
    paths = {page.path for page in list_pages(portal)}
    for article_id in (
        "returns/a.md",
        "returns/b.md",
        "returns/c.md",
        "gifts/wrap.md",
        "returns/index.md",
        "search.md",
    ):
        assert f"en/{article_id}" in paths
        assert f"zh-hant/{article_id}" in paths


def test_an_article_knows_itself(portal):
    kb = context(portal, "en/returns/a.md")
    assert (kb.kind, kb.language, kb.lang_tag, kb.title, kb.root) == ("article", "en", "en", "A", "../../../")
    assert kb.article.id == "returns/a"
    assert kb.fallback is None
    assert kb.canonical_url == "https://help.example.com/kb/en/returns/a/"


def test_breadcrumbs_lead_from_home_to_the_category(portal):
    assert [(crumb.title, crumb.url) for crumb in context(portal, "zh-hant/returns/a.md").breadcrumbs] == [
        ("幫助", "zh-hant/"),
        ("退貨", "zh-hant/returns/"),
    ]


def test_the_language_switch_leads_to_the_same_article(portal):
    kb = context(portal, "en/returns/a.md")
    assert [(other.language, other.lang_tag, other.url, other.exact) for other in kb.alternates] == [
        ("en", "en", "en/returns/a/", True),
        ("zh-hant", "zh-Hant-HK", "zh-hant/returns/a/", True),
    ]


def test_without_a_pair_the_other_language_shows_the_text_and_says_so(portal):
    kb = context(portal, "zh-hant/returns/b.md")
    assert (kb.fallback.language, kb.article.title) == ("en", "B")
    assert (kb.language, kb.lang_tag, kb.category.title) == ("zh-hant", "zh-Hant-HK", "退貨")
    assert kb.canonical_url == "https://help.example.com/kb/en/returns/b/"
    assert [other.exact for other in kb.alternates] == [True, False]


def test_categories_come_in_the_order_of_their_writers_with_counts_and_icons(portal):
    assert [(c.id, c.title, c.icon, c.count) for c in context(portal, "zh-hant/index.md").categories] == [
        ("gifts", "禮品", "material/gift", 1),
        ("returns", "退貨", "", 4),
    ]


def test_a_category_lists_its_articles_in_order_and_marks_those_of_the_other_language(portal):
    kb = context(portal, "en/returns/index.md")
    assert [(a.title, a.url, a.own) for a in kb.siblings] == [
        ("A", "en/returns/a/", True),
        ("B", "en/returns/b/", True),
        ("丙", "en/returns/c/", False),
        ("Refund times", "en/returns/refund-times/", True),
    ]


def test_an_article_knows_its_neighbours_and_its_place(portal):
    kb = context(portal, "en/returns/b.md")
    assert (kb.article.previous.title, kb.article.next.title) == ("A", "丙")
    assert [a.current for a in kb.siblings] == [False, True, False, False]
    assert context(portal, "en/returns/a.md").article.previous is None
    assert context(portal, "en/returns/refund-times.md").article.next is None


def test_a_large_category_shows_only_the_neighbours(make_site):
    files = {f"content/en/returns/n{number:03}.md": article(order=str(number)) for number in range(100)}
    portal = prepare(load(make_site(files)))
    siblings = context(portal, "en/returns/n050.md").siblings
    assert [siblings[0].url, siblings[-1].url] == ["en/returns/n035/", "en/returns/n065/"]
    assert len(context(portal, "en/returns/index.md").siblings) == 101


def test_the_table_of_contents_lists_headings_and_leaves_out_questions(portal):
    toc = context(portal, "en/returns/b.md").article.toc
    assert [(entry.title, entry.anchor, entry.level) for entry in toc] == [("One", "one", 2), ("Two", "two", 3)]


def test_articles_that_readers_open_most_take_the_place_of_featured_ones_in_the_language_of_the_page(make_site):
    ids = {"en": ["returns/b", "returns/gone", "returns"], "zh-hant": ["returns/c", "returns/b"]}
    popular = json.dumps({"version": 1, "articles": ids})
    portal = prepare(load(make_site(FILES | {"popular.json": popular})))
    assert [entry.title for entry in context(portal, "en/index.md").popular] == ["B"]
    assert [entry.title for entry in context(portal, "zh-hant/index.md").read_most] == ["丙"]
    assert [entry.title for entry in context(portal, "zh-hant/returns/a.md").read_most] == ["丙"]


def test_a_file_of_popular_articles_from_before_an_article_moved_still_names_it_once(make_site):
    moved = FILES["content/en/returns/b.md"].replace("---\n", "---\naliases: [returns/older]\n", 1)
    popular = json.dumps({"version": 1, "articles": {"en": ["returns/older", "returns/b"]}})
    portal = prepare(load(make_site(FILES | {"content/en/returns/b.md": moved, "popular.json": popular})))
    assert [entry.title for entry in context(portal, "en/index.md").read_most] == ["B"]


def test_without_an_answer_of_the_collector_no_article_is_called_read_most(portal):
    assert context(portal, "en/index.md").read_most == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "'version' is None"),
        ('{"version": 2}', "'version' is 2, this release reads 1"),
        ('{"version": 1}', "'articles' is missing"),
        ('{"version": 1, "articles": {"en": [7]}}', "'articles.en' is no list of ids"),
        ("{", "is no JSON"),
    ],
)
def test_a_file_of_popular_articles_that_is_none_stops_the_build_and_is_named(make_site, text, said):
    with pytest.raises(ContentError) as refused:
        prepare(load(make_site({"popular.json": text, "content/en/returns/b.md": "---\n---\n"})))
    (problem,) = [problem for problem in refused.value.problems if problem.code == "popular"]
    assert (problem.path.as_posix(), problem.line) == ("popular.json", int(text == "{"))
    assert said in problem.message
    assert problem.hint == "write it anew by 'kbgen popular', or remove it"
    assert "missing-title" in {problem.code for problem in refused.value.problems}


def test_popular_articles_are_the_featured_ones(portal):
    assert [entry.title for entry in context(portal, "en/index.md").popular] == ["A"]


def test_without_featured_articles_each_category_shows_its_first(portal):
    assert [entry.title for entry in context(portal, "zh-hant/index.md").popular] == ["甲"]


def test_recent_articles_are_those_with_a_date(portal):
    (entry,) = context(portal, "en/index.md").recent
    assert entry.title == "A"


def test_the_results_page_holds_an_index_of_everything(portal):
    groups = context(portal, "zh-hant/search.md").index
    assert [(group.category.title, len(group.articles)) for group in groups] == [("禮品", 1), ("退貨", 4)]


def test_the_gateway_leads_to_both_languages(portal):
    kb = context(portal, "index.md")
    assert (kb.kind, kb.root, kb.canonical_url) == ("gateway", "", "https://help.example.com/kb/")
    assert [other.url for other in kb.alternates] == ["en/", "zh-hant/"]


def test_the_gateway_says_what_the_site_is_about_in_its_own_words(make_site):
    """Not every portal is a shop's: its home pages say what it holds, and one without a description nothing."""
    home = {
        "content/en/index.md": '---\ntitle: Guide\ndescription: How to "run" it.\n---\n',
        "content/zh-hant/index.md": "---\ntitle: 指南\n---\n",
    }
    portal = prepare(load(make_site(home, settings="      checks: { missing-description: warning }\n")))
    assert [side.about for side in context(portal, "index.md").alternates] == ['How to "run" it.', ""]


def test_the_not_found_page_starts_from_the_path_of_the_site(portal):
    kb = ContextBuilder(portal).build(Page("404.html", "not-found", "zh-hant"))
    assert (kb.kind, kb.root, kb.home_url) == ("not-found", "/kb/", "zh-hant/")


def test_contact_is_in_the_language_of_the_page(portal):
    contact = context(portal, "zh-hant/index.md").contact
    assert (contact.channels[0].label, contact.channels[0].shown, contact.hours) == ("電郵", "hello@example.com", "星期一至五")


def test_a_portal_may_have_a_name_of_its_own_in_chinese(make_site):
    portal = prepare(load(make_site(FILES, settings="site_name_zh_hant: 港山印物")))
    assert context(portal, "zh-hant/index.md").site_name == "港山印物"
    assert context(portal, "en/index.md").site_name == portal.settings.site_name


def test_the_build_id_depends_on_content_and_settings_only(make_site, tmp_path):
    settings = load(make_site(FILES))
    first = prepare(settings).build_id
    assert prepare(replace(settings, output=tmp_path / "elsewhere", cache=None)).build_id == first
    assert prepare(replace(settings, zh_hant_tag="zh-Hant-TW")).build_id != first
    (tmp_path / "content/en/returns/a.md").write_text(article("changed"))
    assert prepare(settings).build_id != first


def test_without_directory_urls_addresses_end_in_html(make_site):
    portal = prepare(load(make_site(FILES, top="use_directory_urls: false\n")))
    kb = context(portal, "en/returns/a.md")
    assert kb.root == "../../"
    assert kb.alternates[1].url == "zh-hant/returns/a.html"
    assert kb.search_url == "en/search.html"


def test_a_category_page_nobody_wrote_gets_a_name_from_its_folder(make_site):
    files = {"content/en/gift-cards/a.md": article()}
    portal = prepare(load(make_site(files, settings="checks:\n  missing-category-page: warning")))
    kb = context(portal, "zh-hant/gift-cards/index.md")
    assert (kb.kind, kb.title, kb.category.title, kb.fallback) == ("category", "Gift cards", "Gift cards", None)


def test_an_article_that_is_alone_in_its_folder_is_its_own_topic(make_site):
    files = {"content/en/gifts/index.md": article("They never expire.", title="Gift cards")}
    kb = context(prepare(load(make_site(files))), "en/gifts/index.md")
    assert (kb.kind, [crumb.title for crumb in kb.breadcrumbs], kb.siblings) == ("article", ["Help"], ())
    home = context(prepare(load(make_site(files))), "en/index.md")
    assert [(entry.title, entry.url, entry.count) for entry in home.categories if entry.id == "gifts"] == [
        ("Gift cards", "en/gifts/", 1)
    ]
