"""Terms that open their meaning: the first place in the text, without a script, and what search finds is the text itself."""

from __future__ import annotations

import pytest
from one_article import LINKS, SOURCE, html, make_article, render

from kbgen.render.article import RenderOptions, render_article
from kbgen.render.shared import SharedTexts
from kbgen.render.targets import Linker


def explained(body, language="en", **meanings):
    options = RenderOptions({}, shared={language: SharedTexts(meanings=meanings)})
    return render_article(make_article(body, language=language), Linker(LINKS, SOURCE, True, language), options)


def test_a_term_is_a_button_that_opens_its_meaning_without_a_script():
    button = '<button type="button" class="term" popovertarget="kb-meaning-1">FPS</button>'
    meaning = '<span class="meaning" id="kb-meaning-1" popover>Faster &lt;Payment&gt; System</span>'
    assert explained("Pay by FPS.", FPS="Faster <Payment> System").html == f"<p>Pay by {button}{meaning}.</p>\n"


def test_only_the_first_place_in_the_text_is_one():
    body = explained("## FPS\n\n[FPS](../delivery/fees.md) and `FPS`, FPS and FPS", FPS="x")
    assert body.html.count('class="term"') == 1
    assert "<code>FPS</code>, <button" in body.html


def test_search_finds_the_text_and_not_the_meaning():
    assert explained("Pay by FPS.", FPS="Faster Payment System").sections[0].text == "Pay by FPS."


@pytest.mark.parametrize(("term", "text", "found"), [
    ("FPS", "fps and FPSX", False),
    ("proof", "A Proof is", True),
    ("proof", "waterproof and proofs", False),
    ("校樣", "請看校樣圖", True),
    ("C++", "Use C++ here", True),
    ("print run", "One print run", True),
])  # fmt: skip
def test_a_term_is_found_as_a_word(term, text, found):
    assert ('class="term"' in explained(text, **{term: "x"}).html) is found


def test_the_longest_term_at_a_place_wins():
    assert ">print run</button>" in explained("One print run", **{"print": "a", "print run": "b"}).html


def test_an_abbreviation_of_the_article_is_a_term_and_not_shown_itself():
    text = html("The HTML way.\n\n*[HTML]: HyperText *Markup*\n*[CSS]: Sheets\n")
    assert text.startswith('<p>The <button type="button" class="term" popovertarget="kb-meaning-1">HTML</button>')
    assert "Sheets" not in text
    assert render("*[HTML]: x\n").findings == ()


def test_meanings_are_no_anchors_of_the_article():
    assert explained("## One\n\nFPS", FPS="x").anchors == ("one",)
