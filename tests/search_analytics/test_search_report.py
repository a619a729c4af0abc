"""What the report of failed searches counts, shows, and holds back."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import random
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from collector_station import click_record, search_record, vote_record

from search_analytics.errors import ReportTimeoutError, StoreUnavailableError, UsageError
from search_analytics.failures import ArticleVotes, FailureReport, NextStep, Question
from search_analytics.record import EventRecord
from search_analytics.report.html import render_html
from search_analytics.report.tables import guard, render_csv, render_json
from search_analytics.store.sqlite import SqliteStore
from search_analytics.store.sqlite_reports import failed_searches

QUESTION = Question(from_day=date(2026, 11, 1), to_day=date(2026, 11, 22), threshold_k=1)


def answer(tmp_path: Path, records: list[EventRecord], question: Question = QUESTION) -> FailureReport:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(records)
    store.close()
    return failed_searches(tmp_path / "s.sqlite3", question)


STORY = [
    # three readers find nothing; one stops, one searches again and opens an article, one searches again in vain
    search_record(1, "退款要幾耐", results=0),
    search_record(2, "退款要幾耐？", results=0, day="2026-11-21"),
    search_record(3, "退款要幾耐", results=0),
    search_record(4, "退款", previous=2, day="2026-11-21"),
    click_record(5, of=4, day="2026-11-21"),
    search_record(6, "送貨", previous=3),
    # only weak matches, once clicked
    search_record(10, "Pantone", language="en", outcome="weak"),
    search_record(11, "pantone", language="en", outcome="weak"),
    click_record(12, of=11, article="files/colour"),
    # results, no click, searched again
    search_record(20, "embroidery", language="en"),
    search_record(21, "stitching", language="en", previous=20),
    # answered, abandoned without another search, and an outage: no failures
    search_record(30, "fps", language="en"),
    click_record(31, of=30),
    search_record(32, "octopus", language="en"),
    search_record(33, "octopus", language="en", results=-1, outcome="none"),
]


def test_simplified_and_traditional_count_together_and_show_what_most_readers_wrote(tmp_path: Path) -> None:
    report = answer(
        tmp_path,
        [
            search_record(1, "发票", results=0),
            search_record(2, "發票", results=0),
            search_record(3, "发票", results=0),
            search_record(4, "退货", previous=1),
        ],
    )
    (phrase,) = report.phrases
    assert (phrase.phrase, phrase.searches) == ("发票", 3)
    assert phrase.next_steps == (NextStep("searched", "退货", 1),)


def test_a_search_that_found_nothing_is_reported_with_what_followed(tmp_path: Path) -> None:
    phrase = answer(tmp_path, STORY).phrases[0]
    assert (phrase.phrase, phrase.language, phrase.verdict) == ("退款要幾耐", "zh-hant", "zero")
    assert (phrase.failed, phrase.searches, phrase.visitor_days) == (3, 3, 3)
    assert (phrase.recovered, phrase.stopped) == (1, 1)
    assert (phrase.first_day, phrase.last_day) == (date(2026, 11, 21), date(2026, 11, 22))
    assert phrase.next_steps == (
        NextStep("opened", "returns/refund-times", 1),
        NextStep("searched", "退款", 1),
        NextStep("searched", "送貨", 1),
    )


def test_weak_matches_and_searches_without_a_click_are_failures(tmp_path: Path) -> None:
    verdicts = {phrase.phrase: (phrase.verdict, phrase.failed, phrase.recovered) for phrase in answer(tmp_path, STORY).phrases}
    assert verdicts == {"退款要幾耐": ("zero", 3, 1), "Pantone": ("weak", 2, 1), "embroidery": ("unclicked", 1, 0)}


def test_an_outage_is_counted_apart_and_never_as_a_failure(tmp_path: Path) -> None:
    day = answer(tmp_path, STORY).days[-1]
    assert (day.day, day.outages) == (date(2026, 11, 22), 1)
    assert (day.searches, day.zero, day.weak, day.unclicked) == (9, 2, 2, 1)


def test_events_in_any_order_give_the_same_report(tmp_path: Path) -> None:
    expected = answer(tmp_path, STORY)
    for seed in range(5):
        folder = tmp_path / str(seed)
        shuffled = random.Random(seed).sample(STORY, len(STORY))
        assert answer(folder, shuffled) == expected


def test_a_recovery_may_take_several_searches(tmp_path: Path) -> None:
    chain = [
        search_record(1, "甲"),
        search_record(2, "乙", previous=1),
        search_record(3, "丙", previous=2),
        click_record(4, of=3),
    ]
    assert [(p.phrase, p.recovered) for p in answer(tmp_path, chain).phrases] == [("乙", 1), ("甲", 1)]


def test_searches_that_name_each_other_do_not_hang_the_report(tmp_path: Path) -> None:
    ring = [search_record(1, "甲", previous=2), search_record(2, "乙", previous=1), click_record(3, of=1)]
    assert [(p.phrase, p.recovered) for p in answer(tmp_path, ring).phrases] == [("乙", 1)]


def test_a_phrase_of_too_few_visitors_is_held_back_in_every_format(tmp_path: Path) -> None:
    report = answer(tmp_path, STORY, replace(QUESTION, threshold_k=3))
    assert [phrase.phrase for phrase in report.phrases] == ["退款要幾耐"]
    assert (report.held_back.searches, report.held_back.phrases) == (3, 2)
    for text in (render_html(report, "en"), render_csv(report), render_json(report)):
        assert not re.search("(?i)pantone|embroidery|stitching|送貨", text)


def test_one_visitor_who_repeats_a_phrase_does_not_lift_it_over_the_threshold(tmp_path: Path) -> None:
    records = [search_record(n, "my name", results=0, first=int(n == 1)) for n in range(1, 50)]
    assert answer(tmp_path, records, replace(QUESTION, threshold_k=3)).phrases == ()


def test_the_most_urgent_phrase_comes_first(tmp_path: Path) -> None:
    records = [search_record(n, "old", results=0, day="2026-11-01") for n in range(3)]
    records += [search_record(n, "new", results=0) for n in range(10, 12)]
    records += [search_record(n, "helped", results=0) for n in range(20, 24)]
    records += [click_record(n + 10, of=n) for n in range(20, 24)]
    assert [phrase.phrase for phrase in answer(tmp_path, records).phrases] == ["new", "old", "helped"]


def test_only_the_days_and_the_site_asked_for_are_counted(tmp_path: Path) -> None:
    records = [
        search_record(1, "甲", results=0, day="2026-10-31"),
        search_record(2, "乙", results=0, site="other"),
        search_record(3, "丙", results=0),
    ]
    assert [phrase.phrase for phrase in answer(tmp_path, records, replace(QUESTION, site="harbour-hill")).phrases] == ["丙"]


def test_a_long_report_says_how_much_it_left_out(tmp_path: Path) -> None:
    records = [search_record(n, f"phrase {n}", results=0) for n in range(7)]
    report = answer(tmp_path, records, replace(QUESTION, limit=5))
    assert (len(report.phrases), report.unshown_phrases) == (5, 2)
    assert "2 more phrases are not shown" in render_html(report, "en")


def test_votes_are_counted_for_each_article_and_language_with_their_reasons(tmp_path: Path) -> None:
    records = [
        vote_record(1, "returns/refund-times", 1, language="en"),
        vote_record(2, "returns/refund-times", 0, language="zh-hant", reason="too-long"),
        vote_record(3, "returns/refund-times", 0, language="zh-hant", reason="unclear"),
        vote_record(4, "returns/refund-times", 0, language="zh-hant", reason="too-long"),
        vote_record(5, "returns/refund-times", 0, language="zh-hant"),
        vote_record(6, "payment/fps", 0, language="en"),
        vote_record(7, "payment/fps", 0, language="en", site="other"),
        vote_record(8, "payment/fps", 0, language="en", day="2026-10-31"),
    ]
    report = answer(tmp_path, records, replace(QUESTION, site="harbour-hill"))
    assert report.votes == (
        ArticleVotes("returns/refund-times", "zh-hant", 0, 4, (("too-long", 2), ("unclear", 1))),
        ArticleVotes("payment/fps", "en", 0, 1),
        ArticleVotes("returns/refund-times", "en", 1, 0),
    )
    assert json.loads(render_json(report))["votes"][0]["reasons"] == {"too-long": 2, "unclear": 1}
    assert "太長 2" in render_html(report, "zh-hant")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;b&gt;",
    "' onmouseover='x",
    "<!-- -->",
    "]]>",
]


class Page(HTMLParser):
    """Collects the elements, the attributes that act, and the phrases of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.handlers: list[str] = []
        self.phrases: list[str] = []
        self._in_phrase = False
        self._in_row_head = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name in ("style", "src", "srcset")]
        self._in_row_head = self._in_row_head or (tag, ("scope", "row")) == (
            tag,
            *[a for a in attrs if a == ("scope", "row")][:1],
        )
        if tag == "bdi" and self._in_row_head:
            self._in_phrase = True
            self.phrases.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "th":
            self._in_row_head = False
        if tag == "bdi":
            self._in_phrase = False

    def handle_data(self, data: str) -> None:
        if self._in_phrase:
            self.phrases[-1] += data


