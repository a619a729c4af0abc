"""Shapes of forgery beyond a list of events: other sites, languages, ways and addresses, a restart, and months of patience."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from collector_station import Clock, Station, click, event_id, search
from test_poisonings import (
    DAY_SECONDS,
    FIRST,
    GOOD,
    LAST,
    MENDED,
    OTHER,
    QUESTION,
    TARGET,
    WORKS,
    Forgery,
    chain,
    failed,
    fix_of,
    send,
    votes,
    worked,
)
from test_poisonings import examiner as examiner
from test_poisonings import portal as portal
from test_poisonings import station as station

from kbgen.insights.counting import with_mended_in_vain
from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.gaps import find_gaps
from kbgen.insights.search_log import read_log_under_todays_ids
from search_analytics.events.ingest import Ingest
from search_analytics.http.limits import Limiter
from search_analytics.privacy.visitors import VisitorDays
from search_analytics.store.search_log import Question

ONE, TWO = ["198.51.100.7"], ["198.51.100.7", "192.0.2.7"]
ALL: Mapping[str, Forgery] = {
    "to another article": chain(TARGET, "cups", OTHER),
    "the last gap": failed(LAST),
    "failures of what works": failed(WORKS),
    "weak matches of what works": failed(WORKS, n=2, o="weak"),
    "the first gap works": worked(FIRST, OTHER),
    "the first gap is answered": failed(FIRST, n=3, o="exact", x="answer"),
    "what is mended works": worked(MENDED, OTHER),
    "low": worked(TARGET, OTHER, 40),
    "votes": votes(0),
    "a name": failed("Chan Tai Man"),
    "from one gap to the next": lambda number: [
        search(number, FIRST, l="en"),
        search(number + 1, TARGET, l="en", p=event_id(number)),
    ],
}


def told(station: Station, examiner: PortalExaminer | NoPortal, question: Question = QUESTION, most: int = 10) -> list[object]:
    """Return the first gaps, with which an editor is asked about beside them, and the votes."""
    log = with_mended_in_vain(read_log_under_todays_ids(str(station.database), question, {}), examiner.is_mended)
    gaps = find_gaps(log, examiner).found[:most]
    mending = [
        (gap.id, gap.title, gap.diagnosis.verdict, gap.diagnosis.article, gap.diagnosis.words, gap.is_closed, gap.perhaps_same)
        for gap in gaps
    ]
    return [*mending, [(row.article, row.language, row.unhelpful >= 3) for row in log.votes]]


def everything(station: Station, networks: Sequence[str], first: int) -> None:
    send(station, networks, list(ALL.values()), first)


def of_many_sites(station: Station) -> None:
    """The same as of every site that a collector may serve."""
    honest = station.send
    for number in range(6):
        station.send = lambda *events, number=number, **more: honest(*events, **(more | {"site": f"site-{number}"}))  # type: ignore[method-assign, misc]
        everything(station, ONE, 1_000_000 * (number + 1))
    station.send = honest  # type: ignore[method-assign]


def after_a_restart(station: Station) -> None:
    """A collector that forgot, and hears the same network, and the same events, again; each restart makes one more of it."""
    for day in range(6):
        if day == 3:
            ingest = Ingest(VisitorDays(lambda _: b"s" * 32), station.clock)
            station.collector = replace(station.collector, ingest=ingest, limiter=Limiter(b"k" * 32, station.clock))
            station.app = station.collector.app()
        everything(station, ONE, 1_000_000 * (day % 3 + 1))
        station.clock.now += DAY_SECONDS


def by_every_way(station: Station) -> None:
    """From pages of the portal and from other sites that show its search."""
    station.configure(origins=("https://help.example",), embedded=("https://shop.example",))
    honest = station.send
    for number, origin in enumerate(("https://help.example", "https://shop.example") * 2):
        station.send = lambda *events, origin=origin, **more: honest(*events, **(more | {"headers": {"origin": origin}}))  # type: ignore[method-assign, misc]
        everything(station, TWO, 1_000_000 * (number + 1))
    station.send = honest  # type: ignore[method-assign]


def from_every_64(station: Station) -> None:
    everything(station, [f"2001:db8:7:{n:x}::{n:x}" for n in range(1, 40)], 1_000_000)


def from_every_48_of_a_32(station: Station) -> None:
    for day in range(6):
        everything(station, [f"2001:db8:{16 * day + n:x}::7" for n in range(1, 15)], 1_000_000 * (day + 1))
        station.clock.now += DAY_SECONDS


def behind_one_carrier(station: Station) -> None:
    """Forty telephones behind the addresses of one network, each with what it types itself."""
    for number in range(40):
        station.agent = f"Phone/{number}"
        everything(station, [f"198.51.100.{number + 1}"], 1_000_000 * (number + 1))


def in_both_languages(station: Station) -> None:
    for number, language in enumerate(("en", "zh-Hant")):
        forged = [
            lambda at, one=one, language=language: [event | ({"l": language} if "l" in event else {}) for event in one(at)]
            for one in ALL.values()
        ]
        send(station, TWO, forged, 1_000_000 * (number + 1))


def about_what_is_not_there(station: Station) -> None:
    """Clicks and contacts without a search, of one search of somebody else, and votes in a language that an article is not in."""
    forged: list[Forgery] = [
        lambda number: [click(number, 99_000_000 + number, OTHER)],
        lambda number: [click(number, 1_500, "contact")],
        lambda number: [click(number + at, 99_000_000 + number, "contact") for at in range(1, 30)],
        lambda number: [
            {"t": "vote", "id": event_id(number), "d": 0, "a": GOOD, "v": 0, "l": "zh-Hant", "r": "wrong"},
            {"t": "vote", "id": event_id(number + 1), "d": 0, "a": GOOD, "v": 0, "l": "en", "r": "wrong", "c": "Chan Tai Man"},
        ],
        lambda number: [{"t": "vote", "id": event_id(number), "d": 0, "a": OTHER, "v": 0, "l": "zh-Hant"}],
    ]
    for day in range(5):
        send(station, TWO, forged, 1_000_000 * (day + 1))
        station.clock.now += DAY_SECONDS


def around_midnight(station: Station) -> None:
    """Late and early within what the clock of a page may differ, so that a day is counted from both of its sides."""
    for day in range(4):
        station.clock.now = Clock().now - (18 - day) * DAY_SECONDS + 12 * 3_600 - 60
        for at, delay in enumerate((0, 50_000, 299_000)):
            forged = [lambda number, one=one: [event | {"d": delay} for event in one(number)] for one in ALL.values()]  # noqa: B023
            send(station, TWO, forged, 1_000_000 * (3 * day + at + 1))
            station.clock.now += 90


def in_turns(station: Station) -> None:
    """One kind a day, so that no day holds two of them."""
    for day, forgery in enumerate([*ALL.values()]):
        send(station, TWO, [forgery] * 3, 1_000_000 * (day + 1))
        station.clock.now += DAY_SECONDS


SHAPES: Mapping[str, Callable[[Station], None]] = {
    shape.__name__: shape
    for shape in (
        of_many_sites,
        after_a_restart,
        by_every_way,
        from_every_64,
        from_every_48_of_a_32,
        behind_one_carrier,
        in_both_languages,
        about_what_is_not_there,
        around_midnight,
        in_turns,
    )
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_fewer_than_three_networks_bends_a_gap_a_fix_or_a_vote(
    station: Station, portal: Path, examiner: PortalExaminer | NoPortal, shape: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, fix = told(station, examiner), fix_of(portal, station, capsys, TARGET)
    SHAPES[shape](station)
    assert told(station, examiner) == before
    assert fix_of(portal, station, capsys, TARGET) == fix


def test_months_of_patience_make_no_three_networks_of_one(station: Station, examiner: PortalExaminer | NoPortal) -> None:
    """Late failures weigh more, so the order of gaps that nobody else searched for months may change, and nothing else."""
    question = replace(QUESTION, to_day=date(2027, 4, 30))
    before = told(station, examiner, question, most=99)
    for month in range(5):
        everything(station, ONE, 1_000_000 * (month + 1))
        station.clock.now += 32 * DAY_SECONDS
    assert sorted(map(repr, told(station, examiner, question, most=99))) == sorted(map(repr, before))
