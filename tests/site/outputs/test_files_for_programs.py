"""Sitemap, robots, llms.txt, the Markdown of articles, and redirects."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
import yaml
from small_site import article

from kbgen.settings.site import load
from kbgen.site.outputs.for_programs import files_for_programs
from kbgen.site.portal import prepare

FILES = {
    "content/en/returns/a.md": article(aliases="[returns/old, sending-back]", updated="2026-10-02", title="A & B"),
    "content/zh-hant/returns/退款.md": article(aliases="[/舊頁/退款/, /faq.html]"),
}
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def files(make_site) -> dict[str, str]:
    portal = prepare(load(make_site(FILES, top="site_url: https://help.example.com/\n")))
    return {file.path: file.text for file in files_for_programs(portal)}


def test_the_sitemap_lists_written_pages_and_no_fallback_pages(files):
    root = ET.fromstring(files["sitemap.xml"])
    addresses = [entry.text for entry in root.findall("s:url/s:loc", NAMES)]
    assert "https://help.example.com/" in addresses
    assert "https://help.example.com/en/returns/a/" in addresses
    assert "https://help.example.com/zh-hant/returns/a/" not in addresses
    assert "https://help.example.com/zh-hant/returns/%E9%80%80%E6%AC%BE/" in addresses
    assert len(addresses) == len(set(addresses)) == 9


def test_the_sitemap_names_both_languages_of_a_pair(files):
    root = ET.fromstring(files["sitemap.xml"])
    entry = next(
        entry
        for entry in root.findall("s:url", NAMES)
        if entry.findtext("s:loc", "", NAMES) == "https://help.example.com/en/returns/refund-times/"
    )
    assert {(link.get("hreflang"), link.get("href")) for link in entry.findall("x:link", NAMES)} == {
        ("en", "https://help.example.com/en/returns/refund-times/"),
        ("zh-Hant-HK", "https://help.example.com/zh-hant/returns/refund-times/"),
        ("x-default", "https://help.example.com/en/returns/refund-times/"),
    }


def test_the_sitemap_says_when_an_article_changed(files):
    assert "<loc>https://help.example.com/en/returns/a/</loc>\n<lastmod>2026-10-02</lastmod>" in files["sitemap.xml"]


def test_robots_names_the_sitemap(files):
    assert "Sitemap: https://help.example.com/sitemap.xml" in files["robots.txt"]


def test_a_former_address_leads_to_the_article(files):
    page = files["en/returns/old/index.html"]
    assert '<meta http-equiv="refresh" content="0; url=../a/">' in page
    assert '<link rel="canonical" href="https://help.example.com/en/returns/a/">' in page
    assert "<title>A &amp; B</title>" in page
    assert "url=../returns/a/" in files["en/sending-back/index.html"]


def test_a_former_address_that_begins_with_a_slash_is_that_of_the_site(files):
    assert (
        '<meta http-equiv="refresh" content="0; url=../../zh-hant/returns/%E9%80%80%E6%AC%BE/">' in files["舊頁/退款/index.html"]
    )
    assert "url=zh-hant/returns/%E9%80%80%E6%AC%BE/" in files["faq.html"]


def test_the_gateway_and_both_home_pages_name_each_other(files):
    root = ET.fromstring(files["sitemap.xml"])
    sets = {
        entry.findtext("s:loc", "", NAMES): frozenset(
            (link.get("hreflang"), link.get("href")) for link in entry.findall("x:link", NAMES)
        )
        for entry in root.findall("s:url", NAMES)
    }
    homes = [f"https://help.example.com/{path}" for path in ("", "en/", "zh-hant/")]
    assert {sets[home] for home in homes} == {frozenset(zip(("x-default", "en", "zh-Hant-HK"), homes, strict=True))}


def test_without_an_address_of_the_site_what_needs_one_is_left_out(make_site):
    portal = prepare(load(make_site(FILES)))
    made = {file.path for file in files_for_programs(portal)}
    assert "en/returns/old/index.html" in made
    assert "en/returns/a.md" in made
    assert not made & {"sitemap.xml", "robots.txt", "llms.txt", "en/feed.xml"}


def test_the_markdown_of_a_page_lies_where_its_relative_links_hold(files):
    assert {path for path in files if path.endswith(".md")} == {
        "en/index.md",
        "en/returns/index.md",
        "en/returns/a.md",
        "en/returns/refund-times.md",
        "zh-hant/index.md",
        "zh-hant/returns/index.md",
        "zh-hant/returns/退款.md",
        "zh-hant/returns/refund-times.md",
    }


def test_the_markdown_says_what_readers_see_and_keeps_the_text_as_written(make_site):
    written = article("See [b](b.md).\n\n!!! tip\n    Text\n", title="'A \"quoted\" title'", updated="2026-10-02", order="7")
    settings = load(make_site({"content/en/returns/a.md": written, "content/en/returns/b.md": article()}))
    (text,) = [file.text for file in files_for_programs(prepare(settings)) if file.path == "en/returns/a.md"]
    front, body = text.removeprefix("---\n").split("---\n", 1)
    assert yaml.safe_load(front) == {
        "title": 'A "quoted" title',
        "description": "About it.",
        "language": "en",
        "updated": "2026-10-02",
    }
    assert body == '\n# A "quoted" title\n\nSee [b](b.md).\n\n!!! tip\n    Text\n'


def test_llms_txt_lists_each_written_article_once_in_its_language(files):
    text = files["llms.txt"]
    assert text.startswith("# My shop\n\n> ")
    english, chinese = text.split("## 退貨 (zh-Hant-HK)\n")
    assert "## Returns (en)\n" in english
    assert "- [A & B](https://help.example.com/en/returns/a.md): About it.\n" in english
    assert "- [退款時間](https://help.example.com/zh-hant/returns/refund-times.md): 款項何時到帳。\n" in chinese
    assert re.findall(r"\]\((.*?)\)", chinese) == [
        "https://help.example.com/zh-hant/returns/refund-times.md",
        "https://help.example.com/zh-hant/returns/%E9%80%80%E6%AC%BE.md",
    ]


def test_brackets_in_a_title_do_not_break_llms_txt(make_site):
    files = {"content/en/returns/a.md": article(title='"Refunds [FPS] and cards"')}
    portal = prepare(load(make_site(files, top="site_url: https://help.example.com/\n")))
    (text,) = [file.text for file in files_for_programs(portal) if file.path == "llms.txt"]
    assert r"- [Refunds \[FPS\] and cards](https://help.example.com/en/returns/a.md)" in text


def test_a_site_with_a_collector_lists_its_articles_for_it(make_site):
    settings = "collector:\n  endpoint: https://collect.example.com/v1/events\n  site: shop"
    portal = prepare(load(make_site(FILES, settings=settings)))
    (text,) = [file.text for file in files_for_programs(portal) if file.path == "articles.json"]
    listed = json.loads(text)
    assert (listed["site"], listed["build"]) == ("shop", portal.build_id)
    assert {"returns/a", "returns/退款", "returns"} <= set(listed["articles"])
    assert listed["former"] == ["returns/old", "sending-back"]
    assert listed["moved"] == {"returns/old": "returns/a", "sending-back": "returns/a"}


def test_a_site_without_a_collector_lists_nothing_for_it(files):
    assert "articles.json" not in files
