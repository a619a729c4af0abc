"""What stands on a gap's page adds up: kinds and next steps to what failed, phrasings to the whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from collector_station import search_record
from hypothesis import given
from hypothesis import strategies as st

from kbgen.insights.counting import VisitorDays
from kbgen.insights.diagnosis.examiner import examiner_of
from kbgen.insights.gaps import find_gaps
from kbgen.insights.report.chart import draw_chart
from kbgen.insights.report.figures import figures_of, whole_parts
from search_analytics.store.search_log import Question
from search_analytics.store.sqlite.reports import read_search_log
from search_analytics.store.sqlite.store import SqliteStore

QUESTION = Question(from_day=date(2026, 11, 1), to_day=date(2026, 11, 22), threshold_k=3, agreeing_networks=3)


@given(st.lists(st.floats(0, 1000), max_size=12))
def test_parts_add_up_to_their_sum_and_none_is_off_by_one(parts: list[float]) -> None:
    found = whole_parts(parts)
    assert sum(found) == round(sum(parts))
    assert all(abs(whole - part) <= 1 for whole, part in zip(found, parts, strict=True))


def test_a_gap_of_thirds_of_visitor_days_adds_up_in_each_of_its_lists(tmp_path: Path, portal: Path) -> None:
    records = []
    for place, text in enumerate(("drone", "drones", "the drone", "a drone please")):
        for day in range(1, 8):
            start = 100 * place + 10 * day
            found = {"language": "en", "day": f"2026-11-{day:02}"}
            records += [
                search_record(start + n, text, results=0, first=int(n == 1), network=int(n < 3), **found) for n in range(1, 4)
            ]
            records.append(
                search_record(start + 5, text, results=2, outcome="weak", previous=start + 1, first=0, network=0, **found)
            )
            records.append(
                search_record(start + 6, text, results=2, outcome="exact", previous=start + 2, first=0, network=0, **found)
            )
    records += [search_record(900 + n, "my drone", language="en", results=0, day="2026-11-09") for n in range(2)]
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(records)
    store.close()
    (gap,) = find_gaps(read_search_log(tmp_path / "s.sqlite3", QUESTION), examiner_of(portal)).found
    told = figures_of(gap)
    assert gap.hidden_phrasings
    assert round(gap.days.no_result) + round(gap.days.weak) + round(gap.days.unclicked) != round(gap.days.failed)
    assert told.searched == round(gap.days.searched)
    assert sum(told.kinds) == sum(told.steps) == told.failed
    assert sum(searched for searched, _ in told.phrasings) + told.hidden[0] == told.searched
    assert sum(failed for _, failed in told.phrasings) + told.hidden[1] == told.failed


def test_the_chart_draws_as_answered_only_what_led_to_an_article_or_was_answered_at_once() -> None:
    day = VisitorDays(searched=20, no_result=4, weak=1, recovered=2, ignored=6, unjudged=3, answered=1, opened=7)
    (bar,) = draw_chart([(date(2026, 11, 1), day)]).bars
    heights = {segment.part: segment.height for segment in bar.segments}
    assert heights == {"no_result": 36.0, "weak": 9.0, "unclicked": 0.0, "fine": 54.0, "unknown": 81.0}
