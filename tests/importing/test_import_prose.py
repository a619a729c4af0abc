"""Descriptions and titles that an import makes: words that readers can read, never the syntax around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.importing.prose import first_sentence, plain
from tests.importing.small_trees import PAGE, outcome, text_of

PROSE = "The kettle boils in *two* minutes. It then rests."
SENTENCE = "The kettle boils in two minutes."


@pytest.mark.parametrize(
    "opening",
    [
        "```sh\nnpm install the kettle now.\n```",
        "   ```sh\n   npm install the kettle now.\n   ```",
        "\tindented code of the kettle.",
        "| A | B |\n|---|---|\n| one thing | two things |",
        "A | B\n---|---\none thing | two things",
        "- a thing to do first\n\n  and a paragraph of the same item.",
        "1. a thing to do first\n\n   and a paragraph of the same item.",
        "![a kettle on a stove](a.png)",
        "![a kettle](a.png){ width=300 }\n*a caption of the kettle*",
        "[![build](a.svg)](b) [![docs](c.svg)](d)",
        "[Home](a.md) | [Next page](b.md)",
        "[logo]: a.png 'A kettle on a stove'",
        "Heading of a page\n=================",
        "Water for the kettle\n: What you pour into it",
        "<table>\n<tr><td>one cell of the kettle.</td></tr>\n\n<tr><td>another of them</td></tr>\n</table>",
        "<style>\n.kettle { color: red; }\n\n.cup { color: blue; }\n</style>",
        "!!! note\n\n    A word about kettles in a box.",
        ":::note\n\nA word about kettles in a box.\n\n:::",
        "> A word about kettles that somebody said.\ngoing on without a mark.",
        "<details><summary>More of kettles</summary>\n\nHidden words about kettles.\n\n</details>",
        "**A title in bold letters**",
        "*Last changed: 2024-01-02*",
        "https://example.com/kettles/of/all/kinds",
        "`npm install the kettle now --global`",
        "{% include kettle.html of='tea' %} and a word about it.",
        "{{< kettle tea >}} and a word about it.",
        "The kettle is {{ page.kettle }} and its cup too.",
        "See [[Kettles]] for all that there is to know.",
        "$$\nE = mc^2\n$$",
        "The energy is $E = mc^2$ for all of us here.",
        "a `x|y` thing of kettles\n|---|",
        "The kettle comes in many colours, such as:",
    ],
)
def test_a_description_is_the_first_sentence_of_prose_whatever_stands_above_it(opening: str) -> None:
    assert first_sentence(f"{opening}\n\n{PROSE}") == SENTENCE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("`kbgen` builds the portal for you. More.", "kbgen builds the portal for you."),
        ("Use [HTTP `PUT`](a.md) for **[all *the* things](b.md)**. More.", "Use HTTP PUT for all the things."),
        ("See [the page](https://a.b/c_(d)) for more of it. More.", "See the page for more of it."),
        ("Add it (e.g. with npm) to the project, and it works. More.", "Add it (e.g. with npm) to the project, and it works."),
        ("Call `a. b` of the kettle before it boils. More.", "Call a. b of the kettle before it boils."),
        ("Fish &amp; chips are \\<good\\> for all of us. More.", "Fish & chips are <good> for all of us."),
        ("Press ++ctrl+c++ to copy ==marked== text<br>of the page. More.", "Press Ctrl + C to copy marked text of the page."),
        ("![圖](a.png)\n\n本文說明如何**退款**。更多。", "本文說明如何退款。"),
        ("請按[`退款`](a.md)按鈕，\n然後等三天。更多。", "請按退款按鈕，然後等三天。"),
        (
            "Text with tabs, by file and ![a press](a.png).\n\nPress it for ten seconds and wait.",
            "Press it for ten seconds and wait.",
        ),
        ("![](icon.png) Press it for ten seconds and wait. More.", "Press it for ten seconds and wait."),
        ("- 只有一個清單\n- 沒有句子", ""),
        ("```sh\nnpm install the kettle now.\n", ""),
    ],
)
def test_marks_of_a_sentence_are_not_in_the_description(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_long_sentence_without_gaps_is_cut_behind_a_mark() -> None:
    found = first_sentence("水壺很大，" * 40)

    assert found == "水壺很大，" * 31 + "水壺很大…"


def test_an_article_without_a_sentence_has_no_description_and_the_report_says_so(tmp_path: Path) -> None:
    result = outcome(tmp_path, "mkdocs", {PAGE["mkdocs"]: "# First\n\n| A | B |\n|---|---|\n| one thing | two |\n"})

    assert "description" not in text_of(result, "en/a/first.md")
    said = "1 article without a description, for want of a sentence: write them"
    assert [task.places for task in result.tasks if task.what == said] == [("en/a/first.md",)]


def test_markdown_of_a_description_and_of_a_title_is_taken_as_words(tmp_path: Path) -> None:
    page = "---\ndescription: 'Boil **water** in the [kettle](b.md).'\n---\n\n# Use [`kettle<T>`](x.md) {: .no_toc }\n\nText.\n"
    text = text_of(outcome(tmp_path, "mkdocs", {PAGE["mkdocs"]: page}), "en/a/first.md")

    assert 'title: "Use kettle<T>"\n' in text
    assert "description: Boil water in the kettle.\n" in text


def test_titles_keep_what_a_writer_escaped() -> None:
    assert plain(r"The \{name\} of \*all\* :material-home: kettles") == "The {name} of *all* kettles"