def test_hostile_phrases_are_shown_as_text(tmp_path: Path) -> None:
    report = answer(tmp_path, [search_record(n, text, results=0) for n, text in enumerate(HOSTILE)])
    page = Page(render_html(report, "en"))
    assert sorted(page.phrases) == sorted(HOSTILE)
    assert not page.elements & {"script", "img", "iframe", "object", "b"}
    assert page.handlers == []


def test_the_page_allows_itself_one_style_and_nothing_else(tmp_path: Path) -> None:
    text = render_html(answer(tmp_path, STORY), "en")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"https?://(?!www\.w3\.org)", text)


@pytest.mark.parametrize(("language", "heading"), [("en", "Searches that failed"), ("zh-hant", "找不到答案的搜尋")])
def test_the_page_speaks_the_language_asked_for(tmp_path: Path, language: str, heading: str) -> None:
    text = render_html(answer(tmp_path, STORY), language)  # type: ignore[arg-type]
    assert f"<h1>{heading}</h1>" in text


def test_every_word_of_the_page_exists_in_both_languages() -> None:
    folder = Path(__file__).parents[2] / "search_analytics" / "report"
    catalogue = yaml.safe_load((folder / "strings.yml").read_text("utf-8"))
    assert all(sorted(words) == ["en", "zh-hant"] for words in catalogue.values())
    placeholder = re.compile(r"\{\w+\}")
    assert all(sorted(placeholder.findall(w["en"])) == sorted(placeholder.findall(w["zh-hant"])) for w in catalogue.values())


