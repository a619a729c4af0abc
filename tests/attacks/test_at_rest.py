"""C30, C33: what must not be on the disk, looked for byte by byte after a clean stop and after a crash."""

from __future__ import annotations

import hashlib
import http.client
import json
import signal
from datetime import date

import pytest
from collector_process import CollectorProcess
from collector_station import search, search_record
from store_backend import Backend, fill

from search_analytics.store.opening import open_store

ADDRESS, AGENT = "198.51.100.77", "CanaryBrowser/7.7 (Kiosk 4711)"
DIGESTS = ("md5", "sha1", "sha256", "blake2b")


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_no_file_and_no_log_holds_who_asked(backend: Backend, end: signal.Signals) -> None:
    """C33."""
    collector = CollectorProcess(backend.location)
    collector.start()
    connection = http.client.HTTPConnection("127.0.0.1", collector.port, timeout=20)
    for number in range(1, 11):
        body = json.dumps({"v": 1, "site": "s", "b": "b", "e": [search(number, "refund for peter.chan@example.com")]})
        sent = {
            "Content-Type": "text/plain",
            "X-Forwarded-For": ADDRESS,
            "User-Agent": AGENT,
            "Referer": "https://canary.example/",
        }
        connection.request("POST", "/v1/events", body, sent)
        response = connection.getresponse()
        assert response.status == 204
        response.read()
    connection.close()
    _, words = collector.stop(end)
    left = backend.every_byte() + words.encode()
    for canary in (ADDRESS, "198.51.100", AGENT, "canary.example", "peter.chan"):
        assert canary.encode() not in left
        assert all(hashlib.new(digest, canary.encode()).digest() not in left for digest in DIGESTS)
        assert all(hashlib.new(digest, canary.encode()).hexdigest().encode() not in left for digest in DIGESTS)
    assert len(backend.rows("SELECT id FROM event")) == 10


def test_what_retention_removes_is_gone_from_every_byte(backend: Backend) -> None:
    """C30: after 31 days rare phrases, after 26 months the common ones."""
    fill(backend, [search_record(1, "zq-rare-canary", results=0), *(search_record(n, "zq-common-canary") for n in range(2, 8))])
    store = open_store(backend.location)
    for today, remains in ((date(2026, 12, 23), [b"zq-common-canary"]), (date(2029, 1, 23), [])):
        while store.keep(today):
            pass
        store.rest()
        left = backend.every_byte()
        assert [canary for canary in (b"zq-rare-canary", b"zq-common-canary") if canary in left] == remains
    store.close()
