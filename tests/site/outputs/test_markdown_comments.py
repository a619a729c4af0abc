"""Comments between writers reach no reader of the Markdown of a page."""

from __future__ import annotations

import pytest
from small_site import article

from kbgen.commands.main import main
from kbgen.settings.site import load
from kbgen.site.outputs.comments import without_comments
from kbgen.site.outputs.for_programs import files_for_programs
from kbgen.site.portal import prepare


def markdown_of(config, path: str) -> str:
    (text,) = [file.text for file in files_for_programs(prepare(load(config))) if file.path == path]
    return text


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("<!-- a -->\n\n首段。\n\n末段。\n", "首段。\n\n末段。\n"),
        ("首段。\n\n<!--\nNT$99\n\n    four\n```\n-->\n\n末段。\n", "首段。\n\n末段。\n"),
        ("A price. <!-- boss says NT$99 --> Another.\n", "A price. Another.\n"),
        ("價錢<!-- 內部 -->不變。\n", "價錢不變。\n"),
        ("A <!-- one\ntwo --> B\n", "A B\n"),
        ("<!-- a --> B\n", "B\n"),
        ("<!-- a `code` b -->\n\nB\n", "B\n"),
        ("> <!-- a -->\n> B\n", ">\n> B\n"),
        ("- A\n\n  <!-- a -->\n\n- B\n", "- A\n\n- B\n"),
        ("- A\n\n    <!-- a -->\n\n    C\n", "- A\n\n    C\n"),
        ("!!! note\n    <!-- a -->\n    B\n", "!!! note\n    B\n"),
        (":::note\n<!-- a -->\nB\n:::\n", ":::note\nB\n:::\n"),
        ("| a <!-- x --> | b |\n| --- | --- |\n", "| a | b |\n| --- | --- |\n"),
        ("A\n\n<!-- x -->", "A\n\n"),
        ("A  <!-- x -->\nB\n", "A\nB\n"),
        ("A\n<!-- x -->\n<!-- y -->\n<!-- z -->\n\nB\n", "A\n\nB\n"),
        ("A\n\n<!-- x -->\n\n<!-- y -->\n\nB\n", "A\n\nB\n"),
    ],
)
def test_a_comment_is_left_out_and_what_is_around_it_stays_apart(written, published):
    assert without_comments(written) == published


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- shown -->\n```\n",
        "~~~\n<!-- shown\n~~~\n\nText -->\n",
        "> ```html\n> <!-- shown -->\n> ```\n",
        "- ```html\n  <!-- shown -->\n  ```\n",
        "A note is `<!-- … -->`.\n",
        "As code:\n\n    <!-- shown -->\n    <p>\n\nText.\n",
        "As code:\n\n    <p>\n    <!-- shown -->\n\nText.\n",
        "As code:\n\n    <!-- begins\n\nText -->\n",
        "- A\n\n<!-- -->\n\n- B\n",
        "It begins with \\<!-- and ends with -->.\n",
        "It begins with <!-- and is no comment.\n\nText -->\n",
    ],
)
def test_code_that_shows_a_comment_stays_and_so_does_what_is_none(text):
    assert without_comments(text) == text


def test_a_comment_behind_code_that_shows_one_is_left_out():
    assert without_comments("`<!--` begins.\n\n    <!-- shown\n\n<!-- a -->\n\nB\n") == "`<!--` begins.\n\n    <!-- shown\n\nB\n"


def test_openings_without_an_end_take_no_long_time():
    for text in ("<!-- a\n\n" * 5000 + "A <!-- b " * 5000, "x <!-- a\n\n" * 5000 + "B --> C", "<!-- a\n\n" * 5000 + "--> C"):
        assert without_comments(text) == text


def test_what_is_to_translate_is_not_in_the_markdown_of_the_page(make_site):
    english = article("The fee is HK$400.\n")
    config = make_site({"content/en/returns/a.md": english, "content/zh-hant/returns/a.md": article("收費 HK$400。\n")})
    assert main(["translate", "returns/a", "--current", "--config", str(config)]) == 0
    (config.parent / "content/en/returns/a.md").write_text(english.replace("400", "500"), "utf-8")
    assert main(["translate", "returns/a", "--config", str(config)]) == 0
    assert "<!-- to translate" in (config.parent / "content/zh-hant/returns/a.md").read_text("utf-8")
    text = markdown_of(config, "zh-hant/returns/a.md")
    assert text.endswith("\n# An article\n\n收費 HK$400。\n")


@pytest.mark.parametrize("path", ["hk", "tw"])
def test_a_comment_within_a_region_or_between_them_is_in_no_page_of_a_region(make_site, path):
    body = (
        "Text.\n\n<!-- all -->\n\n:::region hk\n<!-- internal: NT$99 -->\nHong Kong.\n:::\n\n"
        ":::region tw\nTaiwan. <!-- b -->\n:::\n"
    )
    text = markdown_of(make_site({"content/en/returns/a.md": article(body)}), f"en/returns/a/{path}.md")
    assert "<!--" not in text
    assert "NT$99" not in text
