"""What the head of a page tells search engines and programs that show shared links."""

from __future__ import annotations

import json

import pytest
from small_site import article, head_builder

from kbgen.errors import ConfigError
from kbgen.settings.site import load
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.head import Head
from kbgen.site.pages import Page, list_pages
from kbgen.site.portal import Portal, prepare

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76\x08\x02\0\0\0"
TOP = "site_url: https://help.example.com/\n"
FAQ = '??? question "Can I <b>return</b> it?"\n    Yes, with [a slip](a.md).\n\n    - Twice.\n'
FILES = {
    "content/en/returns/a.md": article(title="A </script><!-- title", updated="2026-10-02", keywords="[back]"),
    "content/zh-hant/returns/a.md": article(title="甲"),
    "content/en/returns/faq.md": article(FAQ, title="Questions", type="faq"),
    "content/zh-hant/returns/faq.md": article("沒有問題。\n", title="問題", type="faq"),
    "content/zh-hant/returns/c.md": article("![](../../assets/card.png)", title="丙", type="policy"),
    "content/assets/card.png": PNG,
    "content/assets/shared.png": PNG,
}


@pytest.fixture
def portal(make_site) -> Portal:
    return prepare(load(make_site(FILES, top=TOP, settings="social_image: assets/shared.png")))


def head(portal: Portal, path: str) -> Head:
    page = next((page for page in list_pages(portal) if page.path == path), Page(path, "not-found", "en"))
    return head_builder(portal).build(page, ContextBuilder(portal).build(page))


def nodes(portal: Portal, path: str) -> dict[str, dict]:
    data = json.loads(head(portal, path).structured_data)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def tags(portal: Portal, path: str) -> dict[str, str]:
    return {link.tag: link.url for link in head(portal, path).language_links}


def test_both_sides_of_a_pair_carry_the_same_language_links(portal):
    assert tags(portal, "en/returns/a.md") == tags(portal, "zh-hant/returns/a.md")
    assert tags(portal, "en/returns/a.md") == {
        "en": "https://help.example.com/en/returns/a/",
        "zh-Hant-HK": "https://help.example.com/zh-hant/returns/a/",
        "x-default": "https://help.example.com/en/returns/a/",
    }


def test_readers_of_other_languages_get_the_default_one(make_site):
    settings = "default_language: zh-hant\nzh_hant_tag: zh-Hant-TW"
    portal = prepare(load(make_site(FILES, top=TOP, settings=settings)))
    links = tags(portal, "en/returns/a.md")
    assert list(links) == ["en", "zh-Hant-TW", "x-default"]
    assert links["x-default"] == "https://help.example.com/zh-hant/returns/a/"
    assert dict(head(portal, "zh-hant/returns/a.md").card)["og:locale"] == "zh_TW"


def test_the_first_page_is_where_other_languages_are_sent(portal):
    assert tags(portal, "index.md") == tags(portal, "en/index.md") == tags(portal, "zh-hant/index.md")
    assert tags(portal, "index.md")["x-default"] == "https://help.example.com/"


@pytest.mark.parametrize("path", ["en/returns/c.md", "en/search.md", "404.html"])
def test_a_page_that_is_not_to_be_kept_has_no_language_links_and_no_data(portal, path):
    found = head(portal, path)
    assert (found.index, found.language_links, found.structured_data) == (False, (), "")


def test_a_fallback_page_names_the_markdown_and_the_locale_of_the_text_it_shows(portal):
    found = head(portal, "en/returns/c.md")
    assert found.markdown_url == "zh-hant/returns/c.md"
    assert dict(found.card)["og:locale"] == "zh_HK"
    assert "og:locale:alternate" not in dict(found.card)


def test_without_an_address_of_the_site_nothing_absolute_is_said(make_site):
    portal = prepare(load(make_site(FILES, settings="social_image: assets/shared.png")))
    found = head(portal, "en/returns/a.md")
    assert (found.language_links, found.structured_data, found.feed_url) == ((), "", "")
    assert not {"og:url", "og:image"} & set(dict(found.card))
    assert found.markdown_url == "en/returns/a.md"


