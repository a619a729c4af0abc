"""C31: no format, of any period, shows a text of too few visitors; nor does the difference of two reports."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from collector_station import click_record, search_record
from hypothesis import given, settings
from hypothesis import strategies as st
from portal_of_sentences import write_portal

from kbgen.insights.diagnosis.examiner import examiner_of
from kbgen.insights.diagnosis.portal_facts import portal_facts
from kbgen.insights.gaps import find_gaps
from kbgen.insights.report.comparison import compare, periods_of
from kbgen.insights.report.content import ReportContent, report_content
from kbgen.insights.report.digest import digest_of, render_digest
from kbgen.insights.report.html import render_html
from kbgen.insights.report.markdown import render_markdown
from kbgen.insights.report.tables import render_csv, render_json
from kbgen.insights.report.thresholds import Thresholds
from search_analytics.events.record import EventRecord
from search_analytics.store.search_log import CHANNELS, Question, SearchLog
from search_analytics.store.sqlite.reports import read_search_log
from search_analytics.store.sqlite.store import SqliteStore

LAST = date(2026, 11, 22)
CANARY = re.compile(r"canary[a-z]")
STEP = st.tuples(
    st.sampled_from("abcdef"),  # the phrase: canarya …
    st.sampled_from(["", " refund", "s", " 退款"]),  # in several phrasings
    st.integers(0, 3),  # days ago
    st.sampled_from(["zero", "weak", "fine", "chain", "contact", "low"]),
    st.booleans(),  # a new visitor
)
WAYS = st.sampled_from(["js", "js", "api", "log"])


def records_of(steps: list[tuple[str, str, int, str, bool]]) -> list[EventRecord]:
    records = []
    for place, (letter, ending, ago, kind, first) in enumerate(steps):
        number, day = 10 * place + 1, (LAST - timedelta(days=ago)).isoformat()
        text = f"canary{letter}{ending}"
        outcome = {"zero": "none", "weak": "weak"}.get(kind, "exact")
        asked = search_record(
            number, text, language="en", day=day, results=int(kind != "zero"), outcome=outcome, first=int(first)
        )
        records.append(asked)
        if kind == "chain":
            records.append(search_record(number + 1, f"{text} again", language="en", day=day, previous=number, first=0))
            records.append(click_record(number + 2, of=number + 1, day=day))
        if kind == "contact":
            records.append(click_record(number + 3, of=number, article="contact", day=day))
        if kind == "low":
            records.append(click_record(number + 4, of=number, article=f"canary{letter}/forged", day=day))
    return records


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_portal(tmp_path_factory.mktemp("portal"))


def reports_of(folder: Path, records: list[EventRecord], portal: Path, k: int, days_later: int = 0) -> dict[int, ReportContent]:
    """Return the report of each period that ends on the last day, by its number of days; it may be asked for later."""
    database = folder / "s.sqlite3"
    database.unlink(missing_ok=True)
    store = SqliteStore(database)
    store.append(records)
    while store.keep(LAST + timedelta(days=days_later)):
        pass
    store.close()
    examiner, facts = examiner_of(portal), portal_facts(portal)
    found = {}
    for days in (1, 2, 4):
        question = Question(from_day=LAST - timedelta(days=days - 1), to_day=LAST, threshold_k=k)
        log = read_search_log(database, question)
        found[days] = report_content(log, find_gaps(log, examiner), facts, examiner.is_published)
    return found


def visitor_days(records: list[EventRecord], days: int) -> Counter[str]:
    first_day = (LAST - timedelta(days=days - 1)).isoformat()
    counts: Counter[str] = Counter()
    for record in records:
        if record.type == "search" and record.day >= first_day:
            counts[record.query or ""] += record.first or 0
    return counts


@settings(max_examples=20)
@given(steps=st.lists(STEP, max_size=25), k=st.sampled_from([3, 5]), days_later=st.sampled_from([0, 3, 31, 60]))
def test_no_format_of_any_period_shows_a_text_of_too_few_visitors(tmp_path_factory, portal, steps, k, days_later) -> None:
    folder = tmp_path_factory.mktemp("c31")
    records = records_of(steps)
    for days, report in reports_of(folder, records, portal, k, days_later).items():
        counts = visitor_days(records, days)
        allowed = {text for text, number in counts.items() if number >= k}
        digest = digest_of(report, Thresholds(0.0), "en")
        texts = [render_html(report, "en"), render_markdown(report, "zh-hant"), render_csv(report), render_json(report)]
        texts += [render_digest(digest, kind) for kind in ("slack", "json")] if digest else []
        for text in texts:
            for shown in set(CANARY.findall(text)):
                assert any(phrase.startswith(shown) for phrase in allowed), (shown, days)
        shown_phrases = {phrasing.text for gap in (*report.gaps, *report.closed, *report.noise) for phrasing in gap.phrasings}
        assert shown_phrases <= allowed


def logs_of_all_views(folder: Path, records: list[EventRecord], k: int, *, summed: bool) -> dict[str, SearchLog]:
    """Return what each view of the log tells: all of it, each language, each way."""
    database = folder / "s.sqlite3"
    database.unlink(missing_ok=True)
    store = SqliteStore(database)
    store.append(records)
    while summed and store.keep(LAST + timedelta(days=3)):
        pass
    store.close()
    whole = Question(from_day=LAST - timedelta(days=3), to_day=LAST, threshold_k=k)
    views = {"all": whole} | {channel: replace(whole, channel=channel) for channel in CHANNELS}
    views |= {language: replace(whole, language=language) for language in ("en", "zh-hant")}
    return {name: read_search_log(database, question) for name, question in views.items()}


@settings(max_examples=60)
@given(
    steps=st.lists(st.tuples(st.sampled_from("ab"), WAYS, st.integers(0, 3)), max_size=40),
    k=st.sampled_from([3, 5]),
    summed=st.booleans(),
)
def test_the_difference_of_two_views_never_tells_a_phrase_of_too_few_networks(tmp_path_factory, steps, k, summed) -> None:
    records = [
        msgspec.structs.replace(
            search_record(place, f"canary{letter}", day=(LAST - timedelta(days=ago)).isoformat(), results=0, network=1),
            source=way,
        )
        for place, (letter, way, ago) in enumerate(steps, start=1)
    ]
    logs = logs_of_all_views(tmp_path_factory.mktemp("views"), records, k, summed=summed)
    assert logs["en"].phrases == {}
    assert logs["zh-hant"].phrases == logs["all"].phrases
    for phrase, whole in logs["all"].phrases.items():
        told = [logs[way].phrases[phrase].networks for way in CHANNELS if phrase in logs[way].phrases]
        hidden = whole.networks - sum(told)
        assert all(networks >= k for networks in told)
        assert hidden == 0 or hidden >= min(k, whole.networks)
    for channel in CHANNELS:
        failed = sum(counts.failed for counts in logs[channel].totals.values())
        named = sum(counts.failed for counts in logs[channel].phrases.values())
        assert named + sum(row.counts.failed for row in logs[channel].unnamed) == failed


@settings(max_examples=40)
@given(
    steps=st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["", "s"]), st.integers(0, 13)), max_size=40),
    k=st.sampled_from([3, 5]),
)
def test_a_comparison_gives_no_figure_of_a_period_in_which_too_few_searched(tmp_path_factory, portal, steps, k) -> None:
    records = [
        search_record(place, f"canary{letter}{ending}", day=(LAST - timedelta(days=ago)).isoformat(), results=0, network=1)
        for place, (letter, ending, ago) in enumerate(steps, start=1)
    ]
    database = tmp_path_factory.mktemp("periods") / "s.sqlite3"
    store = SqliteStore(database)
    store.append(records)
    store.close()
    log = read_search_log(database, Question(from_day=LAST - timedelta(days=13), to_day=LAST, threshold_k=k))
    gaps = find_gaps(log, examiner_of(portal)).found
    letters = {gap.id: {phrasing.text[len("canary")] for phrasing in gap.phrasings} for gap in gaps}
    for row in compare(log, gaps, periods_of("week", log.question)).changed:
        for figure, earlier in ((row.before, True), (row.now, False)):
            told = [
                ago
                for letter, ending, ago in steps
                if (letter in letters[row.gap] if row.gap else f"canary{letter}{ending}" == row.text)
                if (ago > 6) == earlier  # LAST is a Sunday
            ]
            assert figure is None or figure == len(told) >= k
