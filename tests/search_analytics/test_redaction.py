"""Personal data is taken out of a query before anything stores it; ordinary words and numbers stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_analytics.checksums import is_hkid, is_luhn, is_taiwan_id
from search_analytics.match_key import clean_text
from search_analytics.redact import published_tokens, redact
from search_analytics.store_options import published_in

PERSONAL = [
    ("refund peter.chan@example.com.hk", "refund ⟨email⟩"),
    ("我的電郵是peter@example.com嗎", "我的電郵是⟨email⟩嗎"),
    ("peter(at)example(dot)com", "⟨email⟩"),
    ("peter at gmail dot com 收不到信", "⟨email⟩ 收不到信"),
    ("ｐｅｔｅｒ＠ｅｘａｍｐｌｅ．ｃｏｍ", "⟨email⟩"),
    ("https://shop.example/reset?token=abc#me", "https://shop.example/reset"),
    ("https://shop.example/a#abc 打不開", "https://shop.example/a 打不開"),
    ("www.shop.example?uid=7", "www.shop.example"),
    ("shop.example/o?id=7", "shop.example/o"),
    ("https://peter:pass@shop.example/x", "https://shop.example/x"),
    ("4111 1111 1111 1111", "⟨card⟩"),
    ("4111-1111-1111-1111 123", "⟨card⟩ 123"),
    ("信用卡4111111111111111扣款", "信用卡⟨card⟩扣款"),
    ("378282246310005", "⟨card⟩"),
    ("A123456(3)", "⟨id⟩"),
    ("a 123456 (9)", "⟨id⟩"),
    ("身份證 A1234563", "身份證 ⟨id⟩"),
    ("AB9876543 遺失", "⟨id⟩ 遺失"),
    ("A123456789", "⟨id⟩"),
    ("居留證A800000014", "居留證⟨id⟩"),
    ("FA12345689", "⟨id⟩"),
    ("blocked 203.0.113.7", "blocked ⟨ip⟩"),
    ("2001:db8::7 blocked", "⟨ip⟩ blocked"),
    ("order 1234567", "order ⟨order⟩"),
    ("order no. HH-2023-11", "order no. ⟨order⟩"),
    ("訂單編號 12345", "訂單編號 ⟨order⟩"),
    ("單號A12345何時到", "單號⟨order⟩何時到"),
    ("ORD-2024-0012", "⟨order⟩"),
    ("INV-77", "⟨order⟩"),
    ("ticket #4321", "ticket #⟨order⟩"),
    ("+852 6123 4567", "⟨phone⟩"),
    ("00852-61234567", "⟨phone⟩"),
    ("+886 912 345 678", "⟨phone⟩"),
    ("852 6123 4567", "⟨phone⟩"),
    ("0912-345-678", "⟨phone⟩"),
    ("打0912345678", "打⟨phone⟩"),
    ("(02) 2345-6789", "⟨phone⟩"),
    ("04-22334455", "⟨phone⟩"),
    ("6123 4567", "⟨phone⟩"),
    ("電話91234567無人聽", "電話⟨phone⟩無人聽"),
    ("98 76 54 32", "⟨phone⟩"),
    ("九一二三四五六七", "⟨phone⟩"),
    ("٦١٢٣٤٥٦٧", "⟨phone⟩"),
    ("61\u200b23\u206045\u20e367", "⟨phone⟩"),
    ("6123–4567", "⟨phone⟩"),
    ("token sk_live_4eC39HqLyjWDarjtT1zdp7dc", "token ⟨secret⟩"),
    ("550e8400-e29b-41d4-a716-446655440000", "⟨secret⟩"),
    ("123456789", "⟨number⟩"),
    ("1222 0212 3456", "⟨number⟩"),
    ("生日 1990/05/12", "生日 ⟨date⟩"),
    ("my wechat is jenny9988", "my wechat is ⟨account⟩"),
    ("戶口號碼 012-345-6-789012", "戶口號碼 ⟨account⟩"),
    ("密碼是 hunter2abc", "密碼是 ⟨secret⟩"),
]

ORDINARY = [
    "退款要幾耐先到帳",
    "refund time",
    "order 500 pcs",
    "order 10000 mugs",
    "訂單10000個",
    "open @ 9.30",
    "10@5",
    "2024-2025 目錄",
    "2026-10-02",
    "2026年10月2日",
    "10/12/2026 送貨",
    "300 x 400 x 500",
    "A4 210x297",
    "#336699 顏色",
    "node.js?為什麼",
    "std::vector",
    "KB5034441",
    "ORA-00942",
    "0x80070005",
    "CVE-2024-12345",
    "ISO 9001:2015",
    "ISO/IEC 27001",
    "RFC 9110",
    "SQLSTATE 42P01",
    "version 10.15.7.1",
    "Pantone 2935 C",
    "100 tote bags in 7 days",
    "HK$1,200",
    "12:30-14:00",
    "order",
    "訂單編號在哪裡",
    "invoice 2024",
    "⟨email⟩ 收不到",
]


@pytest.mark.parametrize(("query", "redacted"), PERSONAL)
def test_personal_data_is_replaced(query: str, redacted: str) -> None:
    assert redact(clean_text(query)) == redacted


@pytest.mark.parametrize("query", ORDINARY)
def test_an_ordinary_query_stays(query: str) -> None:
    assert redact(clean_text(query)) == query


@given(st.text(max_size=220))
def test_redacting_twice_is_redacting_once(text: str) -> None:
    once = redact(clean_text(text))
    assert redact(once) == once


FRAGMENTS = [query for query, _ in PERSONAL] + ORDINARY + list("0123456789 -()@.:/#?Aa⟨⟩訂單") + ["order", "852", "09", "http://"]


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
