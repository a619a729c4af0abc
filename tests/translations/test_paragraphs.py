"""An article taken apart into what a translator translates, and put together again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.translations.paragraphs import paragraphs_of, written

SAMPLE = sorted((Path(__file__).parents[2] / "content").rglob("*.md"))
PIECES = (
    *("# a", "text", "  \n", "\n", "\n\n", "- ", "1. ", "> ", "    ", "```", "~~~\n", "| a | b |", "| --- | --- |"),
    *("!!! tip ", '"x"', "??? ", ":::", ":::tip x", "/// note | t", "<!-- ", " -->", "<details>", "<summary>s</summary>"),
    *("[^1]: ", "[a]: b", "中文", "\t", "***", '=== "Mac"', "\u2028", "\x0b", "{ #x }", "\\", "  "),
)


def said(body: str) -> list[tuple[str, str]]:
    return [(one.kind, one.said) for one in paragraphs_of(body) if one.kind != "rest"]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_every_article_of_the_sample_shop_is_put_together_again(path: Path):
    text = path.read_text("utf-8")
    assert written(paragraphs_of(text)) == text


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=200))
def test_any_text_is_put_together_again_and_saying_the_same_changes_nothing(body: str):
    paragraphs = paragraphs_of(body)
    assert written(paragraphs) == body
    assert written(one.saying(one.said) for one in paragraphs) == body


def test_marks_of_blocks_are_no_part_of_what_is_said():
    body = '## By card { #card }\n\n- [ ] one\n  two\n1. three\n\n!!! tip "Save"\n    Now.\n\n??? question "How?"\n    So.\n'
    assert said(body) == [
        ("heading", "By card"),
        ("item", "one\ntwo"),
        ("item", "three"),
        ("heading", "Save"),
        ("text", "Now."),
        ("heading", "How?"),
        ("text", "So."),
    ]


def test_quotations_boxes_of_other_tools_details_and_notes_are_read():
    body = "> [!NOTE]\n> a\n> b\n\n:::tip[Titel]\nx\n:::\n\n<details>\n<summary>Why</summary>\nso\n</details>\n\n[^1]: A note.\n"
    assert [text for _, text in said(body)] == ["a\nb", "Titel", "x", "Why", "so", "A note."]


def test_code_is_one_paragraph_without_the_indent_of_its_block():
    body = "1. Do\n\n    ```sh\n    # first\n\n      ls\n    ```\n\n    text of the item\n\npara\n\n    code\n      more\n"
    assert said(body)[1:] == [
        ("code", "# first\n\n  ls"),
        ("text", "text of the item"),
        ("text", "para"),
        ("code", "code\n  more"),
    ]


def test_comments_rules_definitions_and_lines_of_tables_are_nobodys_text():
    assert said("<!-- one\n\ntwo -->\n\n---\n\n[a]: http://x\n\n| a | b |\n| --- | :-: |\n| c | d |\n") == [
        ("row", "| a | b |"),
        ("row", "| c | d |"),
    ]


def test_another_text_stays_inside_its_block():
    (quote,) = (one for one in paragraphs_of("> one\n> two\n") if one.kind == "text")
    assert written([quote.saying("eins\nzwei\ndrei")]) == "> eins\n> zwei\n> drei\n"
    (item,) = (one for one in paragraphs_of("- one\n") if one.kind == "item")
    assert written([item.saying("eins\nzwei")]) == "- eins\n  zwei\n"


def test_the_name_of_a_region_is_nobodys_text():
    assert said(":::region hk\nHK$35\n:::\n\n!!! region tw\n    NT$120\n\n/// region | hk\nx\n///\n") == [
        ("text", "HK$35"),
        ("text", "NT$120"),
        ("text", "x"),
    ]
