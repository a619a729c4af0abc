"""Personal data is taken out of a query before anything stores it; ordinary words and numbers stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_analytics.cli.options import published_in
from search_analytics.privacy.check_digits import is_hkid, is_luhn, is_taiwan_id
from search_analytics.privacy.match_key import clean_text
from search_analytics.privacy.redaction import published_tokens, redact

VECTORS = json.loads((Path(__file__).parent.parent / "conformance" / "search-event-redaction.json").read_text("utf-8"))


@pytest.mark.parametrize(("query", "redacted"), [pytest.param(v["in"], v["out"], id=v["id"]) for v in VECTORS])
def test_a_query_is_redacted_as_its_vector_says(query: str, redacted: str) -> None:
    assert redact(clean_text(query)) == redacted


@given(st.text(max_size=220))
def test_redacting_twice_is_redacting_once(text: str) -> None:
    once = redact(clean_text(text))
    assert redact(once) == once


FRAGMENTS = [vector["in"] for vector in VECTORS] + list("0123456789 -()@.:/#?Aa⟨⟩訂單") + ["order", "852", "09", "http://"]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_redacting_twice_is_redacting_once_for_text_full_of_personal_data(text: str) -> None:
    once = redact(clean_text(text))
    assert redact(once) == once
    assert len(once) <= 200


@given(st.lists(st.sampled_from([f for f in FRAGMENTS if "0x" not in f]), max_size=30).map("".join))
def test_no_run_of_nine_digits_is_left_unless_it_is_a_code(text: str) -> None:
    runs = "".join(c if c.isdecimal() else " " for c in redact(clean_text(text))).split()
    assert max(map(len, runs), default=0) < 9


def test_most_of_a_list_the_rules_were_not_written_for_is_caught() -> None:
    """Two lists, written before the rules were tried on them: 59 of 67 and 46 of 50 at first sight, 1 of 157 others changed.

    Each entry: a query, and the part of it that must not survive.
    """
    personal, ordinary = listed("redaction_held_out.json")
    missed = [query for query, secret in personal if clean_text(secret) in redact(clean_text(query))]
    changed = [query for query in ordinary if redact(clean_text(query)) != clean_text(query)]
    assert len(missed) <= 0.05 * len(personal), missed
    assert len(changed) <= 0.05 * len(ordinary), changed


def test_of_a_second_list_no_less_is_caught() -> None:
    """Written before the rules of its time: 45 of 45 at first sight, 0 of 50 others changed."""
    assert outcome("redaction_held_out_2.json") == ([], [])


def test_the_list_that_rules_are_tuned_on_is_caught_as_a_whole() -> None:
    assert outcome("redaction_dev.json") == ([], [])


def listed(name: str) -> tuple[list[list[str]], list[str]]:
    entries = json.loads((Path(__file__).parent / name).read_text("utf-8"))
    return entries["personal"], entries["ordinary"]


def outcome(name: str) -> tuple[list[str], list[str]]:
    """What survived although it is personal, and what was changed although it is not."""
    personal, ordinary = listed(name)
    missed = [query for query, secret in personal if clean_text(secret) in redact(clean_text(query))]
    return missed, [query for query in ordinary if redact(clean_text(query)) != clean_text(query)]


def test_the_numbers_of_a_built_contact_page_stay(tmp_path: Path) -> None:
    page = tmp_path / "en" / "contact" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text('<a href="tel:+85223456789">+852 2345 6789</a>', "utf-8")
    assert redact("call 2345 6789", published_in(tmp_path)) == "call 2345 6789"
    assert redact("call 2345 6780", published_in(tmp_path)) == "call ⟨phone⟩"


def test_a_hotline_of_the_portal_stays() -> None:
    published = published_tokens(["Call us: +852 2345 6789 or care@harbour-hill.example, 24 hours."])
    assert redact("call 2345 6789", published) == "call 2345 6789"
    assert redact("+852-2345-6789", published) == "+852-2345-6789"
    assert redact("care@harbour-hill.example", published) == "care@harbour-hill.example"
    assert redact("call 9876 5432", published) == "call ⟨phone⟩"


def test_check_digits_follow_their_published_examples() -> None:
    assert is_luhn("4111111111111111")
    assert not is_luhn("4111111111111112")
    assert is_hkid("C", "668668", "9")
    assert is_hkid("AB", "987654", "3")
    assert not is_hkid("A", "123456", "4")
    assert is_taiwan_id("A123456789")
    assert is_taiwan_id("A800000014")
    assert is_taiwan_id("FA12345689")
    assert not is_taiwan_id("A123456788")
