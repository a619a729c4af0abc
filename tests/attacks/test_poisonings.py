"""Who forges events bends nothing unless three networks agree: from POST to `gaps fix`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from collector_station import Clock, Station, click, event_id, search
from small_site import article, write_site

from kbgen.commands.main import main
from kbgen.insights.counting import with_mended_in_vain
from kbgen.insights.diagnosis.examiner import PortalExaminer, examiner_of
from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.gaps import find_gaps
from kbgen.insights.search_log import read_log_under_todays_ids
from search_analytics.events.ingest import Ingest
from search_analytics.http.app import Collector
from search_analytics.http.limits import Limiter
from search_analytics.http.settings import CollectorSettings
from search_analytics.privacy.visitors import VisitorDays
from search_analytics.store.search_log import Question
from search_analytics.store.sqlite.store import SqliteStore
from search_analytics.store.writer import Writer

Forgery = Callable[[int], list[dict[str, Any]]]
"""Number of a request → its events."""

TARGET, FIRST, MENDED, WORKS, LAST = "chargebacks", "lanyard", "refnud", "refund times", "sticker"
FAILED = {
    TARGET: 36,
    MENDED: 21,
    "lanyard": 20,
    "warranty": 19,
    "umbrella": 18,
    "embroidery": 17,
    "voucher": 16,
    "franchise": 15,
    "catalogue": 14,
    "hologram": 13,
    LAST: 3,
}
"""Networks that failed with each; the last is the eleventh gap. Two networks weigh as two, so it is far behind the tenth."""
GOOD, OTHER = "returns/refund-times", "returns/other"
HONEST, FOUND = 36, 12
QUESTION = Question(date(2026, 11, 1), date(2026, 11, 22), threshold_k=3, agreeing_networks=3)
DAY_SECONDS = 86_400
EVERY_DAY = 15


def failed(query: str, **changes: Any) -> Forgery:
    return lambda number: [search(number, query, l="en", **changes)]


def chain(query: str, then: str, opens: str, **changes: Any) -> Forgery:
    """A search that failed, another one after it, and a click."""
    return lambda number: [
        search(number, query, l="en", **changes),
        search(number + 1, then, l="en", n=3, o="exact", p=event_id(number)),
        click(number + 2, number + 1, opens),
    ]


def worked(query: str, opens: str, position: int = 1) -> Forgery:
    return lambda number: [search(number, query, l="en", n=3, o="exact"), click(number + 1, number, opens) | {"k": position}]


def votes(value: int) -> Forgery:
    return lambda number: [{"t": "vote", "id": event_id(number), "d": 0, "a": GOOD, "v": value, "l": "en"}]


def views(name: str) -> Forgery:
    return lambda number: [{"t": "view", "id": event_id(number), "d": 0, "a": name, "l": "en", "f": "nav"}]


def many_clicks(number: int) -> list[dict[str, Any]]:
    return [search(number, TARGET, l="en"), *(click(number + n, number, OTHER) | {"k": n} for n in range(1, 10))]


def many_next(number: int) -> list[dict[str, Any]]:
    following = (search(number + n, "cups", l="en", n=3, o="exact", p=event_id(number)) for n in range(1, 10))
    return [search(number, TARGET, l="en"), *following]


def spelt(number: int) -> list[dict[str, Any]]:
    forms = (
        TARGET.upper(),
        f" {TARGET} ",
        f"{TARGET}?",
        f"\u200b{TARGET}",
        "ｃｈａｒｇｅｂａｃｋｓ",
        f"the {TARGET}",
        f"{LAST}s",
    )
    return [search(number + n, form, l="en") for n, form in enumerate(forms)]


def other_words(number: int) -> list[dict[str, Any]]:
    """The same need in words that nobody used before."""
    return [
        search(number + n, f"{word} {LAST}", l="en") for n, word in enumerate(("my", "how", "please", "about", "any", "help"))
    ]


FORGED: Mapping[str, Forgery] = {
    "a chain to another article": chain(TARGET, "cups", OTHER),
    "a chain to an article that is not there": chain(TARGET, "cups", "returns/gone"),
    "a chain from what works": chain(WORKS, "cups", OTHER),
    "a chain from weak matches": chain(WORKS, "cups", OTHER, n=2, o="weak"),
    "a chain from what is mended": chain(MENDED, "cups", OTHER, n=2, o="corrected"),
    "a chain without a click": lambda number: chain(TARGET, "cups", OTHER)(number)[:2],
    "clicks on many places": many_clicks,
    "one failure and many next searches": many_next,
    "steps after searches of others": lambda number: [
        click(number + 1, 1_500, OTHER),
        search(number, "cups", l="en", n=3, o="exact", p=event_id(1_500)),
    ],
    "failures of what works": failed(WORKS),
    "weak matches of what works": failed(WORKS, n=2, o="weak"),
    "outages": failed(WORKS, n=-1),
    "contact after what works": lambda number: worked(WORKS, "contact")(number),
    "contact after what fails": lambda number: [search(number, TARGET, l="en"), click(number + 1, number, "contact")],
    "what fails is answered": failed(TARGET, n=3, o="exact", x="answer"),
    "what fails found something": failed(TARGET, n=3, o="exact"),
    "what fails was seen and not taken": lambda number: chain(TARGET, "cups", OTHER, n=3, o="exact")(number)[:2],
    "what fails works": worked(TARGET, OTHER),
    "what fails works, far below": worked(TARGET, GOOD, 40),
    "what works is far below": worked(WORKS, GOOD, 40),
    "what is mended works": worked(MENDED, GOOD),
    "what is mended is answered": failed(MENDED, n=3, o="corrected", x="answer"),
    "the last gap fails": failed(LAST),
    "the last gap in capitals and plural": lambda number: [
        search(number, LAST.upper(), l="en"),
        search(number + 1, "stickers", l="en"),
    ],
    "the first gap is recovered": chain(FIRST, "cups", OTHER),
    "words of the portal": failed("stamps refund cups"),
    "a name": failed("Chan Tai Man"),
    "a name that leads on": chain("Chan Tai Man", "cups", GOOD),
    "spellings of a gap": spelt,
    "a gap in other words": other_words,
    "many phrases": lambda number: [search(number + n, f"stamps cups {chr(97 + number % 26)}{n}", l="en") for n in range(9)],
    "a slip of a gap": failed("lanyrad"),
    "what worked before and a fix would break": worked(f"{WORKS} {TARGET}", OTHER),
    "numbers": failed("12345678"),
    "votes no": votes(0),
    "votes yes": votes(1),
    "views": views(OTHER),
    "views of what is not there": views("returns/gone"),
}
SENDERS: Mapping[str, Sequence[str]] = {
    "one network": ["198.51.100.7"],
    "two networks": ["198.51.100.7", "192.0.2.7"],
    "one /24, many addresses": [f"198.51.100.{n}" for n in range(1, 5)],
    "one /32 of IPv6": [f"2001:db8:{n:x}::7" for n in range(1, 13)],
}


def send(station: Station, networks: Sequence[str], forgeries: Sequence[Forgery], first: int = 1_000_000) -> None:
    """Send each forgery from each network; ids are new each time, and a second passes between two requests."""
    for number, (forgery, network) in enumerate((one, peer) for one in forgeries for peer in networks):
        station.peer = network
        station.clock.now += 1
        station.send(*forgery(first + 100 * number))


def at_once(station: Station, networks: Sequence[str], forgery: Forgery) -> None:
    send(station, networks, [forgery] * 40)


def slowly(station: Station, networks: Sequence[str], forgery: Forgery) -> None:
    for day in range(EVERY_DAY):
        send(station, networks, [forgery] * 2, 1_000_000 * (day + 1))
        station.clock.now += DAY_SECONDS


def replayed(station: Station, networks: Sequence[str], forgery: Forgery) -> None:
    """The same ids from every network, again and again, and a day later."""
    for _ in range(5):
        send(station, networks, [lambda _: forgery(7_777_000)] * 2)
        station.clock.now += DAY_SECONDS


PACES: Mapping[str, Callable[[Station, Sequence[str], Forgery], None]] = {
    "at once": at_once,
    "slowly": slowly,
    "replayed": replayed,
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("poisoned")
    files = {"content/en/returns/other.md": article("Cups, bags, stamps and payment.", title="Other things")}
    assert main(["build", "--config", str(write_site(folder / "project", files))]) == 0
    return folder / "project/site"


@pytest.fixture(scope="module")
def examiner(portal: Path) -> PortalExaminer | NoPortal:
    return examiner_of(portal, {})


@contextmanager
def honest_readers(folder: Path) -> Iterator[Station]:
    """A collector that has heard honest readers on four days: eleven gaps, what works, what was mended in vain, and votes."""
    clock = Clock()
    clock.now -= 20 * DAY_SECONDS
    folder.mkdir()
    writer = Writer(SqliteStore(folder / "searches.sqlite3"))
    writer.start()
    limiter = Limiter(b"k" * 32, clock)
    collector = Collector(CollectorSettings(), limiter, Ingest(VisitorDays(lambda _: b"s" * 32), clock), writer)
    station = Station(collector, clock, folder / "searches.sqlite3")
    for network in range(HONEST):
        station.peer, base = f"203.0.{network}.7", 1_000 * (network + 1)
        queries = [query for query, networks in FAILED.items() if network < networks and query not in (TARGET, MENDED)]
        events = [search(base + place, query, l="en") for place, query in enumerate(queries)]
        events += chain(TARGET, WORKS, GOOD)(base + 500) if network < FOUND else failed(TARGET)(base + 500)
        if network < FAILED[MENDED]:
            events += failed(MENDED, n=2, o="corrected")(base + 960)
        station.send(*events, *worked(WORKS, GOOD)(base + 900), *votes(1)(base + 950))
        clock.now += DAY_SECONDS / 9
    clock.now = Clock().now - 18 * DAY_SECONDS
    yield station
    writer.stop()


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with honest_readers(tmp_path / "log") as found:
        yield found


def told(station: Station, examiner: PortalExaminer | NoPortal) -> list[object]:
    """Return the first ten gaps in their order, each with its verdict and what would mend it, and what is thought of articles."""
    log = with_mended_in_vain(read_log_under_todays_ids(str(station.database), QUESTION, {}), examiner.is_mended)
    gaps = find_gaps(log, examiner).found[:10]
    mending = [
        (gap.id, gap.title, gap.diagnosis.verdict, gap.diagnosis.article, gap.diagnosis.words, gap.is_closed) for gap in gaps
    ]
    return [*mending, [(votes.article, votes.unhelpful >= 3) for votes in log.votes]]


def fix_of(portal: Path, station: Station, capsys: pytest.CaptureFixture[str], query: str) -> str:
    """Return what `gaps fix` would do about a gap."""
    log = ["--store", str(station.database), "--portal", str(portal), "--since", "2026-11-01", "--until", "2026-11-22"]
    main(["gaps", *log])
    (line,) = [line for line in capsys.readouterr().out.splitlines() if query in line.split()]
    main(["gaps", "fix", line.split()[0], *log, "--config", str(portal.parent / "mkdocs.yml"), "--dry-run"])
    return capsys.readouterr().out


@pytest.mark.long
@pytest.mark.parametrize("who", SENDERS)
@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("what", FORGED)
def test_what_fewer_than_three_networks_send_changes_no_gap_no_verdict_and_no_vote(
    station: Station, examiner: PortalExaminer | NoPortal, what: str, pace: str, who: str
) -> None:
    before = told(station, examiner)
    PACES[pace](station, SENDERS[who], FORGED[what])
    assert told(station, examiner) == before


@pytest.mark.parametrize("who", ["two networks", "one /32 of IPv6"])
def test_everything_at_once_every_day_from_fewer_than_three_networks_changes_nothing(
    station: Station, examiner: PortalExaminer | NoPortal, who: str
) -> None:
    before = told(station, examiner)
    assert len(before) == 11
    for day in (0, 1, 5, 9, 13, 16):
        station.clock.now = Clock().now + (day - 18) * DAY_SECONDS
        send(station, SENDERS[who][:4], list(FORGED.values()), 1_000_000 * (day + 1))
    assert told(station, examiner) == before


def test_two_networks_change_no_fix_and_three_are_believed(
    station: Station, portal: Path, examiner: PortalExaminer | NoPortal, capsys: pytest.CaptureFixture[str]
) -> None:
    before = told(station, examiner)
    fix = fix_of(portal, station, capsys, TARGET)
    assert "+title: Chargebacks\n" in fix  # a third of its readers found an article in the end: too few to say what it is called
    for day in (0, 1, 5):
        station.clock.now = Clock().now + (day - 18) * DAY_SECONDS
        send(station, SENDERS["two networks"], list(FORGED.values()), 1_000_000 * (day + 1))
    assert fix_of(portal, station, capsys, TARGET) == fix
    send(station, [f"198.18.{n}.7" for n in range(9)], [failed("stamps refund cups")], 90_000_000)
    assert told(station, examiner) != before
