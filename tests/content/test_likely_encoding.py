"""Files that are not UTF-8: their writers are told what they are in, and how to convert them."""

from __future__ import annotations

import pytest

from kbgen.settings.likely_encoding import likely_encoding

_HANT = "退款安排：請在七日內提出申請，並保留收據。如有疑問請聯絡客戶服務部，電話 2345 6789。"
_HANS = "退款安排：请在七日内提出申请，并保留收据。如有疑问请联系客户服务部。"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (_HANT, "big5", "Big5"),
        (f"# Refunds\n\nSee the [page](a.md).\n\n{_HANT[:6]}", "big5", "Big5"),
        ("你好", "big5", "Big5"),
        ("喺邊度退錢？", "big5hkscs", "Big5"),
        (_HANS, "gbk", "GBK"),
        ("# 退款\n", "gbk", "GBK"),
        ("Café déjà vu – “quotes”", "cp1252", "Windows-1252"),
        ("naïve", "latin-1", "Windows-1252"),
        ("Größe über Straße", "latin-1", "Windows-1252"),
        (_HANT, "utf-16", "UTF-16"),
        (_HANT, "utf-16-le", "UTF-16LE"),
        (f"{_HANT} 一", "utf-16-be", "UTF-16BE"),
        ("Hello, world.\n", "utf-16-be", "UTF-16BE"),
        (_HANT, "utf-32", "UTF-32"),
    ],
)
def test_the_encoding_of_a_text_is_named(text: str, codec: str, name: str) -> None:
    found = likely_encoding(text.encode(codec))
    assert found is not None
    assert found.name == name
    assert text.encode(codec).decode(found.iconv.replace("WINDOWS-", "cp") if codec != "big5hkscs" else codec) == text


@pytest.mark.parametrize("raw", [b"text\0text of it", f"{_HANT}\0{_HANT}".encode(), b"", b"\x81\x8d\x8f", b"\xff" * 40])
def test_what_is_like_no_encoding_is_none(raw: bytes) -> None:
    assert likely_encoding(raw) is None
