"""The Markdown dialect: what each piece becomes."""

from __future__ import annotations

import pytest
from one_article import enlarged, html, render


def test_the_title_is_not_repeated_in_the_body():
    assert html("# Refund times\n\nText") == "<p>Text</p>"
    assert html("# Refund  times\n\nText") == "<p>Text</p>"


def test_another_level_1_heading_is_shown_as_level_2_and_reported():
    body = render("# Something else")
    assert body.html.startswith('<h2 id="something-else">Something else<')
    assert [found.code for found in body.findings] == ["extra-title"]


def test_a_heading_links_to_itself():
    link = '<a class="headerlink" href="#退款" aria-label="Link to “退款”"></a>'
    assert html("## 退款") == f'<h2 id="退款">退款{link}</h2>'


def test_a_heading_takes_its_anchor_and_class_from_braces():
    assert html("## By card { #card .wide }").startswith('<h2 id="card" class="wide">By card<a ')


def test_braces_that_are_no_attributes_stay_text():
    assert ">Use {name}<a" in html("## Use {name}")
    assert ">A { onclick=x }<a" in html("## A { onclick=x }")


def test_a_table_scrolls_by_itself_and_its_cells_align_by_class():
    assert html("| a | b |\n|---|--:|\n| 1 | 2 |") == (
        '<div class="table-scroll" tabindex="0">\n<table>\n<thead>\n<tr>\n<th scope="col">a</th>\n'
        '<th scope="col" class="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class="right">2</td>\n'
        "</tr>\n</tbody>\n</table>\n</div>"
    )


@pytest.mark.parametrize(
    ("cell", "is_one_line"),
    [
        ("2555 0121", True),
        ("+852 2555 0100", True),
        ("09:00–18:00", True),
        ("Sha Tin", True),
        ("觀塘", True),
        ("1 天", True),
        ("150", False),
        ("Mon–Fri 9 am–6 pm", False),
        ("星期一至五", False),
        ("10:00–13:00, 14:00–18:30, 20:00–22:00", False),
        ("", False),
    ],
)
def test_a_cell_of_a_number_or_of_little_is_not_broken(cell, is_one_line):
    assert ('<td class="one-line">' in html(f"| a | b |\n|---|---|\n| x | {cell} |")) == is_one_line


def test_strikethrough():
    assert html("~~old~~ new") == "<p><s>old</s> new</p>"


def test_a_task_list_says_what_is_done():
    text = html("- [ ] open\n- [x] done")
    assert '<input aria-label="To do" class="task-list-item-checkbox" disabled="" type="checkbox">' in text
    assert '<input aria-label="Done" class="task-list-item-checkbox" disabled="" type="checkbox" checked="">' in text


def test_footnotes():
    text = html("A word[^1].\n\n[^1]: Explained.")
    assert '<a href="#fn1" id="fnref1">' in text
    assert '<section class="footnotes">\n<ol class="footnotes-list">\n<li id="fn1"' in text
    assert '<a aria-label="Back to the text" href="#fnref1" class="footnote-backref">' in text


def test_definition_lists():
    assert html("Term\n: Meaning") == "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"


def test_code_keeps_its_language_and_can_be_reached_with_the_keyboard():
    assert html("```python\na < b\n```") == '<pre tabindex="0"><code class="language-python">a &lt; b\n</code></pre>'
    assert html("    plain") == '<pre tabindex="0"><code>plain\n</code></pre>'


def test_a_callout():
    assert html('!!! tip "Save *time*"\n    Text\n\n    More') == (
        '<div class="admonition tip" role="note">\n<p class="admonition-title">Save <em>time</em></p>\n'
        "<p>Text</p>\n<p>More</p>\n</div>"
    )


def test_a_callout_ends_where_the_indentation_ends():
    assert html("!!! tip\n    In\n\nOut").endswith("<p>In</p>\n</div>\n<p>Out</p>")


@pytest.mark.parametrize(("language", "title"), [("en", "Tip"), ("zh-hant", "小貼士")])
def test_a_callout_without_a_title_gets_one_in_the_language_of_the_page(language, title):
    assert f'<p class="admonition-title">{title}</p>' in html("!!! tip\n    Text", language=language)


