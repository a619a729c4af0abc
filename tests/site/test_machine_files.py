"""Sitemap, robots and redirects."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from small_site import article

from kbgen.config import load
from kbgen.site.machine_files import machine_files
from kbgen.site.portal import prepare

FILES = {
    "content/en/returns/a.md": article(aliases="[returns/old, sending-back]", updated="2026-10-02", title="A & B"),
    "content/zh-hant/returns/退款.md": article(),
}
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def files(make_site) -> dict[str, str]:
    portal = prepare(load(make_site(FILES, top="site_url: https://help.example.com/\n")))
    return {file.path: file.text for file in machine_files(portal)}


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


def test_without_an_address_of_the_site_only_redirects_are_made(make_site):
    portal = prepare(load(make_site(FILES)))
    assert sorted(file.path for file in machine_files(portal)) == [
        "en/returns/old/index.html",
        "en/sending-back/index.html",
    ]
