"""The privacy notice as readers see it: reached from the foot of a page, and true of their own browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from portal_reader import DESK, PHONE, Language, MakeReader


@pytest.mark.parametrize(
    ("language", "width", "asked", "said"),
    [
        ("en", PHONE, True, "Nothing is sent"),
        ("zh-hant", DESK, False, "沒有要求不被統計"),
        ("zh-hant", PHONE, True, "不會送出任何資料"),
    ],
    ids=["English, signal", "Chinese, none", "Chinese, signal"],
)
def test_the_notice_says_whether_this_browser_is_counted(
    make_reader: MakeReader, language: Language, width: int, asked: bool, said: str
) -> None:
    reader = make_reader(language, width)
    if asked:
        reader.page.add_init_script("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })")
    reader.open()
    reader.page.locator("footer a[href*=privacy-notice]").click()
    expect(reader.page).to_have_url(re.compile(f"/{language}/privacy-notice/"))
    expect(reader.page.locator("[data-kb-counting]")).to_contain_text(said)
    expect(reader.page.locator("main")).to_contain_text("30")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.page.context.cookies() == []
    assert reader.problems == []
