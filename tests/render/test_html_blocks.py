"""The HTML that is read: details, figures and images, and nothing else of it."""

from __future__ import annotations

import pytest
from one_article import enlarged, html, render

IMAGE = '<img src="../../../assets/parcel.svg" alt="A" width="{}" height="{}" decoding="async">'


@pytest.mark.parametrize(
    "markdown",
    [
        "<details>\n<summary>More *x*</summary>\n\nText\n\n</details>",
        "<details><summary>More *x*</summary>\nText\n</details>",
        "<details class='a' style='color:red'>\n  <summary class='b'>\n    <b>More *x*</b>\n  </summary>\n  Text\n</details>",
        "<DETAILS>\n<Summary><h3>More *x*</h3></Summary>\n\nText\n\n</DETAILS>",
    ],
)
def test_details_are_a_question_that_opens(markdown):
    expected = '<details id="more-x" class="details">\n<summary>More <em>x</em></summary>\n<p>Text</p>\n</details>'
    assert html(markdown) == expected
    assert render(markdown).findings == ()
    assert [section.title for section in render(markdown).sections] == ["", "More x"]


@pytest.mark.parametrize("body", ["```a``` is code.", "````\n```\n</details>\n````"])
def test_details_end_behind_code_within_a_line_and_behind_a_longer_fence(body):
    text = html(f"<details>\n<summary>a</summary>\n\n{body}\n</details>\n\nOut")
    assert "<code" in text
    assert text.endswith("</details>\n<p>Out</p>")


def test_details_nest_open_and_hold_code():
    text = html(
        "<details open>\n<summary>a</summary>\n<details>\n<summary>b</summary>\n"
        "```\n</details>\n```\n</details>\n</details>\n\nOut"
    )
    assert text.count("<details") == 2
    assert text.startswith('<details id="a" class="details" open="">')
    assert text.endswith("</details>\n</details>\n<p>Out</p>")


@pytest.mark.parametrize("markdown", ["<details>\nno summary\n</details>", "<details>\n<summary>a</summary>\nno end"])
def test_details_that_are_not_whole_stay_text_and_are_reported(markdown):
    assert "&lt;details" in html(markdown)
    assert "raw-html" in {found.code for found in render(markdown).findings}


@pytest.mark.parametrize(
    "markdown",
    [
        '<figure markdown="span">\n    ![A](../../assets/parcel.svg){ width="320" }\n'
        "    <figcaption>A *caption*</figcaption>\n</figure>",
        '<figure>\n<img src="../../assets/parcel.svg" alt="A" width=320>\n<figcaption>A *caption*</figcaption>\n</figure>',
    ],
)
def test_a_figure_has_its_picture_and_its_caption(markdown):
    image = IMAGE.format(320, 60)
    assert html(markdown) == f"<figure>\n<p>{enlarged(image)}</p>\n<figcaption>A <em>caption</em></figcaption>\n</figure>"


@pytest.mark.parametrize(
    ("markdown", "width", "height"),
    [
        ('<img src="../../assets/parcel.svg" alt="A">', 640, 120),
        ("<img width='160px' alt='A' src='../../assets/parcel.svg' />", 160, 30),
        ("![A](../../assets/parcel.svg){ width=160 }", 160, 30),
        ('![A](../../assets/parcel.svg){: style="width: 160px" }', 160, 30),
        ("![A](../../assets/parcel.svg){ width=50% }", 336, 63),
        ("![A](../../assets/parcel.svg){: height=60px }", 320, 60),
        ("![A](../../assets/parcel.svg){ align=left loading=lazy width='10em' }", 160, 30),
        ("![A|160](../../assets/parcel.svg)", 160, 30),
        ("![A | 160x99](../../assets/parcel.svg)", 160, 30),
        ('<img src="../../assets/parcel.svg" alt="A" style="zoom: 25%;">', 160, 30),
        ("![A](../../assets/parcel.svg){ width=0 height=0 }", 640, 120),
        ("![A](../../assets/parcel.svg){ width=2000 }", 640, 120),
    ],
)
def test_an_image_is_as_wide_as_its_writer_wants_and_keeps_its_shape(markdown, width, height):
    assert html(markdown) == f"<p>{enlarged(IMAGE.format(width, height))}</p>"
    assert render(markdown).findings == ()


def test_a_tag_over_several_lines_is_an_image_and_one_shown_as_an_icon_leads_nowhere():
    markdown = '<img\n  src="../../assets/parcel.svg"\n  alt="A" style="width:10px">'
    assert html(markdown) == f"<p>{IMAGE.format(10, 2)}</p>"
    assert render(markdown).findings == ()


def test_an_image_in_html_is_looked_for_like_any_other():
    body = render('<img src="gone.svg" alt="A locker">')
    assert [(link.target, link.text, link.image) for link in body.links] == [("gone.svg", "A locker", True)]
    assert body.html == "<p>A locker</p>\n"
