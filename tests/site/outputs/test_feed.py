"""The Atom feeds of changed articles, against what RFC 4287 requires."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from small_site import article

from kbgen.settings.site import load
from kbgen.site.outputs.feed import MAX_ENTRIES
from kbgen.site.outputs.for_programs import files_for_programs
from kbgen.site.portal import prepare

NAMES = {"a": "http://www.w3.org/2005/Atom"}
FILES = {
    "content/en/returns/a.md": article(title="A & <B>", updated="2026-10-02"),
    "content/en/returns/b.md": article(title="B", updated="2026-11-03"),
    "content/en/returns/undated.md": article(title="Undated"),
    "content/zh-hant/returns/退款.md": article(title="退款", updated="2026-10-04"),
}


@pytest.fixture
def feeds(make_site) -> dict[str, ET.Element]:
    portal = prepare(load(make_site(FILES, top="site_url: https://help.example.com/\n")))
    return {file.path: ET.fromstring(file.text) for file in files_for_programs(portal) if file.path.endswith("feed.xml")}


def test_each_language_has_a_feed_with_what_the_standard_requires(feeds):
    assert set(feeds) == {"en/feed.xml", "zh-hant/feed.xml"}
    for path, feed in feeds.items():
        assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
        assert feed.findtext("a:author/a:name", "", NAMES)
        self_link = feed.find("a:link[@rel='self']", NAMES)
        assert self_link is not None
        assert self_link.get("href") == f"https://help.example.com/{path}"
        for part in (feed, *feed.findall("a:entry", NAMES)):
            for name in ("id", "title", "updated"):
                assert len(part.findall(f"a:{name}", NAMES)) == 1
            alternates = [link.get("type") for link in part.findall("a:link[@rel='alternate']", NAMES)]
            assert len(alternates) == len(set(alternates)) > 0
        ids = [entry.findtext("a:id", "", NAMES) for entry in feed.findall("a:entry", NAMES)]
        assert len(ids) == len(set(ids)) > 0


def test_the_article_changed_last_comes_first_and_dates_the_feed(feeds):
    entries = feeds["en/feed.xml"].findall("a:entry", NAMES)
    assert [entry.findtext("a:title", "", NAMES) for entry in entries] == ["B", "A & <B>"]
    assert feeds["en/feed.xml"].findtext("a:updated", "", NAMES) == "2026-11-03T00:00:00Z"


def test_a_feed_is_in_one_language(feeds):
    feed = feeds["zh-hant/feed.xml"]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hant-HK"
    assert [entry.findtext("a:title", "", NAMES) for entry in feed.findall("a:entry", NAMES)] == ["退款"]
    (link,) = feed.findall("a:entry/a:link[@type='text/markdown']", NAMES)
    assert link.get("href") == "https://help.example.com/zh-hant/returns/%E9%80%80%E6%AC%BE.md"


def test_a_title_that_xml_cannot_hold_does_not_break_the_feed(make_site):
    files = {"content/en/returns/a.md": article(title='"A\\bB"', updated="2026-10-02")}
    portal = prepare(load(make_site(files, top="site_url: https://help.example.com/\n")))
    (text,) = [file.text for file in files_for_programs(portal) if file.path == "en/feed.xml"]
    assert ET.fromstring(text).findtext("a:entry/a:title", "", NAMES) == "AB"


def test_a_feed_stays_short(make_site):
    files = {f"content/en/returns/a{n}.md": article(updated="2026-10-02") for n in range(MAX_ENTRIES + 5)}
    portal = prepare(load(make_site(files, top="site_url: https://help.example.com/\n")))
    (text,) = [file.text for file in files_for_programs(portal) if file.path == "en/feed.xml"]
    assert text.count("<entry>") == MAX_ENTRIES


def test_without_dates_there_is_no_feed(make_site):
    portal = prepare(load(make_site(top="site_url: https://help.example.com/\n")))
    assert not [file.path for file in files_for_programs(portal) if file.path.endswith("feed.xml")]
