"""Blocks of regions are found by the parser that finds every other box, and each line they hold stays a line of the file."""

from __future__ import annotations

import pytest

from kbgen.render.dialect import dialect
from kbgen.render.region_blocks import RegionBlock, region_blocks


def blocks(body: str) -> tuple[RegionBlock, ...]:
    return region_blocks(body, dialect())


@pytest.mark.parametrize(
    "body",
    [
        ":::region hk\nFree.\n:::\n",
        "::: region  HK\nFree.\n:::\n",
        ":::region[hk]\nFree.\n:::\n",
        "::::{.region} hk\nFree.\n::::\n",
        "/// region | hk\nFree.\n///\n",
        '!!! region "hk"\n    Free.\n',
        "!!! Region hk\n\tFree.\n",
    ],
)
def test_every_spelling_of_a_box_that_the_dialect_knows_makes_a_block(body):
    (block,) = blocks(body)
    assert (block.written.lower(), block.fault, block.lines[1]) == ("hk", "", "Free.")


@pytest.mark.parametrize(
    "body",
    [
        "```\n:::region hk\nx\n:::\n```\n",
        "- item\n\n      :::region hk\n\n",
        "Write `:::region hk` above it.\n",
        "<!--\n:::region hk\nx\n:::\n-->\n",
        "The region hk:::\n",
        ":::regional hk\nx\n:::\n",
    ],
)
def test_what_only_looks_like_a_block_is_text_or_code(body):
    assert blocks(body) == ()


def test_a_block_holds_boxes_with_as_many_colons_and_code_that_shows_its_end():
    (block,) = blocks(":::region hk\n:::tip\nx\n:::\n\n```\n:::\n```\ny\n:::\nz\n")
    assert (block.end, block.lines[8]) == (10, "y")


def test_code_within_a_line_that_has_the_marks_of_a_fence_leaves_a_block_its_end():
    (block,) = blocks(":::region hk\n```a``` is code.\n:::\nz\n")
    assert (block.fault, block.end) == ("", 3)


def test_a_block_stands_in_quotations_items_and_larger_boxes():
    (quoted,) = blocks("> !!! region hk\n>     HK$35\n>\n> more\n")
    assert (quoted.before, dict(quoted.lines)) == ("> ", {1: "> HK$35"})
    (item,) = blocks("1. one\n\n   :::region tw\n   NT$120\n   :::\n")
    assert dict(item.lines) == {3: "   NT$120"}
    (inner,) = blocks("::::tip\n:::region hk\nx\n:::\n::::\n")
    assert inner.fault == ""


def test_an_indented_block_is_outdented_with_its_lists_and_its_code():
    (block,) = blocks("!!! region hk\n    - a\n        - b\n\n    ```\n      c\n    ```\n")
    assert list(block.lines.values()) == ["- a", "    - b", "", "```", "  c", "```"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("text\n:::region hk\nno end\n", "open"),
        (":::tip\n:::region hk\nx\n:::\n:::\n", "open"),
        ("- :::region hk\n  x\n\n:::\n", "open"),
        ("!!! region hk\nnot indented\n", "flush"),
        (":::region hk\n\n:::\n", "empty"),
        ("> :::region hk\n>\n> :::\n", "empty"),
        (":::region hk\n<!-- to be written,\nsoon -->\n:::\n", "empty"),
        ("!!! region hk\n    <!-- later -->\n", "empty"),
    ],
)
def test_a_block_without_end_and_one_that_holds_nothing_are_told_apart(body, fault):
    assert [block.fault for block in blocks(body)] == [fault]


def test_a_block_inside_another_one_is_told():
    assert [block.fault for block in blocks("::::region hk\n:::region tw\nx\n:::\n::::\n")] == ["", "inside"]
