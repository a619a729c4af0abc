"""A signed header makes an edge function's readers count as themselves; anything else is refused unread."""

from __future__ import annotations

import base64
import hmac
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from collector_station import NOON, Station

from search_analytics.cli.main import main

SECRET = b"0123456789abcdef0123456789abcdef"
EVENT = {"t": "search", "id": "A" * 22, "d": 0, "q": "退款", "n": 0, "o": "none", "l": "zh-Hant", "m": "settle"}
BODY = json.dumps({"v": 1, "site": "harbour-hill", "b": "b1", "e": [EVENT]}).encode()


def header(secret: bytes = SECRET, body: bytes = BODY, **changes: Any) -> str:
    said = {"t": int(NOON), "prefix": "198.51.100.0/24", "agent": "Mozilla/5.0", "origin": "https://help.example"}
    said |= {"sha256": sha256(body).hexdigest()} | changes
    payload = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    return f"{payload}.{hmac.digest(secret, payload.encode(), 'sha256').hex()}"


def send(station: Station, signed: str, body: bytes = BODY) -> int:
    headers = {"content-type": "text/plain", "x-kb-forwarded": signed}
    return station.request("POST", "/v1/events", headers, (body,)).status


@pytest.fixture
def believing(station: Station) -> Station:
    station.configure(forward_secret=SECRET, origins=("https://help.example",))
    return station


def test_a_signed_body_is_stored(believing: Station) -> None:
    assert send(believing, header()) == 204
    assert believing.rows("query, first") == [("退款", 1)]


@pytest.mark.parametrize(
    "signed",
    [
        header(secret=b"another secret of thirty-two bytes"),
        header(body=b"another body"),
        header(t=int(NOON) - 301),
        header(t=int(NOON) + 301),
        header(prefix="198.51.100.7/32"),
        header(prefix="198.51.100.7/24"),
        header(prefix="nonsense"),
        header(origin="https://other.example"),
        header(more=1),
        header(agent="x" * 5_000),
        header().replace(".", ".0"),
        "é.é",
        "",
        ".",
    ],
    ids=lambda signed: "",
)
def test_any_other_header_is_refused(believing: Station, signed: str) -> None:
    assert send(believing, signed) == 403
    assert believing.rows("query") == []


def test_without_a_secret_nothing_is_believed(station: Station) -> None:
    assert send(station, header()) == 403
    assert send(station, header(secret=b"")) == 403


def test_readers_of_one_function_have_limits_of_their_own(believing: Station) -> None:
    statuses = [send(believing, header(prefix=f"10.0.{number}.0/24")) for number in range(60)]
    assert set(statuses) == {204}
    assert 429 in [send(believing, header(prefix="10.1.0.0/24")) for _ in range(60)]


def test_a_short_or_missing_secret_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "short").write_text("abc\n")
    for name, said in (("short", "is too short"), ("missing", "cannot read")):
        assert main(["serve", "--db", str(tmp_path / "s.sqlite3"), "--forward-secret", str(tmp_path / name)]) == 2
        assert said in capsys.readouterr().err