def test_a_page_without_failures_says_so(tmp_path: Path) -> None:
    assert "No search was collected in this period" in render_html(answer(tmp_path, []), "en")
    assert "1 searches in this period" in render_html(answer(tmp_path, [search_record(1, "fps")]), "en")


def test_a_page_that_shows_every_query_warns_its_reader(tmp_path: Path) -> None:
    warning = "do not pass the file on"
    assert warning in render_html(answer(tmp_path / "a", STORY), "en")
    assert warning not in render_html(answer(tmp_path / "b", STORY, replace(QUESTION, threshold_k=3)), "en")


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "'=1",
        '"=1',
        " =1",
        "|cmd",
        "%0A=1",
    ],
)
def test_a_cell_that_could_be_a_formula_is_text(cell: str) -> None:
    assert guard(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["退款", "refund = money", "a@b", "1-2", "100%", ""])
def test_an_ordinary_cell_stays(cell: str) -> None:
    assert guard(cell) == cell


def test_csv_holds_the_phrases_and_what_was_held_back(tmp_path: Path) -> None:
    records = [search_record(n, '=HYPERLINK("http://evil.example","x"),\'', results=0) for n in range(1, 3)]
    rows = list(csv.DictReader(io.StringIO(render_csv(answer(tmp_path, records)), newline="")))
    assert rows[0]["phrase"] == '\'=HYPERLINK("http://evil.example","x"),\''
    assert (rows[0]["outcome"], rows[0]["failed"], rows[0]["visitor_days"]) == ("no-result", "2", "2")
    assert rows[-1]["phrase"] == "held back: 0 searches, 0 distinct queries"


def test_json_holds_the_same_phrases(tmp_path: Path) -> None:
    content = json.loads(render_json(answer(tmp_path, STORY)))
    assert [phrase["phrase"] for phrase in content["phrases"]] == ["退款要幾耐", "Pantone", "embroidery"]
    assert content["phrases"][0]["next"][0] == {"did": "opened", "what": "returns/refund-times", "times": 1}


def test_a_report_that_takes_too_long_says_what_to_do(tmp_path: Path) -> None:
    records = [search_record(n, f"phrase {n}", results=0) for n in range(2_000)]
    with pytest.raises(ReportTimeoutError, match="took longer than 0 seconds"):
        answer(tmp_path, records, replace(QUESTION, time_limit_seconds=0.0))


def test_a_missing_database_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no database at"):
        failed_searches(tmp_path / "none.sqlite3", QUESTION)


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite3").write_bytes(b"x" * 4_096)
    with pytest.raises(StoreUnavailableError, match="cannot read"):
        failed_searches(tmp_path / "s.sqlite3", QUESTION)


def test_a_report_can_be_read_while_the_collector_writes(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(STORY)
    assert len(failed_searches(tmp_path / "s.sqlite3", QUESTION).phrases) == 3
    store.append([search_record(99, "新")])
    store.close()
