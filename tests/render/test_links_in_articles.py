"""Links: what the page writes for them."""

from __future__ import annotations

import pytest
from one_article import html, render


@pytest.mark.parametrize(
    ("written", "with_folders", "with_files"),
    [
        ("../delivery/fees.md", "../../delivery/fees/", "../delivery/fees.html"),
        ("../delivery/fees.md#a", "../../delivery/fees/#a", "../delivery/fees.html#a"),
        ("index.md", "../", "index.html"),
        ("refund-times.md", "./", "refund-times.html"),
        ("#part", "#part", "#part"),
        ("refund-times.md#part", "#part", "#part"),
        ("../../zh-hant/delivery/fees.md", "../../../zh-hant/delivery/fees/", "../../zh-hant/delivery/fees.html"),
        ("../../assets/form.pdf", "../../../assets/form.pdf", "../../assets/form.pdf"),
        ("https://example.com/a?b=c&d", "https://example.com/a?b=c&amp;d", "https://example.com/a?b=c&amp;d"),
    ],
)
def test_a_link_becomes_relative_to_its_page(written, with_folders, with_files):
    assert html(f"[x]({written})") == f'<p><a href="{with_folders}">x</a></p>'
    assert html(f"[x]({written})", directory_urls=False) == f'<p><a href="{with_files}">x</a></p>'


@pytest.mark.parametrize("target", ["missing.md", "javascript:alert(1)", "//evil.example"])
def test_a_link_that_leads_nowhere_good_leaves_only_its_text(target):
    assert html(f"a [**b** c]({target}) d") == "<p>a <strong>b</strong> c d</p>"


def test_links_are_remembered_with_their_line_and_words():
    body = render("One\n[two **2**](a.md)\n\n- three\n  [four](b.md)\n\n| a |\n|---|\n| [five](c.md) |\n")
    assert [(link.target, link.line, link.text) for link in body.links] == [
        ("a.md", 1, "two 2"),
        ("b.md", 4, "four"),
        ("c.md", 8, "five"),
    ]


def test_a_link_by_reference_is_resolved_too():
    assert html("[x][fees]\n\n[fees]: ../delivery/fees.md") == '<p><a href="../../delivery/fees/">x</a></p>'


def test_an_address_in_angle_brackets_is_a_link():
    assert html("<https://example.com>") == '<p><a href="https://example.com">https://example.com</a></p>'
    assert html("<hello@example.com>") == '<p><a href="mailto:hello@example.com">hello@example.com</a></p>'
