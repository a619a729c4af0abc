"""Keywords are added to an article without touching anything else that its writer wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.content.edit.keywords import add_keywords
from kbgen.content.edit.lines import yaml_word
from kbgen.errors import UsageError
from kbgen.settings.strict_yaml import Items, Scalar, Table, parse

BODY = "---\n\nText with `keywords: [x]`.\n\n    - code\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("keywords: [one, two]  # ours\n", "keywords: [one, two, cash back, '1:1']  # ours\n"),
        ("keywords: [one,]\n", "keywords: [one, cash back, '1:1']\n"),
        ("keywords: []\n", "keywords: [cash back, '1:1']\n"),
        ("keywords:\n  - one\n  # later\n  - two\n", "keywords:\n  - one\n  # later\n  - two\n  - cash back\n  - '1:1'\n"),
        ("keywords: [one,\n  two]\n", "keywords: [one,\n  two, cash back, '1:1']\n"),
        ("", "keywords: [cash back, '1:1']\n"),
    ],
)
def test_keywords_are_added_in_the_form_in_which_they_stand(before: str, after: str):
    head, tail = "---\n# note\ntitle: 'A: b'\ndescription: D\n", "order: 2\n" + BODY
    if not before:
        assert add_keywords((head + tail).encode(), ["cash back", "1:1"], "a.md") == (head + after + tail).encode()
    else:
        found = add_keywords((head + before + tail).encode(), ["cash back", "1:1"], "a.md")
        assert found == (head + after + tail).encode()


def test_a_keyword_that_is_there_already_changes_nothing():
    raw = b"---\ntitle: A\nkeywords: [one]\n---\nx"
    assert add_keywords(raw, ["one"], "a.md") is raw


def test_line_ends_and_marks_of_other_systems_stay():
    raw = "\ufeff---\r\ntitle: 退款\r\nkeywords: [退錢]\r\n---\r\n\r\n內文".encode()
    assert add_keywords(raw, ["回水"], "a.md") == "\ufeff---\r\ntitle: 退款\r\nkeywords: [退錢, 回水]\r\n---\r\n\r\n內文".encode()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"no front matter", "has no front matter"),
        (b"---\ntitle: A\nkeywords: one\n---\n", "write a list|'keywords' cannot be 'one'"),
        (b"---\r\ntitle: A\n---\n", "mixes kinds of line ends"),
        (b"---\ntitle: \xff\n---\n", "is not UTF-8: byte"),
        (b"---\n{title: A, keywords: [b]}\n---\n", "in a form that cannot be added to"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(raw: bytes, message: str):
    with pytest.raises(UsageError, match=message):
        add_keywords(raw, ["new"], "a.md")


@given(st.text(min_size=1, max_size=40))
def test_whatever_customers_typed_is_one_item_of_a_list(text: str):
    shown = "".join(char for char in text if char.isprintable())
    node = parse(f"keywords: [{yaml_word(text)}, last]")
    assert isinstance(node, Table)
    items = node.entries["keywords"]
    assert isinstance(items, Items)
    assert [item.text for item in items.items if isinstance(item, Scalar)] == [shown, "last"]
