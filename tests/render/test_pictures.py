"""Pictures: captions, one for the light and one for the dark."""

from __future__ import annotations

import pytest
from one_article import enlarged, html, render

IMAGE = '<img src="../../../assets/parcel.svg" alt="{alt}"{more} width="640" height="120" decoding="async">'
PICTURE = "![A](../../assets/parcel.svg)"


def test_the_title_of_a_picture_alone_is_a_caption_that_everybody_can_read():
    text = html('![A](../../assets/parcel.svg "一個包裹")')
    assert text == f"<figure>{enlarged(IMAGE.format(alt='A', more=''))}<figcaption>一個包裹</figcaption>\n</figure>"
    assert render('![A](../../assets/parcel.svg "A caption")').sections[0].text == "A caption"


@pytest.mark.parametrize("braces", ["{ width=200 }", "{: .right }", "{ #pic align=left loading=lazy }"])
def test_a_picture_with_attributes_keeps_its_caption(braces):
    text = html(f'![A](../../assets/parcel.svg "Open all day"){braces}')
    assert "<figcaption>Open all day</figcaption>" in text
    assert "title=" not in text


@pytest.mark.parametrize("title", ["A", "parcel.png"])
def test_a_title_that_only_repeats_is_no_caption(title):
    assert "<figcaption>" not in html(f'![A](../../assets/parcel.svg "{title}")')


def test_a_picture_that_leads_to_a_film_elsewhere_keeps_its_caption():
    text = html('[![A](../../assets/parcel.svg "A caption")](https://example.com/clip.mp4)')
    assert "<figcaption>A caption</figcaption>" in text


def test_a_title_within_a_sentence_is_no_caption():
    assert "<figcaption>" not in html('See ![A](../../assets/parcel.svg "So") there.')


@pytest.mark.parametrize("above", [PICTURE, "| a |\n|---|\n| 1 |\n", "```\nx\n```", "- item\n"])
def test_a_caption_belongs_to_the_block_above_it(above):
    text = html(f"{above}\n/// caption\nWhat *it* is\n///\n\nAfter")
    assert text.startswith("<figure>")
    assert "<figcaption>What <em>it</em> is</figcaption>\n</figure>\n<p>After</p>" in text
    assert render(f"{above}\n/// figure-caption | 2\n    attrs: {{id: x}}\nSo\n///").findings == ()


@pytest.mark.parametrize("above", ["", "## A heading\n\n"])
def test_a_caption_of_nothing_is_text_and_named(above):
    body = render(f"{above}/// caption\nSo\n///")
    assert "<p>So</p>" in body.html
    assert [found.code for found in body.findings] == ["foreign-syntax"]


@pytest.mark.parametrize(
    ("scheme", "written"), [("dark", "#only-dark"), ("light", "#only-light"), ("dark", "#gh-dark-mode-only")]
)
def test_a_picture_may_be_for_the_dark_or_the_light_only(scheme, written):
    more = f' class="only-{scheme}"'
    image = enlarged(IMAGE.format(alt="A", more=more), f" only-{scheme}")
    assert html(f"![A](../../assets/parcel.svg{written})") == f"<p>{image}</p>"


@pytest.mark.parametrize("source", ['srcset="../../assets/parcel.svg"', "srcset='../../assets/parcel.svg 2x, other.svg'"])
def test_picture_has_a_source_for_the_dark(source):
    text = html(
        f'<picture>\n  <source media="(prefers-color-scheme: dark)" {source}>\n'
        '  <source media="(prefers-color-scheme: light)" srcset="../../assets/parcel.svg">\n'
        '  <img src="../../assets/parcel.svg" alt="A">\n</picture>'
    )
    dark = '<source media="screen and (prefers-color-scheme: dark)" srcset="../../../assets/parcel.svg">'
    picture = f"<picture>{dark}{IMAGE.format(alt='A', more='')}</picture>"
    assert "".join(text.split("\n")) == f"<p>{enlarged(picture)}</p>"


def test_a_picture_for_the_dark_that_is_missing_is_a_link_that_is_checked():
    source = '<source media="(prefers-color-scheme:dark)" srcset="gone.svg">'
    markdown = f'<picture>{source}<img src="../../assets/parcel.svg" alt="A"></picture>'
    assert "<source" not in html(markdown)
    assert ("gone.svg", True) in {(link.target, link.image) for link in render(markdown).links}


@pytest.mark.parametrize(
    "markdown", ["<picture><b>x</b></picture>", "<picture><img src='../../assets/parcel.svg'>", "</picture>"]
)
def test_a_picture_that_holds_anything_else_stays_text(markdown):
    assert "<picture" not in html(markdown)
    assert "raw-html" in {found.code for found in render(markdown).findings}


def test_a_source_cannot_break_out_or_run():
    text = html(
        '<picture><source media="(prefers-color-scheme:dark)" srcset="javascript:alert(1)" onerror="x">'
        '<img src="../../assets/parcel.svg" alt="A"></picture>'
    )
    assert "javascript" not in text
    assert "onerror" not in text


@pytest.mark.parametrize(
    "markdown",
    [
        "Press ![A](../../assets/parcel.svg) to go on.",
        "[![A](../../assets/parcel.svg)](../delivery/fees.md)",
        "![](../../assets/parcel.svg)",
        "![A](../../assets/parcel.svg){ width=32 }",
        "![A](https://example.com/a.png)",
    ],
    ids=["in a sentence", "in a link", "without words", "shown as an icon", "of another host"],
)
def test_icons_and_pictures_that_lead_elsewhere_are_not_enlarged(markdown):
    assert 'class="zoom"' not in html(markdown)


@pytest.mark.parametrize("within", ["- {}", "| a |\n|---|\n| {} |", "> {}", "1. Press it.\n\n    {}"])
def test_a_picture_alone_is_enlarged_wherever_it_stands(within):
    assert html(within.format(PICTURE)).count(enlarged(IMAGE.format(alt="A", more=""))) == 1
