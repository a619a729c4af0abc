"""The contact data of a page: words of its language, hours, coming days off, and times in articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_site import article, head_builder

from kbgen.errors import ConfigError, ContentError
from kbgen.settings.contact import Place
from kbgen.settings.site import load
from kbgen.site.answer_cards import number_forms
from kbgen.site.answers import site_answers
from kbgen.site.closed_days import closed_days
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.outputs.sitemap import sitemap
from kbgen.site.pages import list_pages
from kbgen.site.portal import Portal, prepare

SETTINGS = """\
contact:
  replies: 1 working day
  email: hello@example.com
  phone: +852 5550 0188
  wechat:
    value: harbour_hill
    region: HK
    replies: 2-4 hours
  places:
    name: { en: Studio, zh-hant: 工作室 }
    region: HK
    open:
      mon-fri: 10:00-13:00, 14:00-18:30
  expectations:
    refund:
      label: { en: Refund by FPS, zh-hant: 轉數快退款 }
      takes: 1-2 working days
      article: returns/refund-times
"""
DAY = date(2026, 11, 22)


def contact(portal: Portal, path: str):
    page = next(page for page in list_pages(portal) if page.path == path)
    return ContextBuilder(portal, today=DAY).build(page)


def test_one_number_becomes_words_of_both_languages(make_site):
    portal = prepare(load(make_site(settings=SETTINGS)))
    english, chinese = (contact(portal, f"{folder}/contact.md").contact for folder in ("en", "zh-hant"))
    assert (english.promise, chinese.promise) == ("We usually reply within 1 working day.", "我們一般會在 1 個工作天內回覆。")
    assert [entry.takes for entry in (*english.expectations, *chinese.expectations)] == ["1–2 working days", "1–2 個工作天"]
    assert chinese.expectations[0].url == "zh-hant/returns/refund-times/"


def test_a_channel_says_what_to_expect(make_site):
    channels = contact(prepare(load(make_site(settings=SETTINGS))), "zh-hant/contact.md").contact.channels
    assert [(way.label, way.expect, way.region, way.href) for way in channels] == [
        ("電郵", "1 個工作天內回覆", "", "mailto:hello@example.com"),
        ("電話", "", "", "tel:+85255500188"),
        ("微信", "2–4 小時內回覆", "香港", ""),
    ]


def test_a_category_shows_how_long_its_own_things_take(make_site):
    entry = "    {}:\n      label: {{ en: {}, zh-hant: 事 }}\n      takes: 2 days\n{}"
    settings = SETTINGS + entry.format("other", "Other", "") + entry.format("named", "Named", "      category: returns\n")
    portal = prepare(load(make_site(settings=settings)))
    assert [entry.label for entry in contact(portal, "en/returns/index.md").expectations] == ["Refund by FPS", "Named"]
    assert len(contact(portal, "en/index.md").expectations) == 3


def test_a_channel_may_have_a_picture_to_scan(make_site):
    settings = SETTINGS.replace("value: harbour_hill", "value: harbour_hill\n    qr: assets/wechat.svg")
    drawing = {"content/assets/wechat.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320"/>'}
    channels = contact(prepare(load(make_site(drawing, settings=settings))), "en/contact.md").contact.channels
    assert [way.qr.path if way.qr else None for way in channels] == [None, None, "assets/wechat.svg"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("value: harbour_hill", "value: harbour_hill\n    qr: assets/none.png", "'contact.wechat.qr' is 'assets/none.png'"),
        ("article: returns/refund-times", "category: refunds", "'contact.expectations.refund.category' is 'refunds'"),
    ],
)
def test_a_picture_or_category_that_does_not_exist_is_an_error_with_its_line(make_site, old, new, message):
    with pytest.raises(ConfigError, match=rf"mkdocs.yml:\d+: {message}, which does not exist"):
        prepare(load(make_site(settings=SETTINGS.replace(old, new))))


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("en/contact.md", [("Monday to Friday", "10:00–13:00, 14:00–18:30"), ("Saturday to Sunday", "Closed")]),
        ("zh-hant/contact.md", [("星期一至五", "10:00–13:00、14:00–18:30"), ("星期六至日", "休息")]),
    ],
)
def test_days_with_the_same_hours_share_a_row(make_site, path, rows):
    (place,) = contact(prepare(load(make_site(settings=SETTINGS))), path).contact.places
    assert [(row.days, row.times) for row in place.rows] == rows


@pytest.mark.parametrize(
    ("there", "language", "row"),
    [
        ("HK", "en", ("Public holidays", "Closed")),
        ("HK", "zh-hant", ("公眾假期", "休息")),
        ("TW", "zh-hant", ("國定假日", "休息")),
        ("HK\n    open_on_holidays: true", "en", ("Public holidays", "Open as usual")),
    ],
)
def test_who_asks_when_somebody_is_there_is_told_of_holidays_in_the_words_of_the_place(make_site, there, language, row):
    portal = prepare(load(make_site(settings=SETTINGS.replace("    region: HK\n    open:", f"    region: {there}\n    open:"))))
    answers = site_answers(portal, [pair.id for pair in portal.pairs], None)[language].answers
    (card,) = [answer.card for answer in answers if answer.card.kind == "hours"]
    assert card.places[0].rows[-1] == row


def test_the_page_gets_what_the_clock_needs(make_site):
    (place,) = contact(prepare(load(make_site(settings=SETTINGS))), "en/contact.md").contact.places
    assert place.for_script["zone"] == "Asia/Hong_Kong"
    assert place.for_script["week"]["5"] == (("10:00", "13:00"), ("14:00", "18:30"))


WEEK = dict.fromkeys(range(1, 6), (("10:00", "18:30"),))


@pytest.mark.parametrize(
    ("region", "language", "days"),
    [
        ("HK", "en", [("2026-12-25", "Christmas Day"), ("2027-01-01", "New Year's Day")]),
        ("HK", "zh-hant", [("2026-12-25", "聖誕節"), ("2027-01-01", "元旦"), ("2027-02-08", "農曆年初三")]),
        (
            "TW",
            "zh-hant",
            [("2026-12-25", "行憲紀念日"), ("2027-01-01", "元旦"), ("2027-02-04", "小年夜"), ("2027-02-05", "農曆除夕")],
        ),
    ],
)
def test_public_holidays_are_those_of_the_place(region, language, days):
    coming = closed_days(Place({}, region, WEEK), language, DAY)
    assert [(closed.day.isoformat(), closed.reason) for closed in coming[: len(days)]] == days


def test_good_friday_is_a_day_off_in_hong_kong_only():
    good_friday = date(2027, 3, 26)
    for region, is_closed in (("HK", True), ("TW", False)):
        days = {closed.day for closed in closed_days(Place({}, region, WEEK), "en", DAY)}
        assert (good_friday in days) is is_closed


def test_a_holiday_on_a_day_that_is_closed_anyway_is_left_out():
    days = {closed.day for closed in closed_days(Place({}, "HK", WEEK), "en", DAY)}
    assert date(2026, 12, 26) not in days  # a Saturday


def test_a_site_has_days_off_of_its_own_and_may_work_on_holidays():
    own = {date(2026, 12, 24): {"en": "Stocktaking", "zh-hant": "盤點"}, date(2026, 11, 2): {"en": "Past", "zh-hant": "已過"}}
    place = Place({}, "HK", WEEK, open_on_holidays=True, closed=own)
    assert [(closed.day, closed.reason) for closed in closed_days(place, "en", DAY)] == [(date(2026, 12, 24), "Stocktaking")]


def test_every_page_leads_to_the_contact_page_of_its_language(make_site):
    kb = contact(prepare(load(make_site(settings=SETTINGS))), "zh-hant/returns/refund-times.md")
    assert kb.contact_url == "zh-hant/contact/"
    assert kb.contact_context == "page=zh-hant%2Freturns%2Frefund-times%2F&title=%E9%80%80%E6%AC%BE%E6%99%82%E9%96%93"


def test_the_contact_page_has_both_languages_and_the_popular_articles(make_site):
    kb = contact(prepare(load(make_site(settings=SETTINGS))), "en/contact.md")
    assert (kb.title, [other.url for other in kb.alternates]) == ("Contact us", ["en/contact/", "zh-hant/contact/"])
    assert [entry.title for entry in kb.popular] == ["Refund times"]


def test_without_settings_there_is_no_contact_page(make_site):
    portal = prepare(load(make_site()))
    assert not [page for page in list_pages(portal) if page.kind == "contact"]
    assert contact(portal, "en/index.md").contact_url == ""


def test_an_article_cannot_take_the_address_of_the_contact_page(make_site):
    with pytest.raises(ContentError) as caught:
        prepare(load(make_site({"content/en/contact.md": article()}, settings=SETTINGS)))
    assert [problem.code for problem in caught.value.problems] == ["reserved-name"]


def test_an_expectation_explained_by_no_article_names_its_line(make_site):
    settings = SETTINGS.replace("returns/refund-times", "returns/refund-time")
    with pytest.raises(ConfigError, match=r"mkdocs.yml:\d+: 'contact.expectations.refund.article' is 'returns/refund-time'"):
        prepare(load(make_site(settings=settings)))


def test_an_article_says_how_long_things_take_in_its_language(make_site):
    files = {f"content/{folder}/returns/a.md": article("FPS: **{takes:refund}**.") for folder in ("en", "zh-hant")}
    portal = prepare(load(make_site(files, settings=SETTINGS)))
    html = {key[0]: rendered.html for key, rendered in portal.rendered.items() if key[1] == "returns/a"}
    assert "FPS: <strong>1–2 working days</strong>." in html["en"]
    assert "<strong>1–2 個工作天</strong>" in html["zh-hant"]


def test_an_article_about_times_shows_in_code_what_writers_type(make_site):
    fence = "```text\n{takes:refund} {takes:refnd}\n```"
    portal = prepare(
        load(make_site({"content/en/returns/a.md": article(f"Write `{{takes:refund}}`.\n\n{fence}")}, settings=SETTINGS))
    )
    html = portal.rendered["en", "returns/a"].html
    assert "<code>{takes:refund}</code>" in html
    assert "{takes:refund} {takes:refnd}" in html


def test_a_time_nobody_gave_is_reported_with_its_line(make_site):
    files = {"content/en/returns/a.md": article("One.\n\nFPS: {takes:refnd}.")}
    with pytest.raises(ContentError) as caught:
        prepare(load(make_site(files, settings=SETTINGS)))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.code) == (Path("content/en/returns/a.md"), 8, "unknown-expectation")
    assert "did you mean 'refund'?" in problem.hint


def test_search_engines_learn_that_the_contact_page_has_both_languages(make_site):
    portal = prepare(load(make_site(settings=SETTINGS, top="site_url: https://help.example.com/\n")))
    page = next(page for page in list_pages(portal) if page.path == "zh-hant/contact.md")
    head = head_builder(portal).build(page, ContextBuilder(portal).build(page))
    links = [
        ("en", "https://help.example.com/en/contact/"),
        ("zh-Hant-HK", "https://help.example.com/zh-hant/contact/"),
        ("x-default", "https://help.example.com/en/contact/"),
    ]
    assert [(link.tag, link.url) for link in head.language_links] == links
    assert "<loc>https://help.example.com/zh-hant/contact/</loc>" in sitemap(portal)


@pytest.mark.parametrize(
    ("shown", "dialled"),
    [
        ("+852 5550 0188", ["55500188", "85255500188", "0085255500188"]),
        ("+886 2 5550 0188", ["255500188", "0255500188", "886255500188", "8860255500188"]),
        ("+85255500188", ["55500188", "85255500188"]),
        ("+44 (20) 7946-0018", ["2079460018", "02079460018", "442079460018"]),
        ("2345 6789", ["23456789"]),
    ],
)
def test_a_telephone_number_is_looked_for_as_people_dial_it(shown: str, dialled: list[str]) -> None:
    assert set(dialled) <= set(number_forms(shown))


@pytest.mark.parametrize("shown", ["@harbourandhill", "hello@example.com", "1823", ""])
def test_what_is_no_telephone_number_has_no_ways_to_dial_it(shown: str) -> None:
    assert number_forms(shown) == ()
