"""A notice is one file for both languages: what it says, from when to when, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from small_site import article

from kbgen.errors import ContentError, Problem
from kbgen.model import ArticleId
from kbgen.settings.site import load
from kbgen.site.context_builder import ContextBuilder
from kbgen.site.pages import list_pages
from kbgen.site.portal import Portal, prepare

TYPHOON = """\
start: 2026-11-29 06:00
end: 2026-11-30
region: HK
topics: [returns]
article: returns/refund-times
en:
  title: Typhoon signal no. 8
  text: No parcels leave Hong Kong today.
zh-hant:
  title: 八號颱風信號
  text: 香港今天不發貨。
"""


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795924800")  # 29 November 2026, noon in Hong Kong


def notice(changes: Mapping[str, str]) -> str:
    """The notice with some lines written otherwise, by how they begin; an empty one is left out."""
    lines = TYPHOON.splitlines()
    for start, line in changes.items():
        lines = [line if one.startswith(start) else one for one in lines]
    return "\n".join(line for line in lines if line) + "\n"


def problems_of(config: Path) -> tuple[Problem, ...]:
    try:
        return prepare(load(config)).warnings
    except ContentError as error:
        return error.problems


def shown_on(portal: Portal, path: str) -> list[str]:
    page = next(page for page in list_pages(portal) if page.path == path)
    return [entry.title for entry in ContextBuilder(portal).build(page).notices]


def test_a_notice_is_told_in_the_language_of_the_page_with_its_region_its_times_and_where_more_is_said(make_site):
    portal = prepare(load(make_site({"content/notices/typhoon.yml": TYPHOON})))
    page = next(page for page in list_pages(portal) if page.path == "zh-hant/index.md")
    (told,) = ContextBuilder(portal).build(page).notices
    assert (told.title, told.text, told.region) == ("八號颱風信號", "香港今天不發貨。", "香港")
    assert told.when == "2026 年 11 月 29 日 06:00 至 2026 年 11 月 30 日（香港時間）"
    assert (told.url, told.link) == ("zh-hant/returns/refund-times/", "退款時間")
    assert (told.start, told.end) == (1_795_903_200, 1_796_054_400)


@pytest.mark.parametrize(
    ("changes", "when"),
    [
        ({"start": "start: 2026-12-01", "end": "end: 2026-12-02"}, "1 December 2026 – 2 December 2026"),
        ({"start": "start: 2026-12-01", "end": "end: 2026-12-01"}, "1 December 2026"),
        (
            {"start": "start: 2026-12-01T00:00Z", "end": "end: 2026-12-01T10:00Z", "region": ""},
            "1 December 2026, 08:00 – 1 December 2026, 18:00 (Hong Kong time)",
        ),
    ],
)
def test_its_times_are_written_as_people_read_them(make_site, changes, when):
    portal = prepare(load(make_site({"content/notices/typhoon.yml": notice(changes)})))
    page = next(page for page in list_pages(portal) if page.path == "en/index.md")
    assert ContextBuilder(portal).build(page).notices[0].when == when


def test_a_notice_of_a_topic_is_on_its_pages_and_where_readers_come_to_ask(make_site):
    files = {
        "content/notices/typhoon.yml": TYPHOON,
        "content/notices/one-article.yml": notice(
            {"topics": "topics: [orders/track]", "  title: T": "  title: Tracking is down", "article": "", "region": ""}
        ),
        "content/notices/all.yml": notice({"topics": "", "  title: T": "  title: Closed", "region": "region: TW"}),
        **{f"content/{language}/orders/index.md": article(title="Orders") for language in ("en", "zh-hant")},
        "content/en/orders/track.md": article("Track.", title="Track"),
        "content/en/orders/pay.md": article("Pay.", title="Pay"),
    }
    contact = "contact: {email: a@example.com}\nchecks: {wrong-language: off}"
    portal = prepare(load(make_site(files, settings=contact)))
    everything = {"Typhoon signal no. 8", "Tracking is down", "Closed"}
    for door in ("index", "search", "contact"):
        assert set(shown_on(portal, f"en/{door}.md")) == everything
    assert set(shown_on(portal, "en/returns/index.md")) == {"Typhoon signal no. 8", "Closed"}
    assert set(shown_on(portal, "en/returns/refund-times.md")) == {"Typhoon signal no. 8", "Closed"}
    assert set(shown_on(portal, "en/orders/index.md")) == {"Tracking is down", "Closed"}
    assert set(shown_on(portal, "en/orders/track.md")) == {"Tracking is down", "Closed"}
    assert shown_on(portal, "en/orders/pay.md") == ["Closed"]
    assert shown_on(portal, "index.md") == []


def test_one_that_is_to_come_is_on_the_page_for_the_clock_of_its_reader_and_one_that_is_over_is_not(make_site):
    files = {
        "content/notices/next.yml": notice({"start": "start: 2027-02-01", "end": "end: 2027-02-20"}),
        "content/notices/over.yml": notice(
            {"start": "start: 2026-01-01", "end": "end: 2026-11-28", "  title: T": "  title: Over"}
        ),
    }
    portal = prepare(load(make_site(files)))
    assert shown_on(portal, "en/index.md") == ["Typhoon signal no. 8"]
    assert [(p.code, p.path.name, p.line) for p in portal.warnings] == [("notice-ended", "over.yml", 2)]


@pytest.mark.parametrize(
    ("changes", "code", "line", "part"),
    [
        ({"start": ""}, "notice", 1, "'start' is missing"),
        ({"end": "end:"}, "notice", 2, "'end' is missing"),
        ({"end": "end: 2026-11-28"}, "notice", 2, "before 'start'"),
        ({"end": "end: 2026-11-29 06:00"}, "notice", 2, "before 'start'"),
        ({"end": "end: tomorrow"}, "bad-value", 2, "'tomorrow'"),
        ({"end": "end: 2026-11-31"}, "bad-value", 2, "'2026-11-31'"),
        ({"region": "region: JP"}, "bad-value", 3, "'JP'"),
        ({"topics": "topics: [retruns]"}, "notice-topic", 4, "'retruns'"),
        ({"topics": "topics: returns"}, "bad-value", 4, "'returns'"),
        ({"article": "article: returns/nope"}, "notice-topic", 5, "'returns/nope'"),
        ({"  title: 八": ""}, "notice", 10, "'zh-hant.title' is missing"),
        ({"  text: N": "  text: ''"}, "notice", 8, "'en.text' is missing"),
        ({"en:": "", "  title: T": "", "  text: N": ""}, "notice", 1, "'en' is missing"),
        ({"region": "regions: HK"}, "unknown-key", 3, "'regions'"),
        ({"region": "region: [HK"}, "notice", 3, "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_notice_is_said_with_its_line(make_site, changes, code, line, part):
    (problem,) = problems_of(make_site({"content/notices/typhoon.yml": notice(changes)}))
    assert (problem.code, problem.path.name, problem.line) == (code, "typhoon.yml", line)
    assert part in problem.message
    assert problem.hint


@pytest.mark.parametrize("text", ["", "- a\n", "words\n", "\ufffe", "a: &b [*b]\n", "start: {a: b}\n"])
def test_a_file_that_is_no_notice_is_said_and_breaks_nothing_else(make_site, text):
    assert problems_of(make_site({"content/notices/typhoon.yml": text}))


def test_the_name_of_a_notice_becomes_part_of_the_page_and_is_held_to_it(make_site):
    (problem,) = problems_of(make_site({"content/notices/Typhoon_8.yml": TYPHOON}))
    assert problem.code == "file-name"


def test_two_for_the_same_readers_at_the_same_time_are_said(make_site):
    files = {"content/notices/a.yml": TYPHOON, "content/notices/b.yml": TYPHOON}
    (problem,) = problems_of(make_site(files))
    assert (problem.code, problem.path.name) == ("notice-overlap", "b.yml")
    (problem,) = problems_of(make_site({**files, "content/notices/b.yml": notice({"region": ""})}))
    assert "is for readers in Hong Kong too at the same time as" in problem.message
    for other in ({"region": "region: TW"}, {"topics": ""}, {"start": "start: 2026-12-01", "end": "end: 2026-12-02"}):
        assert problems_of(make_site({**files, "content/notices/b.yml": notice(other)})) == ()


@pytest.mark.parametrize(("written", "meant"), [("begin", "start"), ("from", "start")])
def test_a_key_that_others_call_otherwise_is_told_what_to_write(make_site, written, meant):
    text = TYPHOON.replace("start:", f"{written}:", 1)
    found = problems_of(make_site({"content/notices/typhoon.yml": text}))
    assert (f"unknown key '{written}'", f"write '{meant}'") in [(problem.message, problem.hint) for problem in found]


def test_both_sides_of_a_notice_are_compared_like_those_of_an_article(make_site):
    (problem,) = problems_of(make_site({"content/notices/typhoon.yml": notice({"  title: T": "  title: Typhoon signal no. 10"})}))
    assert (problem.code, problem.path.name, problem.line) == ("number-differs", "typhoon.yml", 10)


def test_text_that_looks_like_markup_stays_text(make_site):
    portal = prepare(
        load(make_site({"content/notices/typhoon.yml": notice({"  text: N": "  text: <b>No</b> {{ kb }} parcels"})}))
    )
    assert portal.notices[0].texts["en"].text == "<b>No</b> {{ kb }} parcels"
    assert portal.notices[0].article == ArticleId("returns/refund-times")


def test_two_files_of_one_name_are_said(make_site):
    other = notice({"region": "region: TW"})
    (problem,) = problems_of(make_site({"content/notices/typhoon.yml": TYPHOON, "content/notices/typhoon.yaml": other}))
    assert (problem.code, problem.path.name) == ("notice", "typhoon.yml")
