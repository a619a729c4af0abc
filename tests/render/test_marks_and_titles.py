"""Marks, keys, titles of code and links as buttons."""

from __future__ import annotations

import pytest
from one_article import html, render


def test_words_between_two_equals_signs_are_marked():
    assert html("a ==b *c*== d") == "<p>a <mark>b <em>c</em></mark> d</p>"
    assert html("中文==重點==中文") == "<p>中文<mark>重點</mark>中文</p>"


@pytest.mark.parametrize("markdown", ["a == b and c == d", "a==b==c", "=== x ===", "`==x==`", "\\==x=="])
def test_equals_signs_of_a_comparison_or_in_code_mark_nothing(markdown):
    assert "<mark>" not in html(markdown)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("++esc++", "<kbd>Esc</kbd>"),
        ("++ctrl+alt+del++", "<kbd>Ctrl</kbd> + <kbd>Alt</kbd> + <kbd>Del</kbd>"),
        ("++cmd+k++", "<kbd>Cmd</kbd> + <kbd>K</kbd>"),
        ("++arrow-left++", "<kbd>←</kbd>"),
        ('++"送出"++', "<kbd>送出</kbd>"),
        ('++"<b>"++', "<kbd>&lt;b&gt;</kbd>"),
    ],
)
def test_keys(markdown, shown):
    assert html(f"Press {markdown}.") == f"<p>Press {shown}.</p>"


@pytest.mark.parametrize("markdown", ["C++ and C++", "i++ + ++i", "`++esc++`", "\\++esc++"])
def test_plus_signs_of_a_language_or_in_code_are_no_keys(markdown):
    assert "<kbd>" not in html(markdown)


@pytest.mark.parametrize("markdown", ["[TOC]", "[[toc]]", "[[_TOC_]]", "{{ toc }}"])
def test_a_place_for_a_table_of_contents_is_left_out_with_a_word(markdown):
    body = render(f"Before\n\n{markdown}\n\nAfter")
    assert body.html == "<p>Before</p>\n<p>After</p>\n"
    assert [(found.line, found.code) for found in body.findings] == [(2, "foreign-syntax")]


@pytest.mark.parametrize(
    ("info", "language", "title"),
    [
        ("python", "python", ""),
        ('py title="a.py" hl_lines="2 3"', "py", "a.py"),
        ("js{7,9} [config.js]", "js", "config.js"),
        ('{ .python .numberLines title="設定" }', "python", "設定"),
        ("js:src/a.js", "js", "src/a.js"),
        ("c++", "c++", ""),
        ("c#", "c#", ""),
        ("jsx filename=app.jsx", "jsx", "app.jsx"),
    ],
)
def test_code_has_its_language_and_its_title_alone(info, language, title):
    code = f'<pre tabindex="0"><code class="language-{language}">x\n</code></pre>'
    expected = f'<figure class="code">\n<figcaption>{title}</figcaption>\n{code}\n</figure>' if title else code
    assert html(f"```{info}\nx\n```") == expected


def test_a_link_with_the_class_of_a_button_is_one():
    assert html("[Pay](../delivery/fees.md){ .button }") == '<p><a href="../../delivery/fees/" class="button quiet">Pay</a></p>'
    assert 'class="button"' in html("[Pay](../delivery/fees.md){ .md-button .md-button--primary }")


def test_how_a_link_opens_is_left_out():
    assert html('[x](https://a.example){:target="_blank" rel=noopener}') == '<p><a href="https://a.example">x</a></p>'
    assert render("[x](https://a.example){target=_blank}").findings == ()
