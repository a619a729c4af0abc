"""C03 to C08, C13 to C15: requests that no page sends."""

from __future__ import annotations

import json
import random
import socket
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from collector_process import CollectorProcess
from collector_station import TEXT, Station, search
from hypothesis import example, given
from hypothesis import strategies as st
from raw_http import hold_sockets, talk
from store_backend import SqliteBackend

from search_analytics.errors import EnvelopeRejectedError
from search_analytics.events.wire import decode_envelope
from search_analytics.privacy.match_key import clean_text

BODY = json.dumps({"v": 1, "site": "s", "b": "b", "e": [search()]}).encode()
IP_HEADERS = [
    "Forwarded", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP", "X-Cluster-Client-IP", "Fastly-Client-IP",
    "X-Forwarded", "Forwarded-For", "X-Originating-IP", "X-Remote-IP", "X-Azure-ClientIP", "X-Forwarded-For",
]  # fmt: skip


@pytest.mark.parametrize("header", IP_HEADERS)
def test_a_header_that_claims_another_address_changes_nothing(station: Station, header: str) -> None:
    """C03."""
    statuses = [
        station.send(search(n), headers={header: f"for=10.{n}.0.1" if n % 2 else f"10.{n}.0.1"}).status for n in range(21)
    ]
    assert statuses == [204] * 20 + [429]


@pytest.fixture
def collector(tmp_path: Path) -> Iterator[CollectorProcess]:
    """A collector whose patience is short, so that the tests' need not be long."""
    hurry = "from search_analytics.http import protocol, server; protocol.HEAD_SECONDS = 0.3; server.KEEP_ALIVE_SECONDS = 1"
    process = CollectorProcess(SqliteBackend(tmp_path).location, before=hurry)
    process.start()
    yield process
    process.stop()


def head(*lines: str, target: str = "/v1/events") -> bytes:
    return "\r\n".join([f"POST {target} HTTP/1.1", "Host: x", "Content-Type: text/plain", *lines, "", ""]).encode("latin-1")


def test_a_body_without_an_end_is_cut_at_the_limit(collector: CollectorProcess) -> None:
    """C04."""
    chunk = b"1000\r\n" + b"x" * 4096 + b"\r\n"
    assert talk(collector.port, head("Transfer-Encoding: chunked"), *[chunk] * 200).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "request_bytes",
    [
        head("Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n",
        head("Content-Length: 5", "Content-Length: 6") + b"hello!",
        head("Transfer-Encoding: chunked") + b"zz\r\nhello\r\n0\r\n\r\n",
        head("Transfer-Encoding: chunked, identity") + b"0\r\n\r\n",
        head("Content-Length: -1"),
        head("Content-Length: +5") + b"hello",
        head(" folded: header"),
        head("Bad Header: x"),
        b"POST /v1/events HTTP/9.9\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64 + b"\r\n\r\n",
        b"GET /live HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET /live HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + b"\r\n",
    ],
    ids=[
        "both lengths", "two lengths", "bad chunk", "odd coding", "negative", "signed", "folded", "space in name",
        "version", "tls", "long header", "20,000 headers",
    ],
)  # fmt: skip
def test_a_request_that_two_parsers_could_read_differently_is_refused_and_closed(
    collector: CollectorProcess, request_bytes: bytes
) -> None:
    """C05, C06."""
    heard = talk(collector.port, request_bytes)
    assert heard.count(b"HTTP/1.1 ") <= 1
    assert heard == b"" or heard[9:10] == b"4"
    assert b"kb_requests_total" not in heard
    assert collector.ask("/live")[0] == 200


def test_a_head_without_an_end_is_cut_at_its_limit(tmp_path: Path) -> None:
    """C05: not only when its time is up."""
    patient = "from search_analytics.http import protocol; protocol.HEAD_SECONDS = 600"
    process = CollectorProcess(SqliteBackend(tmp_path).location, before=patient)
    process.start()
    with socket.create_connection(("127.0.0.1", process.port), timeout=60) as connection:
        connection.sendall(b"GET /live HTTP/1.1\r\nX: ")
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            connection.sendall(b"a" * 32 * 1024**2)
    assert process.ask("/live")[0] == 200
    process.stop()


@pytest.mark.parametrize(
    "start",
    [b"", b"POST /v1/events HT", b"POST /v1/events HTTP/1.1\r\nHost: x\r\n", b"GET /live HTTP/1.1\r\nHost: x\r\n\r\nGET /li"],
)
def test_a_head_that_never_ends_is_not_waited_for(collector: CollectorProcess, start: bytes) -> None:
    """C05."""
    heard = talk(collector.port, start)
    assert heard.count(b"HTTP/1.1 200 ") == start.count(b"\r\n\r\n")


