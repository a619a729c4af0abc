"""Pages stay open and in caches for months: what their script of before sends is taken, and stored as it was."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from collector_station import TEXT, Station
from kept_sets import EACH_SET, expected, sent_bodies, unpack_site

from search_analytics.events.portal_articles import portal_articles
from search_analytics.events.wire import decode_envelope

pytestmark = EACH_SET

PRINT_BODIES = Path(__file__).parents[1] / "js/analytics/print_bodies.js"
SECRET = b"0123456789abcdef0123456789abcdef"


def send(station: Station, bodies: list[bytes], headers: dict[str, str]) -> list[tuple[int, str]]:
    """Send each body from a network of its own; return what the page is told."""
    answers = []
    for number, body in enumerate(bodies):
        station.peer = f"203.0.{number}.7"
        answer = station.request("POST", "/v1/events", headers, (body,))
        answers.append((answer.status, answer.headers.get("x-kb-result", "")))
    return answers


def stored(station: Station, columns: list[str]) -> list[dict[str, object]]:
    """Return these columns of all events, in order of their ids."""
    values = ([value.hex() if isinstance(value, bytes) else value for value in row] for row in station.rows(", ".join(columns)))
    return sorted((dict(zip(columns, row, strict=True)) for row in values), key=lambda row: str(row["id"]))


@pytest.mark.parametrize("content_type", ["text/plain;charset=UTF-8", "application/json"])
def test_every_event_that_a_page_sent_is_stored_with_the_fields_it_had(station: Station, kept: Path, content_type: str) -> None:
    bodies, wanted = sent_bodies(kept), expected(kept / "page/rows.json")
    answers = send(station, bodies, {"content-type": content_type})
    assert answers == [(204, f"stored={len(decode_envelope(body).e)};dup=0") for body in bodies]
    assert stored(station, list(wanted[0])) == wanted


def test_an_event_that_a_page_repeats_is_not_stored_twice(station: Station, kept: Path) -> None:
    bodies = sent_bodies(kept)
    send(station, bodies, TEXT)
    count = len(station.rows("id"))
    station.clock.now += 600
    assert {status for status, _ in send(station, bodies, TEXT)} == {204}
    assert len(station.rows("id")) == count


def test_what_the_script_of_before_sends_today_is_taken(station: Station, kept: Path) -> None:
    script = os.environ | {"KBGEN_BEACON": str(kept / "page/beacon.js")}
    done = subprocess.run(["node", str(PRINT_BODIES), "20", "24"], env=script, capture_output=True, check=True)
    bodies = done.stdout.splitlines()
    assert {status for status, _ in send(station, bodies, TEXT)} == {204}
    assert {"search", "click", "view", "vote"} == set(station.rows("type"))


def test_what_an_edge_function_of_before_signed_counts_as_its_reader(station: Station, kept: Path) -> None:
    station.configure(forward_secret=SECRET, origins=("https://help.example",))
    forwarded = expected(kept / "page/forwarded.json")
    headers = {**TEXT, "x-kb-forwarded": forwarded["header"]}
    answer = station.request("POST", "/v1/events", headers, (forwarded["body"].encode(),))
    assert answer.status == 204
    assert len(station.rows("id")) == len(decode_envelope(forwarded["body"].encode()).e)


def test_a_collector_of_today_reads_the_list_of_articles_of_a_portal_that_was_built_before(kept: Path, tmp_path: Path) -> None:
    articles = portal_articles(unpack_site(kept, tmp_path))
    assert articles is not None
    known = articles.current()
    assert known is not None
    assert [known.has(name) for name in ("returns/refund-times", "parcels", "contact", "nobody/wrote")] == [True] * 3 + [False]
