"""What the collector answers, and to whom."""

from __future__ import annotations

import ipaddress
import json

import pytest
from collector_station import TEXT, Station, click, search

from search_analytics.errors import UsageError
from search_analytics.http.client_address import TrustedProxies, client_prefix
from search_analytics.http.origins import parse_origins

PORTAL = "https://help.harbour-hill.example"
BODY = json.dumps({"v": 1, "site": "s", "b": "b", "e": [search()]}).encode()


def test_a_search_and_its_click_are_stored_and_counted_in_the_answer(station: Station) -> None:
    answer = station.send(search(1), click(2, of=1))
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["x-kb-result"] == "stored=2;dup=0"
    assert station.rows("type") == ["search", "click"]


def test_an_event_sent_again_is_answered_as_a_duplicate(station: Station) -> None:
    station.send(search(1))
    assert station.send(search(1)).headers["x-kb-result"] == "stored=0;dup=1"


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/json", "text/plain;charset=UTF-8", 'text/plain; charset="utf-8"']
)
def test_both_content_types_are_taken(station: Station, content_type: str) -> None:
    assert station.request("POST", "/v1/events", {"content-type": content_type}, (BODY,)).status == 204


@pytest.mark.parametrize(
    "content_type", ["", "text/html", "multipart/form-data", "text/plain; charset=utf-16", "application/jsonp"]
)
def test_other_content_types_are_refused(station: Station, content_type: str) -> None:
    assert station.request("POST", "/v1/events", {"content-type": content_type}, (BODY,)).status == 415


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "gzip, identity"])
def test_compressed_bodies_are_refused_unread(station: Station, encoding: str) -> None:
    assert station.request("POST", "/v1/events", {**TEXT, "content-encoding": encoding}, (BODY,)).status == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xef\xbb\xbf" + BODY,
        BODY.decode().encode("utf-16"),
        BODY.replace(b'"b"', b'"\xff"'),
        BODY.replace(b'"b": "b"', b'"b": "\\ud800"'),
        BODY.replace(b'"n": 0', b'"n": NaN'),
        BODY.replace(b'"n": 0', b'"n": 1e400'),
        BODY.replace(b'"n": 0', b'"n": 99999999999999999999999999'),
        BODY.replace(b'"e": [', b'"e": ' + b"[" * 4000),
        b"[" * 16_000,
        BODY + b"x",
        json.dumps({"v": 1, "site": "s", "b": "b", "e": [search(n) for n in range(51)]}).encode(),
    ],
)
def test_what_is_no_envelope_is_answered_400_and_stores_nothing(station: Station, body: bytes) -> None:
    assert station.request("POST", "/v1/events", TEXT, (body,)).status == 400
    assert station.rows() == []


def test_fifty_events_fit_into_one_envelope(station: Station) -> None:
    assert station.send(*(search(n, query="a") for n in range(50))).headers["x-kb-result"] == "stored=50;dup=0"


def test_a_body_that_says_it_is_too_large_is_refused_unread(station: Station) -> None:
    assert station.request("POST", "/v1/events", {**TEXT, "content-length": "16385"}, (BODY,)).status == 413


def test_a_body_that_grows_past_the_limit_is_refused_at_the_limit(station: Station) -> None:
    answer = station.request("POST", "/v1/events", TEXT, (b" " * 9_000, b" " * 9_000, BODY))
    assert (answer.status, answer.headers["connection"]) == (413, "close")


def test_a_body_of_two_lengths_is_refused_unread_and_closed(station: Station) -> None:
    lengths = {"content-length": str(len(BODY)), "transfer-encoding": "chunked"}
    answer = station.request("POST", "/v1/events", {**TEXT, **lengths}, (BODY,))
    assert (answer.status, answer.headers["connection"]) == (400, "close")
    assert station.rows() == []


def test_a_body_of_exactly_16_kib_is_taken(station: Station) -> None:
    assert station.request("POST", "/v1/events", TEXT, (BODY.ljust(16_384),)).status == 204


def test_a_client_that_goes_away_stores_nothing(station: Station) -> None:
    assert station.request("POST", "/v1/events", TEXT, ()).status == 400
    assert station.rows() == []


def test_the_answer_names_the_field_and_never_its_content(station: Station) -> None:
    answer = station.send(search(q="secret-canary" * 20))
    assert answer.body == b"invalid event at $.e[0].q\n"
    assert b"canary" not in station.send(search(canary=1)).body
    assert b"canary" not in station.send(search(o="canary")).body
    assert b"canary" not in station.send(search(t="canary")).body


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE"])
def test_only_post_is_allowed(station: Station, method: str) -> None:
    answer = station.request(method, "/v1/events")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/", "/v1/events/", "//evil.example", "/v1/events%0d%0a", "/v2/events", "/live/"])
def test_unknown_paths_are_404_and_never_a_redirect(station: Station, path: str) -> None:
    assert station.request("POST", path, TEXT, (BODY,)).status == 404


@pytest.mark.parametrize("origin", ["http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:3000", "http://localhost"])
def test_without_a_list_pages_on_this_computer_may_send(station: Station, origin: str) -> None:
    answer = station.send(search(), headers={"origin": origin})
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, origin)


