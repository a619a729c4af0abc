"""Short ids and their addresses, and former addresses as hosts read them."""

from __future__ import annotations

import json

import pytest
from small_site import article

from kbgen.commands.main import main
from kbgen.content.short_ids import new_short_id
from kbgen.errors import ContentError, UsageError
from kbgen.settings.site import load
from kbgen.site.assets.theme_assets import ThemeAssets
from kbgen.site.outputs.for_programs import files_for_programs
from kbgen.site.outputs.short_links import short_link_pages
from kbgen.site.portal import prepare
from kbgen.site.snippets import make_snippets

ASSETS = ThemeAssets("assets/kbgen/0/", {"portal/short-link.js": b"go()"})


def test_the_page_of_a_short_link_offers_both_languages_and_fetches_one_script(make_site):
    config = make_site({"content/en/returns/a.md": article(id="7f3k", title="A & B")})
    ((path, page),) = short_link_pages(prepare(load(config)), ASSETS)
    assert path == "a/7f3k/index.html"
    assert 'href="../../en/returns/a/" hreflang="en" data-kb-door="en"><span lang="en">A &amp; B</span>' in page
    assert 'href="../../zh-hant/returns/a/" hreflang="zh-Hant-HK" data-kb-door="zh-hant"' in page
    assert '<script type="module" src="../../assets/kbgen/0/portal/short-link.js" integrity="sha256-' in page


def test_replies_carry_the_short_link(make_site):
    config = make_site({"content/en/returns/a.md": article(id="7f3k")})
    links = {one.article: one.replies["en"].link for one in make_snippets(prepare(load(config)), "https://h.example/").snippets}
    assert links == {
        "returns/a": "https://h.example/a/7f3k/",
        "returns/refund-times": "https://h.example/en/returns/refund-times/",
    }


@pytest.mark.parametrize("written", ["7f3", "1234", "2345", "abcd", "7F3K", "getting-started", "[7f3k]"])
def test_what_is_no_short_id_is_an_error(make_site, written):
    with pytest.raises(ContentError, match="bad-value"):
        prepare(load(make_site({"content/en/returns/a.md": article(id=written)})))


def test_an_id_in_capital_letters_is_told_how_to_write_it_and_other_words_what_an_id_looks_like(make_site):
    files = {"content/en/returns/a.md": article(id="7F3K"), "content/en/returns/b.md": article(id="refunds")}
    with pytest.raises(ContentError) as raised:
        prepare(load(make_site(files)))
    capitals, word = (problem.hint for problem in raised.value.problems)
    assert capitals == "write it in small letters: '7f3k'"
    assert "four to eight letters and digits, none a vowel, as '7f3k'" in word


@pytest.mark.parametrize(
    ("files", "settings", "said"),
    [
        (("en/returns/a.md", "en/returns/b.md"), "", "the id '7f3k' is that of content/en/returns/a.md"),
        (("en/returns/a.md",), "withdrawn: [/a/7f3k/]", "the id '7f3k' was withdrawn"),
    ],
)
def test_an_id_is_of_one_article_only(make_site, files, settings, said):
    config = make_site({f"content/{name}": article(f"{name}\n", title=name, id="7f3k") for name in files}, settings=settings)
    with pytest.raises(ContentError, match=said):
        prepare(load(config))


def test_both_sides_have_the_same_id(make_site):
    sides = {"content/en/returns/a.md": article(id="7f3k"), "content/zh-hant/returns/a.md": article(title="甲", id="7f3m")}
    with pytest.raises(ContentError, match=r"'id' is '7f3m', but '7f3k' in content/en/returns/a.md"):
        prepare(load(make_site(sides)))


def test_ids_are_given_once_and_to_both_sides(make_site, capsys):
    config = make_site({"content/en/returns/a.md": article(id="7f3k")})
    assert main(["ids", "--config", str(config)]) == 0
    short_id, _, given = capsys.readouterr().out.strip().partition("\t")
    assert given == "returns/refund-times"
    for side in ("en", "zh-hant"):
        text = (config.parent / f"content/{side}/returns/refund-times.md").read_text("utf-8")
        assert text.partition("---\n\n")[0].endswith(f"\nid: {short_id}\n")
    assert main(["ids", "--config", str(config)]) == 0
    assert capsys.readouterr().out == ""


def test_an_id_that_is_taken_is_not_made_again():
    chosen = iter("7f3k2222" + "7f3m")
    assert new_short_id({"7f3k"}, lambda _: next(chosen)) == "7f3m"
    with pytest.raises(UsageError, match="no short id is free"):
        new_short_id({"bbbb"}, lambda _: "b")


def test_hosts_get_former_addresses_in_their_own_form(make_site):
    files = {
        "content/en/returns/a.md": article(aliases="[returns/was+1]"),
        "content/zh-hant/returns/a.md": article(title="甲", aliases="[/舊頁/退款.html]"),
    }
    config = make_site(files, top="site_url: https://help.example.com/kb/\n")
    found = {file.path: file.text for file in files_for_programs(prepare(load(config)))}
    assert found["_redirects"].splitlines() == [
        "/en/returns/was%2B1/ /en/returns/a/ 301",
        "/zh-hant/returns/was%2B1/ /zh-hant/returns/a/ 301",
        "/%E8%88%8A%E9%A0%81/%E9%80%80%E6%AC%BE.html /zh-hant/returns/a/ 301",
    ]
    assert json.loads(found["vercel.json"])["redirects"][2] == {
        "source": "/%E8%88%8A%E9%A0%81/%E9%80%80%E6%AC%BE\\.html",
        "destination": "/zh-hant/returns/a/",
        "permanent": True,
    }
    assert (
        'location = "/kb/舊頁/退款.html" { return 301 "/kb/zh-hant/returns/a/$is_args$args"; }' in found["redirects.nginx.conf"]
    )
    assert 'redir "/kb/en/returns/was+1/" "/kb/en/returns/a/" permanent' in found["redirects.caddy"]


def test_a_site_without_former_addresses_has_no_such_files(make_site):
    found = {file.path for file in files_for_programs(prepare(load(make_site())))}
    assert not found & {"_redirects", "redirects.nginx.conf", "redirects.caddy"}
