"""An entry is added to terms.yml; comments, order and every other entry stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.errors import UsageError
from kbgen.text.add_terms import add_one_way
from kbgen.text.terms import read_terms

SHOWN = Path("content/terms.yml")
ROOT = Path(__file__).parents[2]


def added(text: str, typed: list[str], ours: list[str]) -> str:
    return add_one_way(text.encode(), typed, ours, SHOWN).decode()


def test_the_entry_comes_last_in_its_part_with_its_indent_and_before_the_next_comment():
    before = "# top\none-way:\n    - from: a b\n      to: refund\n\n# names\nproducts:\n  - 轉數快\n"
    assert added(before, ["cash back"], ["refund"]) == (
        "# top\none-way:\n    - from: a b\n      to: refund\n    - from: [cash back]\n      to: [refund]\n\n# names\nproducts:\n"
        "  - 轉數快\n"
    )


def test_a_file_without_the_part_and_no_file_at_all_get_it():
    entry = "one-way:\n  - from: [cash back, 回水]\n    to: [refund]\n"
    assert added("", ["cash back", "回水"], ["refund"]) == entry
    assert added("products:\n- 轉數快\n", ["cash back", "回水"], ["refund"]) == "products:\n- 轉數快\n\n" + entry


def test_the_sample_shop_s_file_keeps_every_line():
    before = (ROOT / "content/terms.yml").read_text("utf-8")
    after = added(before, ["lanyard"], ["badge holder"])
    kept = [line for line in after.splitlines() if line not in {"  - from: [lanyard]", "    to: [badge holder]"}]
    assert kept == before.splitlines()
    assert ("lanyard", "badge holder") in read_terms(after, SHOWN).entries[-1].pairs()


@pytest.mark.parametrize(
    ("text", "typed", "message"),
    [
        ("one-way: []\n", ["cash back"], "cannot be added|would change something else"),
        ("one-way:\n  - {from: x}\n", ["cash back"], "nothing under to"),
        ("", ["one two three four five"], "has more than 4 words"),
        ("", ["T恤 印字"], "mixes Chinese and other letters"),
        ("one-way:\n  - {from: refund, to: cash back}\n", ["cash back"], "in a circle"),
    ],
)
def test_what_cannot_be_added_is_refused(text: str, typed: list[str], message: str):
    with pytest.raises(UsageError, match=message):
        added(text, typed, ["refund"])