@pytest.mark.parametrize(
    "origin", [PORTAL, "null", "http://localhost.evil.example", "http://localhost@evil.example", "file://", "*", ""]
)
def test_without_a_list_other_pages_may_not_send(station: Station, origin: str) -> None:
    answer = station.send(search(), headers={"origin": origin})
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers
    assert station.rows() == []


def test_a_listed_origin_may_send_and_read_the_answer(station: Station) -> None:
    station.configure(origins=[PORTAL])
    answer = station.send(search(), headers={"origin": PORTAL})
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == PORTAL
    assert answer.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://localhost:8000",
        PORTAL + ":443",
        PORTAL + ".evil.example",
        PORTAL.upper(),
        "http" + PORTAL[5:],
    ],
)
def test_with_a_list_nobody_else_may_send(station: Station, origin: str | None) -> None:
    station.configure(origins=[PORTAL])
    answer = station.send(search(), headers={} if origin is None else {"origin": origin})
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["vary"] == "Origin"


def test_an_allowed_page_can_read_why_it_was_refused(station: Station) -> None:
    station.configure(origins=[PORTAL])
    answer = station.request("POST", "/v1/events", {**TEXT, "origin": PORTAL}, (b"{",))
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (400, PORTAL)


def test_a_preflight_is_answered_for_listed_origins_only(station: Station) -> None:
    station.configure(origins=[PORTAL])
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    allowed = station.request("OPTIONS", "/v1/events", {"origin": PORTAL, **asked})
    refused = station.request("OPTIONS", "/v1/events", {"origin": "https://evil.example", **asked})
    assert (allowed.status, allowed.headers["access-control-allow-methods"]) == (204, "POST")
    assert (refused.status, [name for name in refused.headers if name.startswith("access-control")]) == (403, [])


@pytest.mark.parametrize(
    "value", ["help.example", "https://help.example/", "https://help.example/x", "*", "https://Help.example", "ftp://a"]
)
def test_a_setting_that_is_no_origin_is_refused_with_its_value(value: str) -> None:
    with pytest.raises(UsageError, match="is not an origin"):
        parse_origins([value])


def test_a_site_that_is_not_listed_is_refused(station: Station) -> None:
    station.configure(sites=frozenset({"harbour-hill"}))
    assert station.send(search(1), site="harbour-hill").status == 204
    assert station.send(search(2), site="forged").status == 400


def test_crawlers_are_refused_and_counted(station: Station) -> None:
    station.agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    assert station.send(search()).status == 403
    assert b'kb_rejected_total{reason="crawler"} 1' in station.request("GET", "/metrics").body


def test_a_flood_from_one_neighbourhood_is_stopped_and_refills_with_time(station: Station) -> None:
    statuses = [station.send(search(n)).status for n in range(30)]
    assert statuses == [204] * 20 + [429] * 10
    station.clock.now += 1
    assert [station.send(search(n)).status for n in range(100, 106)] == [204] * 5 + [429]


def test_a_flood_leaves_other_neighbourhoods_alone(station: Station) -> None:
    for number in range(25):
        station.send(search(number))
    station.peer = "198.51.100.7"
    assert station.send(search(100)).status == 204


def test_too_many_requests_say_when_to_come_back(station: Station) -> None:
    answers = [station.send(search(n)) for n in range(21)]
    assert answers[-1].headers["retry-after"] == "2"


def test_a_forwarded_address_from_a_stranger_changes_nothing(station: Station) -> None:
    forged = [station.send(search(n), headers={"x-forwarded-for": f"10.0.{n}.1"}).status for n in range(21)]
    assert forged[-1] == 429


@pytest.mark.parametrize(
    ("peer", "forwarded", "prefix"),
    [
        ("203.0.113.7", [], "203.0.113.0/24"),
        ("2001:db8:1:2::7", [], "2001:db8:1::/48"),
        ("::ffff:203.0.113.7", [], "203.0.113.0/24"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.0/24"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.0/24"),
        ("10.0.0.1", ["192.0.2.9, 198.51.100.1"], "198.51.100.0/24"),
        ("10.0.0.1", ["192.0.2.9", "198.51.100.1, 10.0.0.2"], "198.51.100.0/24"),
        ("10.0.0.1", ["not an address"], "10.0.0.0/24"),
        ("10.0.0.1", ["198.51.100.1, garbage"], "10.0.0.0/24"),
        ("10.0.0.1", ["2001:db8::ff:7%eth0, 10.0.0.9"], "2001:db8::/48"),
        ("203.0.113.07", [], "unknown"),
        ("203.0.113", [], "unknown"),
        ("203.0.113.7\0", [], "unknown"),
        ("", [], "unknown"),
    ],
)
def test_the_client_is_the_rightmost_hop_that_is_not_ours(peer: str, forwarded: list[str], prefix: str) -> None:
    assert client_prefix(peer, forwarded, TrustedProxies.of([ipaddress.ip_network("10.0.0.0/8")])) == prefix


def test_health_and_metrics_answer(station: Station) -> None:
    station.send(search(1), search(2))
    station.send(search(1))
    assert station.request("GET", "/live").status == 200
    assert station.request("GET", "/ready").status == 200
    metrics = station.request("GET", "/metrics").body.decode().splitlines()
    assert "kb_events_stored_total 2" in metrics
    assert "kb_events_duplicate_total 1" in metrics
    assert 'kb_requests_total{status="204"} 2' in metrics
    assert "kb_queue_events 0" in metrics
