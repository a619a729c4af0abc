"""Boxes as other tools write them, and bare addresses: the same HTML as in our own form."""

from __future__ import annotations

import pytest
from one_article import html, render

OWN = {
    "tip": '!!! tip "A *title*"\n    Text\n\n    - a',
    "plain": "!!! tip\n    Text",
    "details": '??? details "A title"\n    Text',
    "open": '???+ warning "A title"\n    Text',
    "note": '!!! note "A title"\n    Text',
}


@pytest.mark.parametrize(
    ("theirs", "own"),
    [
        (":::tip[A *title*]\nText\n\n- a\n:::", "tip"),
        (":::tip A *title*\nText\n\n- a\n:::", "tip"),
        ("::: tip A *title*\nText\n\n- a\n:::", "tip"),
        (':::tip{title="A *title*"}\nText\n\n- a\n:::', "tip"),
        ('::: {.callout-tip title="A *title*"}\nText\n\n- a\n:::', "tip"),
        ("/// tip | A *title*\nText\n\n- a\n///", "tip"),
        ("/// tip | A *title*\n    attrs: {id: x}\n\nText\n\n- a\n///", "tip"),
        ("/// admonition | A *title*\n    type: tip\n\nText\n\n- a\n///", "tip"),
        ("/// admonition | A *title*\n    attrs: {id: x}\n    type: 'Hint'\nText\n\n- a\n///", "tip"),
        ("> [!tip] A *title*\n> Text\n>\n> - a", "tip"),
        ('!!! tip inline end "A *title*"\n    Text\n\n    - a', "tip"),
        (":::tip\nText\n:::", "plain"),
        (":::hint\nText\n:::", "plain"),
        ("::::tip\nText\n::::", "plain"),
        ("> [!TIP]\n> Text", "plain"),
        ("> [!hint]\n> Text", "plain"),
        ("!!! tip inline end\n    Text", "plain"),
        ("::: details A title\nText\n:::", "details"),
        ("/// details | A title\n    open: False\n\nText\n///", "details"),
        ("/// details | A title\n    type: warning\n    open: True\n\nText\n///", "open"),
        ("/// admonition | A title\nText\n///", "note"),
        ("/// admonition | A title\n    type: own\n\nText\n///", "note"),
    ],
)
def test_a_box_of_another_tool_is_the_box_of_ours(theirs, own):
    assert html(theirs) == html(OWN[own])
    assert render(theirs).findings == ()


def test_options_of_a_block_in_a_list_are_read_too():
    text = html("- a\n\n    /// admonition | 小心\n        type: warning\n\n    燙。\n    ///\n")
    assert '<div class="admonition warning" role="note">' in text
    assert "<pre" not in text


@pytest.mark.parametrize("body", ["```a``` is code.", "````\n```\n:::\n````", "~~~ `a`\n:::\n~~~"])
def test_a_box_ends_behind_code_within_a_line_and_behind_a_longer_fence(body):
    text = html(f":::note\n{body}\n:::\n\nOut")
    assert text.count('role="note"') == 1
    assert "<code" in text
    assert text.endswith("</div>\n<p>Out</p>")


def test_boxes_nest_and_code_closes_none():
    text = html("::::note\n:::tip\nIn\n:::\n\n```\n::::\n```\n::::\n\nOut")
    assert text.count('role="note"') == 2
    assert "<code>::::\n</code>" in text
    assert text.endswith("</div>\n<p>Out</p>")


def test_a_box_inside_a_list_item_stays_in_it():
    text = html("1. Step\n\n   :::tip\n   Inside\n   :::\n\n2. Next")
    assert text.count("<ol>") == 1
    assert text.index("admonition") < text.index("</li>")


@pytest.mark.parametrize("markdown", [":::tip\nno end", ":::custom\nText\n:::", "/// html | div\nText\n///", "> [!custom] x"])
def test_a_box_without_an_end_or_of_an_unknown_kind_stays_text_and_is_reported(markdown):
    assert "admonition" not in html(markdown)
    assert {found.code for found in render(markdown).findings} == {"foreign-syntax"}


def test_a_callout_that_folds_is_a_question():
    assert html("> [!faq]- Why?\n> Because.").startswith('<details id="why" class="question">\n<summary>Why?</summary>')
    assert 'open=""' in html("> [!faq]+ Why?\n> Because.")


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("See https://example.com/a_b?x=1.", "https://example.com/a_b?x=1"),
        ("(https://example.com/a(b))", "https://example.com/a(b)"),
        ("請看https://example.com/a，謝謝", "https://example.com/a"),
        ("請看https://example.com了解", "https://example.com"),
        ("**https://example.com/a**", "https://example.com/a"),
        ("https://example.com/退款", "https://example.com/退款"),
    ],
)
def test_a_bare_address_is_a_link_that_ends_where_the_text_goes_on(markdown, shown):
    assert f">{shown}</a>" in html(markdown)
    assert [link.text for link in render(markdown).links] == [shown]


@pytest.mark.parametrize(
    "markdown",
    ["`https://example.com`", "xhttps://example.com", "https://user@evil.example", "javascript://example.com/%0aalert(1)"],
)
def test_what_is_code_or_no_plain_address_is_no_link(markdown):
    assert "<a " not in html(markdown)


def test_the_text_of_a_link_holds_no_second_one():
    assert html("[https://example.com/a](../delivery/fees.md)").count("<a ") == 1
