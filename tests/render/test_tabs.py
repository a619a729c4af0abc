"""Content tabs: every label and text is on the page, whatever runs in the browser."""

from __future__ import annotations

import pytest
from one_article import html, render

TWO = (
    '<div class="tabs">\n<div class="tab">\n<p class="tab-title">Mac</p>\n<p>One</p>\n</div>\n'
    '<div class="tab">\n<p class="tab-title">視窗</p>\n<p>二</p>\n</div>\n</div>'
)


@pytest.mark.parametrize(
    "markdown",
    [
        '=== "Mac"\n    One\n\n=== "視窗"\n    二\n',
        '=== "Mac"\n\n    One\n\n\n=== "視窗"\n\n    二\n',
        "=== 'Mac'\n    One\n=== '視窗'\n    二\n",
        "/// tab | Mac\nOne\n///\n\n/// tab | 視窗\n    select: false\n\n二\n///\n",
        "//// tab | Mac\n\nOne\n\n////\n\n//// tab | 視窗\n\n二\n\n////\n",
    ],
)
def test_tabs_that_follow_each_other_are_one_group(markdown):
    assert html(markdown) == TWO
    assert render(markdown).findings == ()


def test_text_between_makes_two_groups():
    assert html('=== "a"\n    x\n\ntext\n\n=== "b"\n    y\n').count('class="tabs"') == 2


def test_a_tab_holds_lists_code_and_boxes_and_ends_where_the_indentation_ends():
    text = html('=== "a"\n    - x\n\n    ```\n    code\n    ```\n\n    !!! tip\n        y\n\nOut')
    assert text.index("<li>x</li>") < text.index("code\n</code>") < text.index("admonition tip") < text.index("<p>Out</p>")
    assert text.endswith("</div>\n</div>\n<p>Out</p>")


def test_what_a_tab_says_is_found_by_search():
    assert render('=== "Mac"\n    Press the apple\n').sections[0].text == "Mac\nPress the apple"


def test_a_tab_inside_a_list_item_stays_in_it():
    text = html('1. Step\n\n    === "a"\n        x\n\n2. Next')
    assert text.count("<ol>") == 1
    assert text.index("tab-title") < text.index("</li>")


def test_a_heading_underlined_by_equals_signs_is_no_tab():
    assert html("Title\n===").startswith("<h2")


@pytest.mark.parametrize("second", ['===+ "b"\n    y', "/// tab | b\n    select: true\n\ny\n///"])
def test_one_tab_may_be_the_first_to_be_shown(second):
    assert '<div class="tab" data-kb-first="">\n<p class="tab-title">b</p>' in html(f'=== "a"\n    x\n\n{second}\n')


@pytest.mark.parametrize("second", ['===! "b"\n    y', "/// tab | b\n    new: true\n\ny\n///"])
def test_a_tab_may_begin_another_set(second):
    assert html(f'=== "a"\n    x\n\n{second}\n\n=== "c"\n    z').count('class="tabs"') == 2