@pytest.mark.long
def test_a_thousand_sockets_that_say_nothing_are_closed_and_readers_answered_meanwhile(tmp_path: Path) -> None:
    """C05."""
    process = CollectorProcess(SqliteBackend(tmp_path).location)
    process.start()
    statuses, heard = hold_sockets(process, 1_000)
    assert statuses == {204}
    assert heard == {b""}
    process.stop()


SEEDS = [
    BODY.replace(b'"d": 0', b'"d": true'),
    BODY.replace(b'"d": 0', b'"d": 0.5'),
    BODY.replace(b'"d": 0', b'"d": 0, "d": 1'),
    BODY.replace(b'"n": 0', b'"n": Infinity'),
    BODY.replace(b'"q": "', b'"q": "\\ud800'),
    BODY.replace(b'"id": "AAAAAAAAAAAAAAAAAAAAAQ"', b'"id": "AAAAAAAAAAAAAAAAAAAAAQ\\n"'),
    BODY + b"\n",
    b"\x00" + BODY,
]


PIECES = [b"{", b"[", b'"', b"\\u0000", b"1e999", b"null", b"\xed\xa0\x80", b"-", b"\xf4\x90\x80\x80"]


def mangled(seed: int) -> bytes:
    """Return a good body that something happened to."""
    dice = random.Random(seed)
    body = bytearray(BODY)
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(body))
        kind = dice.random()
        if kind < 0.4:
            body[place] = dice.randrange(256)
        elif kind < 0.7:
            body[place:place] = dice.choice(
                [b"{", b"[", b'"', b"\\u0000", b"1e999", b"null", b"\xed\xa0\x80", b"-", b"\xf4\x90\x80\x80"]
            )
        else:
            del body[place : place + dice.randint(1, 9)]
    return bytes(body)


def test_whatever_a_body_is_made_of_the_answer_is_204_or_400(station: Station) -> None:
    """C07."""
    for number, body in enumerate([*SEEDS, *map(mangled, range(400))]):
        station.peer = f"203.{number // 256}.{number % 256}.1"
        assert station.request("POST", "/v1/events", TEXT, (body,)).status in (204, 400)


@pytest.mark.long
def test_two_hundred_thousand_bodies_are_decoded_or_refused() -> None:
    """C07."""
    taken = 0
    for seed in range(200_000):
        try:
            decode_envelope(mangled(seed))
            taken += 1
        except EnvelopeRejectedError:
            pass
    assert 0 < taken < 200_000


@given(st.text(max_size=200))
@example("a" + "\u0301" * 199)
@example("\ufdfa" * 200)
@example("\u202e\u2066\u200b\u2060\U000e0041\x00\x85" * 20)
@example("\u1100\u1161\u11a8" * 66)
def test_stored_text_is_short_and_holds_nothing_unseen(text: str) -> None:
    """C08."""
    cleaned = clean_text(text)
    assert len(cleaned) <= 200
    assert not {unicodedata.category(character) for character in cleaned} & {"Cc", "Cf", "Cs"}


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/%2f..", "/\\evil.example", "/v1/events?next=https://evil.example", "/%0d%0aLocation:%20//evil.example",
        "http://evil.example/v1/events", "/.evil.example", "///evil.example", "/v1/events/..;/", "/?url=//evil.example",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "OPTIONS"])
def test_no_path_leads_elsewhere(station: Station, method: str, target: str) -> None:
    """C14, C15."""
    path, _, _ = target.partition("?")
    answer = station.request(method, path, {**TEXT, "host": "evil.example", "x-forwarded-host": "evil.example"}, (BODY,))
    assert not 300 <= answer.status < 400
    assert "location" not in answer.headers
    assert b"evil" not in answer.body


@pytest.mark.parametrize("changes", [{"site": "forged"}, {"headers": {"origin": "https://evil.example"}}])
def test_forged_events_are_refused_and_counted(station: Station, changes: dict[str, object]) -> None:
    """C13."""
    station.configure(sites=frozenset({"harbour-hill"}))
    assert station.send(search(), **changes).status in (400, 403)  # type: ignore[arg-type]
    assert station.rows() == []
    assert b"kb_rejected_total{" in station.request("GET", "/metrics").body
