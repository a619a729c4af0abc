"""One site at three moments: before an article appears, while it is there, and after it has expired."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from small_site import article, write_site

from kbgen.commands.main import main

BEFORE, WITHIN, AFTER = (1_796_083_200 + days * 86_400 for days in (-1, 0, 40))
"""30 November 2026, 1 December, 10 January 2027; noon in Hong Kong is six hours before."""

DATES = {"publish_at": "2026-12-01", "expire_at": "2027-01-05", "id": "7f3k", "keywords": "[zebra gift]", "featured": "true"}
FILES = {
    "content/en/returns/sale.md": article(
        "Zebra text.", title="Zebra sale", aliases="[returns/zebra]", updated="2026-11-20", **DATES
    ),
    "content/zh-hant/returns/sale.md": article("斑馬內容。", title="斑馬優惠", updated="2026-11-20", **DATES),
    "content/en/returns/refund-times.md": article("See [the sale](sale.md).", title="Refund times", updated="2026-10-01"),
    "content/en/returns/flash.md": article("Text.", title="Flash sale", publish_at="2026-12-01", expire_at="2026-12-20 18:30"),
    "content/zh-hant/returns/flash.md": article(
        "文字。", title="限時優惠", publish_at="2026-12-01", expire_at="2026-12-20 10:30Z"
    ),
    "content/notices/storm.yml": (
        "start: 2026-12-01\nend: 2026-12-02\nen: {title: Storm, text: Wait.}\nzh-hant: {title: 風暴, text: 請稍候。}\n"
    ),
    "content/terms.yml": "pins:\n  - {for: [zebra], article: returns/sale}\n",
}
TOP = "site_url: https://help.example.com/\n"
SETTINGS = "collector: {endpoint: /_kb/events, site: shop}"


def build(folder: Path, moment: int, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
    return main(["build", "--config", str(folder / "mkdocs.yml")])


def texts(site: Path) -> Mapping[str, str]:
    found = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file() and path.suffix not in {".bin", ".pack", ".woff2"}):
        found[path.relative_to(site).as_posix()] = path.read_text("utf-8", errors="replace")
    return found


def naming_it(site: Path) -> set[str]:
    """Files that name the article; the index is asked by its list of ids, which is in no pack."""
    words = ("Zebra", "斑馬", "returns/sale", "7f3k")
    return {name for name, text in texts(site).items() if any(word in text for word in words)}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The site as it was published at each moment, one after the other into one folder."""
    folder = tmp_path_factory.mktemp("lifecycle")
    write_site(folder, FILES, settings=SETTINGS, top=TOP)
    kept = {}
    with pytest.MonkeyPatch.context() as patch:
        for name, moment in (("before", BEFORE), ("within", WITHIN), ("after", AFTER), ("again", AFTER)):
            assert build(folder, moment, patch) == 0
            kept[name] = folder / name
            (folder / "site").rename(kept[name])
            if name != "after":  # each is built over the one before it, as on a host
                shutil.copytree(kept[name], folder / "site")
    return kept


def test_before_its_time_an_article_is_in_no_output(sites):
    assert naming_it(sites["before"]) == set()
    assert "<p>See the sale.</p>" in texts(sites["before"])["en/returns/refund-times/index.html"]


def test_within_its_time_it_is_in_all_of_them(sites):
    wanted = {
        "en/index.html",
        "en/search/index.html",
        "en/returns/index.html",
        "en/returns/refund-times/index.html",
        "en/returns/sale/index.html",
        "en/returns/sale.md",
        "zh-hant/feed.xml",
        "sitemap.xml",
        "llms.txt",
        "articles.json",
        "a/7f3k/index.html",
        "_redirects",
    }
    assert wanted <= naming_it(sites["within"])