def test_a_callout_with_an_empty_title_has_none():
    assert html('!!! tip ""\n    Text') == '<div class="admonition tip" role="note">\n<p>Text</p>\n</div>'


def test_a_title_needs_no_quotes():
    assert 'admonition-title">Mind the gap</p>' in html("!!! warning Mind the gap\n    Text")


def test_the_callouts_of_github_look_the_same():
    assert html("> [!NOTE]\n> Text") == (
        '<div class="admonition note" role="note">\n<p class="admonition-title">Note</p>\n<p>Text</p>\n</div>'
    )


def test_a_callout_inside_a_list_item():
    text = html("1. Step\n\n    !!! tip\n        Inside\n\n2. Next")
    assert '<li>\n<p>Step</p>\n<div class="admonition tip"' in text
    assert text.count("<ol>") == 1


def test_a_question_opens_and_can_be_linked_to():
    assert html('??? question "How long?"\n    Days.') == (
        '<details id="how-long" class="question">\n<summary>How long?</summary>\n<p>Days.</p>\n</details>'
    )
    assert html('???+ question "Now?"\n    Yes.').startswith('<details id="now" class="question" open="">')
    assert html('??? question "多久？ { #time }"\n    天。').startswith('<details id="time" class="question">\n<summary>多久？')


def test_three_exclamation_marks_in_a_sentence_are_no_callout():
    assert html("Wow!!! great") == "<p>Wow!!! great</p>"
    assert html("!!!") == "<p>!!!</p>"


@pytest.mark.parametrize("tag", ["kbd", "sub", "sup", "mark"])
def test_the_allowed_tags_work_in_pairs(tag):
    assert html(f"a <{tag}>*b*</{tag}>") == f"<p>a <{tag}><em>b</em></{tag}></p>"


def test_a_line_break_may_be_written_as_a_tag():
    assert html("a<br>b<br/>c<BR />d") == "<p>a<br>\nb<br>\nc<br>\nd</p>"


@pytest.mark.parametrize(
    "markdown",
    [
        "<kbd>never closed",
        "never opened</kbd>",
        "<kbd>a **b</kbd> c**",
        "<kbd onclick=x>a",
        "<kbd class='x'>a",
        "<script>alert(1)",
        "<div>a",
        "<img src=x onerror=alert(1)>",
        "<!doctype html>",
        "<?php x ?>",
        "<![CDATA[x]]>",
    ],
)
def test_every_other_tag_is_shown_as_text(markdown):
    text = html(markdown)
    assert "&lt;" in text
    assert "<kbd" not in text
    assert "<script" not in text
    assert "<div" not in text
    assert "<img" not in text


def test_html_shown_as_text_is_reported():
    body = render("Fine.\n\nLine\nwith <div>box</div>")
    assert [(found.line, found.code) for found in body.findings] == [(3, "raw-html")]


def test_code_that_looks_like_html_is_not_reported():
    assert render("Write `<div>` here.\n\n    <div>\n").findings == ()


def test_comments_are_left_out_of_the_page():
    assert html("a <!-- note --> b") == "<p>a  b</p>"
    assert html("One\n\n<!-- a\n\nnote -->\n\nTwo") == "<p>One</p>\n<p>Two</p>"


def test_a_comment_without_an_end_hides_nothing():
    assert "secret" in html("a <!-- secret")
    assert "secret" in html("<!-- secret\n\nrest")
    assert "rest" in html("<!-- secret\n\nrest")


def test_an_image_has_its_size_and_all_but_the_first_load_when_they_are_near():
    image = '<img src="../../../assets/parcel.svg" alt="A parcel"{} width="640" height="120"{} decoding="async">'
    written = "![A parcel](../../assets/parcel.svg){ .wide } ![A parcel](../../assets/parcel.svg)"
    first, second = image.format(' class="wide"', ""), image.format("", ' loading="lazy"')
    assert html(written) == f"<p>{enlarged(first)} {enlarged(second)}</p>"


def test_an_image_that_does_not_exist_leaves_its_words():
    assert html("See ![a parcel](nothing.svg)!") == "<p>See a parcel!</p>"


def test_the_first_image_is_known_by_its_address_on_the_site():
    assert render("![x](../../assets/parcel.svg)").first_image == "assets/parcel.svg"
