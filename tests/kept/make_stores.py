"""Stores of a set: weeks of searches in each kind, what the commands said of them, and events that wait on disk."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from collector_station import Clock, Station, search_record
from postgres_cluster import new_cluster
from set_files import json_lines, must, printed, printed_bytes
from store_backend import keep_all

from kbgen.commands.main import main as kbgen
from kbgen.insights.sample_log import sample_events
from search_analytics.cli.main import main as analytics
from search_analytics.events.ingest import Ingest
from search_analytics.events.record import EventRecord
from search_analytics.http.app import Collector
from search_analytics.http.limits import Limiter
from search_analytics.http.settings import CollectorSettings
from search_analytics.privacy.visitors import VisitorDays
from search_analytics.store.opening import Store, open_store
from search_analytics.store.spool.files import SpoolFiles
from search_analytics.store.writer import Writer

TODAY = date(2026, 11, 22)
"""The day of collector_station.NOON."""
PERIOD = ("--since", "2026-10-01", "--until", TODAY.isoformat())
ASKED = re.compile("fps|八達通|hoodie|衛衣|紅包|利是|關稅|進口稅|octop|octup|restitution|reimbursement|滑鼠墊", re.IGNORECASE)


def make_stores(target: Path) -> None:
    """Fill a store of each kind alike; ask both for everything, and find no difference."""
    folder = target / "store"
    folder.mkdir()
    with tempfile.TemporaryDirectory() as away:
        path = Path(away) / "searches.sqlite3"
        fill(str(path), target)
        said = what_commands_say(str(path))
        (folder / "searches.sqlite3.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
        (folder / "asked.ndjson").write_text(asked_again(str(path), away), "utf-8")
    cluster = new_cluster()
    cluster.start()
    try:
        location = cluster.new_database()
        fill(location, target)
        assert what_commands_say(location) == said, "the two kinds of store differ"
        (folder / "searches.postgres.sql.gz").write_bytes(gzip.compress(dump(cluster.programs, location), 9, mtime=0))
    finally:
        cluster.remove()
    for name, text in said.items():
        (folder / name).write_text(text, "utf-8", newline="")
    (folder / "spool").mkdir()
    SpoolFiles(folder / "spool").append([search_record(number, "貨到付款", results=0) for number in range(9_001, 9_004)])


def fill(location: str, target: Path) -> None:
    """Weeks of searches: the older ones rolled up, the others added up, one day late, the last one as it came."""
    store = open_store(location)
    events = list(weeks())
    for start in range(0, len(events), 500):
        assert all(store.append(events[start : start + 500]))
    store.close()
    keep_all(LocationOnly(location), TODAY)
    store = open_store(location)
    receive(store, sent_bodies(target / "page"))
    for log in sorted((target / "logs").iterdir()):
        must(analytics(["import", str(log), *import_options(log, location)]))
    store = open_store(location)
    assert store.append([search_record(8_001, "很遲的搜尋", results=0, day="2026-11-10")]) == (True,)
    store.rest()
    store.close()


def weeks() -> Iterator[EventRecord]:
    """Made-up searches for a few things, with all that followed from them, and one in twenty of the other views."""
    for days, last_day, seed in ((14, date(2026, 10, 23), 3), (30, TODAY, 4)):
        asked: set[bytes] = set()
        for number, event in enumerate(sample_events(days=days, last_day=last_day, site="harbour-hill", seed=seed)):
            if event.type == "search" and (ASKED.search(event.query or "") or event.previous in asked):
                asked.add(event.id)
                yield event
            elif event.search in asked or event.type == "vote" or (event.type == "view" and number % 20 == 0):
                yield event


def receive(store: Store, bodies: Sequence[bytes]) -> None:
    """Send bodies to a collector whose clock stands at NOON, each from a network of its own; closes the store."""
    clock, writer = Clock(), Writer(store, capacity_events=20_000)
    writer.start()
    ingest = Ingest(VisitorDays(lambda _day: b"s" * 32), clock)
    station = Station(Collector(CollectorSettings(), Limiter(b"k" * 32, clock), ingest, writer), clock, Path())
    for number, body in enumerate(bodies):
        station.peer = f"203.0.{number}.7"
        assert station.request("POST", "/v1/events", {"content-type": "text/plain"}, (body,)).status == 204, body
    writer.stop()
    store.close()


def what_commands_say(location: str) -> dict[str, str]:
    """The figures of a report, the gaps and the exports; no wording, and nothing that depends on what a portal answers."""
    told = json.loads(printed(kbgen, "report", "--format", "json", "--store", location, *PERIOD))
    found = json.loads(printed(kbgen, "gaps", "--json", "--store", location, *PERIOD))
    exported = printed_bytes(kbgen, "export", "--store", location, *PERIOD).decode("utf-8")
    lines = printed_bytes(kbgen, "export", "--format", "ndjson", "--store", location, *PERIOD).decode("utf-8")
    assert len(list(csv.DictReader(io.StringIO(exported)))) == len(lines.splitlines())
    parts = ("from", "to", "k", "daily_sums_until", "totals", "days", "most_viewed", "held_back", "votes", "synonym_candidates")
    figures = {part: told[part] for part in parts} | {"gaps": [figures_of(gap) for gap in told["gaps"]]}
    return {
        "report.json": by_part(figures),
        "gaps.json": json_lines([figures_of(gap) for gap in found["gaps"]]),
        "export.csv": exported,
        "export.ndjson": lines,
    }


def figures_of(gap: dict[str, Any]) -> dict[str, Any]:
    names = (
        "id",
        "title",
        "visitor_days",
        "searches",
        "failed",
        "no_result",
        "weak",
        "unclicked",
        "unrecovered",
        "next",
        "opened",
    )
    return {name: gap[name] for name in names} | {name: gap[name] for name in ("first_day", "last_day", "languages")}


def asked_again(location: str, folder: str) -> str:
    must(kbgen(["replay", "--save", f"{folder}/asked.ndjson", "--store", location, *PERIOD]))
    return Path(folder, "asked.ndjson").read_text("utf-8")


class LocationOnly:
    """What `keep_all` needs of a store."""

    def __init__(self, location: str) -> None:
        self.location = location


def import_options(log: Path, location: str) -> tuple[str, ...]:
    positions = Path(tempfile.mkdtemp()) / "positions.json"
    return ("--format", log.stem, "--site", "harbour-hill", "--store", location, "--positions", str(positions))


def sent_bodies(folder: Path) -> list[bytes]:
    return [line for name in ("bodies", "odd-bodies") for line in (folder / f"{name}.ndjson").read_bytes().splitlines()]


def by_part(parts: dict[str, Any]) -> str:
    """JSON with a line for each item of each part."""
    texts = {name: json_lines(part).rstrip() if isinstance(part, list) else json.dumps(part) for name, part in parts.items()}
    return "{\n" + ",\n".join(f'"{name}": {text}' for name, text in texts.items()) + "\n}\n"


def dump(programs: Path, location: str) -> bytes:
    command = [programs / "pg_dump", "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=200", location]
    script = subprocess.run(command, capture_output=True, check=True).stdout
    return b"".join(line for line in script.splitlines(keepends=True) if not line.startswith(b"\\"))  # words of psql alone
