"""What a page needs, whoever wrote its templates."""

from __future__ import annotations

import pytest

from kbgen.settings.site import load
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.page_needs import lacks_of
from kbgen.site.pages import list_pages
from kbgen.site.portal import prepare

POLICY = "default-src 'none'"
HEAD = (
    f'<meta charset="utf-8"><meta name="viewport"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    '<script type="module" src="../assets/portal.js"></script>'
    '<script type="application/json" id="kb-strings">{}</script><script type="application/json" id="kb-categories">[]</script>'
)
OTHER = '<a hreflang="zh-Hant-HK" href="#">繁體中文</a>'
BOX = '<form data-kb-box><input name="q"></form>'
MIDDLES = {
    "en/returns/refund-times.md": '<h1>T</h1><div class="prose"><p style="x" onclick="y">text<br></p></div>',
    "en/search.md": f'<h1>S</h1><div data-kb-results>{BOX}<div data-kb-found></div><script type="application/json" '
    'id="kb-results-strings">{}</script></div>',
    "en/index.md": f"<h1>H</h1>{BOX}",
}


@pytest.fixture
def lacks(make_site):
    portal = prepare(load(make_site()))
    pages = {page.path: page for page in list_pages(portal)}
    builder = ContextBuilder(portal)

    def found(path: str, middle: str, *, head: str = HEAD, foot: str = OTHER, policy: str = POLICY) -> list[str]:
        html = f'<html><head>{head}</head><body><main id="content">{middle}</main>{foot}</body></html>'
        return [lack.message for lack in lacks_of(html, builder.build(pages[path]), script_url="portal.js", policy=policy)]

    return found


@pytest.mark.parametrize("path", MIDDLES)
def test_a_page_that_has_all_it_needs_lacks_nothing_and_the_text_of_an_article_is_its_own(lacks, path):
    assert lacks(path, MIDDLES[path]) == []


def test_what_scripts_and_readers_need_is_missed(lacks):
    results = MIDDLES["en/search.md"]
    assert lacks("en/search.md", results.replace("data-kb-found", "")) == ["has no <… data-kb-found>"]
    assert lacks("en/search.md", results.replace('name="q"', "")) == ['has no <input name="q">']
    assert lacks("en/returns/refund-times.md", "<h1>T</h1><h1>U</h1>") == ['has no <… class="prose">', "has 2 <h1>"]
    assert lacks("en/index.md", BOX) == ["has no <h1>"]
    assert lacks("en/index.md", MIDDLES["en/index.md"], foot="") == ["has no way to 繁體中文"]
    assert "does not load the portal's script" in lacks("en/index.md", MIDDLES["en/index.md"], head="")


@pytest.mark.parametrize(
    ("foot", "told"),
    [
        ("<script>alert(1)</script>", "has an inline <script>"),
        ("<style>p{}</style>", "has an inline <style>"),
        ('<p style="color:red">', 'has style="color:red" on <p>'),
        ('<p onclick="x()">', 'has onclick="x()" on <p>'),
        ('<script src="https://chat.example/x.js"></script>', "loads 'https://chat.example/x.js'"),
        ('<link rel="stylesheet" href="//fonts.example/a.css">', "loads '//fonts.example/a.css'"),
        ('<link rel="StyleSheet" href="https://fonts.example/a.css">', "loads 'https://fonts.example/a.css'"),
        ('<iframe src="https://v.example/">', "loads 'https://v.example/'"),
        ('<img src="https://badges.example/a.png" alt="">', "loads 'https://badges.example/a.png'"),
        ('<video src="https://v.example/a.mp4"></video>', "loads 'https://v.example/a.mp4'"),
        ('<object data="https://v.example/a.pdf"></object>', "loads 'https://v.example/a.pdf'"),
        ('<script type="text/javascript">x()</script>', "has an inline <script>"),
    ],
)
def test_what_browsers_refuse_under_the_policy_is_said(lacks, foot, told):
    middle = MIDDLES["en/returns/refund-times.md"]
    assert told in lacks("en/returns/refund-times.md", middle, foot=OTHER + foot)[0]
    allowed = HEAD.replace(POLICY, "script-src *")
    assert lacks("en/returns/refund-times.md", middle, head=allowed, foot=OTHER + foot) == []


def test_a_link_to_another_host_loads_nothing(lacks):
    foot = OTHER + '<a href="https://shop.example/">Shop</a><link rel="canonical" href="https://help.example/">'
    assert lacks("en/index.md", MIDDLES["en/index.md"], foot=foot) == []


def test_a_picture_of_a_host_that_the_site_allows_is_no_fault(lacks):
    policy = "default-src 'none'; img-src 'self' https://pictures.example; connect-src 'self' https://collect.example"
    head, middle = HEAD.replace(POLICY, policy), MIDDLES["en/index.md"]
    pictures = '<img src="https://pictures.example/a.png" alt=""><img src="//pictures.example/b.png" alt="">'
    assert lacks("en/index.md", middle, head=head, foot=OTHER + pictures, policy=policy) == []
    other = '<img src="https://collect.example/a.png" alt="">'
    (told,) = lacks("en/index.md", middle, head=head, foot=OTHER + other, policy=policy)
    assert told.startswith("loads 'https://collect.example/a.png'")


@pytest.mark.parametrize("kind", ["text/template", "application/json; charset=utf-8", "text/x-handlebars"])
def test_a_script_that_no_browser_would_run_anyway_is_no_fault(lacks, kind):
    foot = f'{OTHER}<script type="{kind}">x</script>'
    assert lacks("en/index.md", MIDDLES["en/index.md"], foot=foot) == []