def test_after_its_time_only_its_addresses_are_left_and_say_so(sites):
    hosts = {"_redirects", "vercel.json", "redirects.nginx.conf", "redirects.caddy"}
    pages = {f"{language}/returns/{name}/index.html" for language in ("en", "zh-hant") for name in ("sale", "zebra")}
    assert naming_it(sites["after"]) <= {*hosts, *pages, "a/7f3k/index.html", "articles.json"}
    page = texts(sites["after"])["zh-hant/returns/sale/index.html"]
    assert '<meta name="robots" content="noindex">' in page
    assert "這篇文章適用至 2027 年 1 月 5 日，現已失效。" in page
    assert "斑馬內容" not in page
    assert 'href="../"' in page


def test_the_collector_is_told_of_an_expired_article_as_a_former_one(sites):
    told = {when: json.loads(texts(sites[when])["articles.json"])["former"] for when in ("before", "within", "after")}
    assert told == {"before": [], "within": ["returns/zebra"], "after": ["returns/flash", "returns/sale"]}


def test_a_short_link_and_a_former_address_lead_to_the_page_that_says_so(sites):
    after = texts(sites["after"])
    assert 'href="../../en/returns/sale/"' in after["a/7f3k/index.html"]
    assert "url=../sale/" in after["en/returns/zebra/index.html"]


def test_two_builds_of_one_moment_are_the_same(sites):
    assert texts(sites["after"]) == texts(sites["again"])


def test_a_notice_is_on_pages_and_is_no_file_of_the_site(sites):
    named = {name for name, text in texts(sites["within"]).items() if "Storm" in text}
    assert {"en/index.html", "en/search/index.html", "en/returns/sale/index.html"} <= named
    assert all((name.startswith("en/") and name.endswith("/index.html")) or name == "en/index.html" for name in named)
    assert not (sites["within"] / "notices").exists()
    assert not any("Storm" in text for text in texts(sites["after"]).values())


def test_the_index_says_when_an_article_will_end(sites):
    manifest = json.loads(texts(sites["within"])["search/manifest.json"])
    ends = {"returns/flash": 1_797_762_600, "returns/sale": 1_799_164_800}
    assert manifest["expires"] == {"en": ends, "zh-hant": ends}
    assert "expires" not in json.loads(texts(sites["before"])["search/manifest.json"])


def test_a_page_says_until_when_it_holds_and_carries_the_note_for_a_site_that_nobody_builds_again(sites):
    page = texts(sites["within"])["en/returns/sale/index.html"]
    assert 'Valid until <time datetime="2027-01-05">5 January 2027</time>' in page
    assert 'id="kb-expired"' in page
    assert "This article was valid until 5 January 2027, and no longer is." in page


def test_an_article_that_ends_within_a_day_says_at_what_time_of_the_shop(sites):
    pages, later = texts(sites["within"]), texts(sites["after"])
    moment = '<time datetime="2026-12-20T18:30:00+08:00">'
    assert f"Valid until {moment}20 December 2026, 18:30 (Hong Kong time)</time>" in pages["en/returns/flash/index.html"]
    assert f"適用至：{moment}2026 年 12 月 20 日 18:30（香港時間）</time>" in pages["zh-hant/returns/flash/index.html"]
    assert "was valid until 20 December 2026, 18:30 (Hong Kong time), and no longer is." in pages["en/returns/flash/index.html"]
    assert "was valid until 20 December 2026, 18:30 (Hong Kong time), and no longer is." in later["en/returns/flash/index.html"]


def test_the_page_of_an_expired_article_may_vanish_with_its_file_but_never_its_short_id(sites, tmp_path, monkeypatch, capsys):
    write_site(
        tmp_path,
        {**FILES, "content/en/returns/sale.md": None, "content/zh-hant/returns/sale.md": None},
        settings=SETTINGS,
        top=TOP,
    )
    (tmp_path / "content/terms.yml").unlink()
    (tmp_path / "content/en/returns/refund-times.md").write_text(article("See.", title="Refund times"), "utf-8")
    sites["after"].rename(tmp_path / "site")
    try:
        assert build(tmp_path, AFTER, monkeypatch) == 1
        said = capsys.readouterr().err
        assert "/a/7f3k/" in said
        assert "returns/sale" not in said
        assert "returns/zebra" not in said
    finally:
        (tmp_path / "site").rename(sites["after"])
