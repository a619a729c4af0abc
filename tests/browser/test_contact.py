"""The way to a person: what goes along, what is shown, and what a reader can take out again."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Locator, expect
from portal_reader import EACH_ONCE, LANGUAGES, WIDTHS, Language, MakeReader, Reader, eventually, leads_to

CONTACT = {"en": "Contact us", "zh-hant": "聯絡我們"}
SEARCHED = {"en": "I searched for: refnd", "zh-hant": "我搜尋過：推款"}
READ = {"en": "I was reading: When a refund arrives", "zh-hant": "我看過的頁面：退款要多久"}


def message(reader: Reader) -> Locator:
    """The message once its script runs. Before that styles hide it, and before those are there it counts as visible, empty."""
    return reader.page.locator("[data-kb-message]:not(.is-waiting) textarea")


def written(reader: Reader) -> str:
    """Return what an e-mail would say once the script of the message runs."""
    expect(message(reader)).to_be_visible()
    return carried(channel(reader, "email")).partition("body=")[2].replace("\r\n", "\n")


def channel(reader: Reader, kind: str) -> Locator:
    return reader.page.locator(f".channel.{kind} a").first


def carried(link: Locator) -> str:
    """Return the text that goes along when the channel opens."""
    return unquote(urlsplit(link.evaluate("(link) => link.href")).query)


def from_results_to_contact(reader: Reader) -> None:
    query = {"en": "refnd", "zh-hant": "推款"}[reader.language]
    reader.open(f"search/?q={query}")
    reader.page.locator('[data-kb-found] a[data-article="returns/refund-times"]').first.click()
    link = reader.page.locator("#contact a[data-kb-contact]")
    expect(link).to_have_attribute("href", re.compile("[#&]q="))
    link.click()
    expect(reader.page.locator("h1")).to_have_text(CONTACT[reader.language])
    expect(message(reader)).to_be_visible()


@EACH_ONCE
def test_what_was_searched_and_read_goes_along_and_can_be_taken_out(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width)
    from_results_to_contact(reader)
    assert SEARCHED[language] in written(reader)
    assert READ[language] in written(reader)
    whatsapp = channel(reader, "whatsapp")
    assert SEARCHED[language] in carried(whatsapp)
    reader.page.locator("[data-kb-item=query] input").uncheck()
    reader.page.locator("[data-kb-item=page] input").uncheck()
    assert SEARCHED[language] not in written(reader)
    for kind in ("whatsapp", "line", "email"):
        assert SEARCHED[language] not in carried(channel(reader, kind))
        assert READ[language] not in carried(channel(reader, kind))


def test_the_readers_own_words_go_along(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant")
    reader.open("contact/")
    message(reader).fill("訂單 HH-123456 & 退款？\n謝謝")
    assert carried(channel(reader, "email")).endswith("body=訂單 HH-123456 & 退款？\r\n謝謝\r\n\r\n希望以這種語言回覆：中文")
    assert carried(channel(reader, "line")) == "訂單 HH-123456 & 退款？\n謝謝\n\n希望以這種語言回覆：中文"
    message(reader).fill("")
    assert channel(reader, "whatsapp").get_attribute("href") == "https://wa.me/85255500100"


@LANGUAGES
def test_articles_that_may_answer_the_question_stand_before_the_channels(make_reader: MakeReader, language: Language) -> None:
    reader = make_reader(language)
    from_results_to_contact(reader)
    suggestion = reader.page.locator('[data-kb-suggestions] a[data-article="returns/refund-times"]')
    expect(suggestion.first).to_be_visible()
    assert suggestion.first.bounding_box()["y"] < channel(reader, "email").bounding_box()["y"]  # type: ignore[index]


def test_nothing_is_stored_and_nothing_is_sent_by_looking(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    from_results_to_contact(reader)
    expect(message(reader)).to_be_visible()
    assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert reader.page.context.cookies() == []
    assert "refnd" not in urlsplit(reader.page.url).query


def test_a_search_that_finds_nothing_leads_to_a_person_who_sees_it(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("search/?q=zzqvx blorft")
    reader.page.locator(".nothing a.write").click()
    assert "I searched for: zzqvx blorft" in written(reader)


def test_a_missing_page_says_which_link_did_not_work(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant")
    reader.page.context.route("**/zh-hant/gone/", lambda route: route.fulfill(path=None, status=200, body=gone(reader)))
    reader.page.goto(f"{reader.address}zh-hant/gone/")
    link = reader.page.locator("#contact a[data-kb-contact]")
    expect(link).to_have_attribute("href", re.compile("#missing="))
    link.click()
    assert "這個連結打不開：" in written(reader)
    assert "/zh-hant/gone/" in written(reader)


def gone(reader: Reader) -> str:
    return reader.page.request.get(f"{reader.address}zh-hant/404.html").text()


def test_a_search_on_the_contact_page_itself_goes_along_too(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("contact/")
    reader.page.locator("form[data-kb-box] input").click()
    reader.ask("zzqvx blorft")
    reader.page.locator(".nothing a.write").click()
    eventually(lambda: written(reader), lambda text: "I searched for: zzqvx blorft" in text)
    assert message(reader).input_value() == ""


def test_the_language_switch_keeps_what_goes_along(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    from_results_to_contact(reader)
    reader.switch_language()
    expect(reader.page.locator("h1")).to_have_text(CONTACT["zh-hant"])
    assert "我搜尋過：refnd" in written(reader)


def test_the_readers_own_words_stay_over_a_switch_of_language_a_reload_and_back(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("contact/")
    message(reader).fill("My parcel\nis late & wet")
    reader.switch_language()
    expect(message(reader)).to_have_value("My parcel\nis late & wet")
    assert "parcel" not in reader.page.url
    message(reader).fill("包裹遲了")
    reader.page.reload()
    expect(message(reader)).to_have_value("包裹遲了")
    reader.page.go_back()
    expect(message(reader)).to_have_value("My parcel\nis late & wet")
    assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_message_too_long_for_a_link_is_to_be_copied_and_the_channel_opens_without_it(make_reader: MakeReader) -> None:
    reader = make_reader("zh-hant")
    reader.open("contact/")
    message(reader).fill("包裹遲了。" * 100)
    expect(reader.page.locator("[data-kb-too-long]")).to_contain_text("電郵")
    assert "body=" not in (channel(reader, "email").get_attribute("href") or "")
    expect(reader.page.locator("[data-kb-copy-message]")).to_be_enabled()
    message(reader).fill("包裹遲了。")
    expect(reader.page.locator("[data-kb-too-long]")).to_be_empty()
    assert "包裹遲了。" in carried(channel(reader, "email"))


def test_a_link_from_elsewhere_cannot_put_a_foreign_page_into_the_message(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.open("contact/#page=https%3A%2F%2Fevil.example%2F&title=Sign+in&q=%3Cimg%20src%3Dx%3E")
    assert written(reader).strip() == "I searched for: <img src=x>\nPlease reply in: English"
    expect(reader.page.locator("[data-kb-item=page]")).to_be_hidden()


@WIDTHS
@LANGUAGES
def test_without_javascript_the_channels_hours_and_days_off_are_there(
    make_reader: MakeReader, language: Language, width: int
) -> None:
    reader = make_reader(language, width, script=False)
    reader.open("returns/refund-times/")
    reader.page.locator("#contact a[data-kb-contact]").click()
    expect(channel(reader, "email")).to_have_attribute("href", "mailto:hello@example.com")
    expect(channel(reader, "phone")).to_have_attribute("href", "tel:+85255500188")
    expect(reader.page.locator("[data-kb-message] textarea")).to_be_hidden()
    expect(reader.page.locator(".hours").first).to_contain_text({"en": "Monday to Friday", "zh-hant": "星期一至五"}[language])
    expect(reader.page.locator(".closed-days").first).to_contain_text({"en": "Christmas Day", "zh-hant": "聖誕節"}[language])
    leads_to(reader.page.locator("[data-kb-suggestions] a").nth(2), f"{language}/returns/refund-times/")
    assert reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize(
    ("language", "now", "line"),
    [
        ("en", "2026-11-23T03:00:00Z", "Open now, until 18:30"),
        ("en", "2026-11-27T11:00:00Z", "Closed now, opens Monday at 10:00"),
        ("zh-hant", "2026-11-22T03:00:00Z", "目前休息中，明天 10:00 開始服務"),
        ("zh-hant", "2026-12-25T03:00:00Z", "今天休息（聖誕節）。 目前休息中，星期一 10:00 開始服務"),
    ],
)
def test_the_page_says_whether_somebody_answers_now(make_reader: MakeReader, language: Language, now: str, line: str) -> None:
    reader = make_reader(language)
    reader.page.clock.set_fixed_time(now)
    reader.open("contact/")
    expect(reader.page.locator("[data-kb-open]").first).to_have_text(line)


def test_days_off_that_have_passed_give_way_to_the_next(make_reader: MakeReader) -> None:
    reader = make_reader("en")
    reader.page.clock.set_fixed_time("2026-12-28T03:00:00Z")
    reader.open("contact/")
    days = reader.page.locator("[data-kb-place]").first.locator(".closed-days").first.locator("li")
    expect(days).to_have_count(3)
    expect(days.first).to_contain_text("1 January 2027")


@LANGUAGES
@pytest.mark.parametrize("path", ["", "returns/"], ids=["home", "category"])
def test_home_and_category_say_how_long_things_take(make_reader: MakeReader, language: Language, path: str) -> None:
    reader = make_reader(language)
    reader.open(path)
    row = reader.page.locator(".expectations li").first
    expect(row).to_contain_text({"en": "1–2 working days", "zh-hant": "1–2 個工作天"}[language])
    leads_to(row.locator("a"), f"{language}/returns/refund-times/")