def test_an_article_describes_itself(portal):
    data = nodes(portal, "en/returns/a.md")
    assert set(data) == {"TechArticle", "BreadcrumbList"}
    node = data["TechArticle"]
    assert node["headline"] == "A </script><!-- title"
    assert node["url"] == "https://help.example.com/en/returns/a/"
    assert (node["dateModified"], node["inLanguage"], node["keywords"]) == ("2026-10-02", "en", ["back"])
    assert node["publisher"]["name"] == "My shop"
    assert [(step["position"], step["name"], step["item"]) for step in data["BreadcrumbList"]["itemListElement"]] == [
        (1, "Help", "https://help.example.com/en/"),
        (2, "Returns", "https://help.example.com/en/returns/"),
        (3, "A </script><!-- title", "https://help.example.com/en/returns/a/"),
    ]


def test_no_title_ends_the_element_that_holds_the_data(portal):
    text = head(portal, "en/returns/a.md").structured_data
    assert not set("<>&") & set(text)


def test_questions_and_answers_are_listed_as_plain_text(portal):
    node = nodes(portal, "en/returns/faq.md")["FAQPage"]
    (question,) = node["mainEntity"]
    assert question["name"] == "Can I <b>return</b> it?"
    assert question["acceptedAnswer"] == {"@type": "Answer", "text": "Yes, with a slip.\nTwice."}


def test_a_list_of_questions_without_any_is_an_article(portal):
    assert set(nodes(portal, "zh-hant/returns/faq.md")) == {"Article", "BreadcrumbList"}


@pytest.mark.parametrize("path", ["index.md", "en/index.md", "zh-hant/index.md"])
def test_a_home_page_says_how_to_search(portal, path):
    node = nodes(portal, path)["WebSite"]
    folder = "zh-hant" if path.startswith("zh") else "en"
    assert node["potentialAction"]["target"]["urlTemplate"] == (
        f"https://help.example.com/{folder}/search/?q={{search_term_string}}"
    )


def test_a_shared_link_shows_the_first_picture_of_the_article_else_that_of_the_site(portal):
    own, other = head(portal, "zh-hant/returns/c.md"), head(portal, "en/returns/a.md")
    assert dict(own.card)["og:image"] == "https://help.example.com/assets/card.png"
    assert dict(other.card)["og:image"] == "https://help.example.com/assets/shared.png"
    assert (dict(own.card)["og:image:width"], dict(own.card)["og:image:height"]) == ("1200", "630")
    assert own.large_card
    assert other.large_card
    assert nodes(portal, "zh-hant/returns/c.md")["Article"]["image"] == "https://help.example.com/assets/card.png"


def test_each_language_may_have_its_own_picture(make_site):
    settings = "social_image:\n  en: assets/card.png\n  zh-hant: assets/shared.png"
    portal = prepare(load(make_site(FILES, top=TOP, settings=settings)))
    images = [dict(head(portal, f"{language}/returns/a.md").card)["og:image"] for language in ("en", "zh-hant")]
    assert images == ["https://help.example.com/assets/card.png", "https://help.example.com/assets/shared.png"]


@pytest.mark.parametrize(("image", "fault"), [("assets/none.png", "which does not exist"), ("assets/x.svg", "PNG or JPEG")])
def test_a_picture_that_cannot_be_shown_is_refused(make_site, image, fault):
    with pytest.raises(ConfigError, match=fault):
        load(make_site(settings=f"social_image: {image}"))


def test_the_results_page_alone_asks_for_the_index_and_the_scripts_of_the_search_at_once(portal):
    for language in ("en", "zh-hant"):
        assets = head(portal, f"{language}/search.md").assets
        assert [asset.url.split("/", 3)[3] for asset in assets.modules] == ["portal/results-page.js", "search/worker.js"]
        assert assets.data == (f"search/{language}.pack",)
        others = head(portal, f"{language}/returns/a.md").assets
        assert (others.modules, others.data) == ((), ())
