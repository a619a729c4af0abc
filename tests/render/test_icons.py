"""Icons by name: drawn in the page, silent, and never what a link says alone."""

from __future__ import annotations

import pytest
from one_article import html, render


@pytest.mark.parametrize("name", ["material-home", "fontawesome-brands-github", "octicons-mark-github-16", "simple-python"])
def test_an_icon_is_drawn_in_the_colour_of_the_text_and_not_read_out(name):
    text = html(f"Press :{name}:{{ .lg .middle }} now")
    assert text.startswith('<p>Press <svg class="icon" viewBox="')
    assert 'aria-hidden="true"' in text
    assert text.endswith("</svg> now</p>")
    assert render(f":{name}: Home").findings == ()


def test_an_icon_before_the_words_of_a_link_or_a_heading_adds_none():
    assert render(":material-send: 送出").sections[0].text == "送出"
    assert 'id="home"' in html("## :material-home: Home")
    assert html("[:material-send: Send](../delivery/fees.md)").endswith(" Send</a></p>")


def test_a_link_of_an_icon_alone_would_have_no_name_and_is_named():
    body = render("[:material-send:](../delivery/fees.md)")
    assert "<svg" not in body.html
    assert [found.code for found in body.findings] == ["foreign-syntax"]


@pytest.mark.parametrize(
    "markdown",
    ["`:material-home:`", "a:material-home:", "10:30:material-home:", ":material-../../x:", ":material-no-such:"],
)
def test_what_is_no_icon_stays_text(markdown):
    assert "<svg" not in html(markdown)
