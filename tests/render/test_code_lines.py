"""Marked lines of code, in the forms that writers have them."""

from __future__ import annotations

import pytest
from one_article import html, render

MARKED = '<code class="language-py">a\n<mark class="line">b\n</mark>c\n</code>'


@pytest.mark.parametrize(
    "markdown",
    [
        '```py hl_lines="2"\na\nb\nc\n```',
        "```py {2}\na\nb\nc\n```",
        "```py{2,9-12} showLineNumbers\na\nb\nc\n```",
        '``` { .py hl_lines="2-2" linenums="1" }\na\nb\nc\n```',
        "```py mark={2}\na\nb\nc\n```",
        "```py\na\n# highlight-next-line\nb\nc\n```",
        "```py\na\n  // highlight-start\nb\n<!-- highlight-end -->\nc\n```",
        "```py\na\nb // [!code highlight]\nc\n```",
        "```py\na\nb # [!code ++:1]\nc\n```",
        "- x\n\n      y\n\n  ```py {2}\n  a\n  b\n  c\n  ```",
    ],
)
def test_a_line_is_marked_and_what_says_so_is_not_shown(markdown):
    assert MARKED in html(markdown)


def test_a_comment_may_mark_the_lines_below_it_and_is_not_found_by_search():
    body = render("```js\na // [!code focus:2]\nb\nc\n```")
    assert '<mark class="line">a\n</mark><mark class="line">b\n</mark>c' in body.html
    assert body.sections[0].text == "a\nb\nc"


@pytest.mark.parametrize("markdown", ["```py {0}\na\n```", "```py {99999-1}\na\n```", "```py hl_lines='x'\na\n```", "```\n```"])
def test_numbers_of_no_line_mark_nothing(markdown):
    assert "<mark" not in html(markdown)


def test_code_is_escaped_in_marked_lines_too():
    assert '<mark class="line">&lt;b&gt;&amp;\n</mark>' in html("```py {1}\n<b>&\n```")


def test_a_form_feed_or_a_line_separator_is_no_line():
    assert '<mark class="line">a\x0cb\u2028c\n</mark>d' in html("```py {1}\na\x0cb\u2028c\nd\n```")


def test_the_language_of_code_within_a_line_is_left_out():
    assert html("`#!python print()`, `#!/bin/sh x`") == "<p><code>print()</code>, <code>#!/bin/sh x</code></p>"


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ('```py\n--8<-- "a.py"\n```', 1),
        ("```js\n{* ../a.js *}\n```", 1),
        ("```yaml\na: 1\nb: 2 # (1)!\n```", 2),
        ("[code](../delivery/fees.md ':include :type=code')", 0),
        ("a\nb <!--@include: ./part.md--> c", 1),
        ("<!-- #include virtual='part.html' -->", 0),
    ],
)
def test_what_other_tools_put_into_code_links_and_comments_is_named(markdown, line):
    assert [(found.line, found.code) for found in render(markdown).findings] == [(line, "foreign-syntax")]


@pytest.mark.parametrize("markdown", ['```md\n--8<-- "a.py"\n```', "<!-- include a picture here -->", "```py\n# see (1)\n```"])
def test_what_shows_how_it_is_written_is_no_finding(markdown):
    assert render(markdown).findings == ()
