"""The privacy notice is there where searches are counted, in both languages, and says what the collector does."""

from __future__ import annotations

import pytest
from small_site import head_builder

from kbgen.errors import ConfigError, ContentError
from kbgen.model import Language
from kbgen.settings.site import load
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.outputs.sitemap import sitemap
from kbgen.site.page_context import PageContext
from kbgen.site.pages import list_pages
from kbgen.site.portal import Portal, prepare
from kbgen.site.privacy import COUNT_MONTHS, COUNT_VISITORS, EVENT_DAYS, EXPORT_VISITORS
from search_analytics.store.retention import RAW_DAYS, ROLL_UP_DAYS
from search_analytics.store.search_log import AWAY_K, ROLL_UP_K

COLLECTOR = "collector:\n  endpoint: https://collect.example.com/v1/events\n  site: shop\n"
NOTICES = ("en/privacy-notice.md", "zh-hant/privacy-notice.md")


def portal(make_site, settings: str = COLLECTOR, **changes) -> Portal:
    return prepare(load(make_site(settings=settings, top="site_url: https://help.example.com/\n", **changes)))


def context(found: Portal, path: str) -> PageContext:
    return ContextBuilder(found).build(next(page for page in list_pages(found) if page.path == path))


def test_there_is_a_notice_in_both_languages_where_searches_are_counted_and_none_elsewhere(make_site):
    found = portal(make_site)
    assert {page.path for page in list_pages(found) if page.kind == "privacy"} == set(NOTICES)
    assert context(found, "en/index.md").privacy_url == "en/privacy-notice/"
    quiet = portal(make_site, settings="")
    assert not any(page.kind == "privacy" for page in list_pages(quiet))
    assert context(quiet, "en/index.md").privacy_url == ""


def test_the_two_lead_to_each_other_and_search_engines_know_both(make_site):
    found = portal(make_site)
    kb = context(found, NOTICES[0])
    assert [other.url for other in kb.alternates] == ["en/privacy-notice/", "zh-hant/privacy-notice/"]
    page = next(page for page in list_pages(found) if page.path == NOTICES[1])
    links = head_builder(found).build(page, context(found, NOTICES[1])).language_links
    assert {link.url for link in links} == {
        f"https://help.example.com/{language}/privacy-notice/" for language in ("en", "zh-hant")
    }
    assert sitemap(found).count("<loc>https://help.example.com/zh-hant/privacy-notice/</loc>") == 1


@pytest.mark.parametrize(
    ("settings", "language", "operator", "host"),
    [
        (COLLECTOR, "en", "My shop", "collect.example.com"),
        (COLLECTOR + "site_name_zh_hant: 我的店", "zh-hant", "我的店", "collect.example.com"),
        (COLLECTOR + "  operator: { en: Shop Ltd, zh-hant: 店有限公司 }", "zh-hant", "店有限公司", "collect.example.com"),
        (COLLECTOR + "  operator: Shop Ltd", "en", "Shop Ltd", "collect.example.com"),
        (COLLECTOR.replace("//collect.", "//help."), "en", "My shop", ""),
        (COLLECTOR.replace("https://collect.example.com", ""), "en", "My shop", ""),
    ],
)
def test_it_names_who_is_answerable_and_where_searches_go(make_site, settings: str, language: Language, operator: str, host: str):
    privacy = context(portal(make_site, settings=settings), f"{language}/privacy-notice.md").privacy
    assert privacy is not None
    assert (privacy.operator, privacy.host) == (operator, host)


def test_its_numbers_are_those_of_the_collector():
    assert (EVENT_DAYS, COUNT_VISITORS, EXPORT_VISITORS) == (RAW_DAYS, ROLL_UP_K, AWAY_K)
    assert round(ROLL_UP_DAYS / 365 * 12) == COUNT_MONTHS


def test_no_article_may_take_its_address(make_site):
    with pytest.raises(ContentError, match="address of the portal itself"):
        prepare(load(make_site({"content/en/privacy-notice.md": "---\ntitle: Mine\ndescription: x.\n---\n"})))


def test_an_operator_in_one_language_only_is_said(make_site):
    with pytest.raises(ConfigError, match=r"collector\.operator\.zh-hant"):
        load(make_site(settings=COLLECTOR + "  operator: { en: Shop Ltd }"))
