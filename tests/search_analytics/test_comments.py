"""What readers add to "no, it did not help": off unless switched on, redacted, forgotten, and in the report at home alone."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from collector_station import Station, event_id, vote_record
from store_backend import Backend, fill, keep_all

from kbgen.commands.main import main as kbgen
from search_analytics.cli.main import main
from search_analytics.events.record import EventRecord
from search_analytics.privacy.match_key import group_key
from search_analytics.store.search_log import Comment, Question, read_search_log

QUESTION = Question(date(2026, 11, 1), date(2026, 11, 22), threshold_k=3, with_comments=True)


def vote(number: int, text: str, **changes: Any) -> dict[str, Any]:
    return {"t": "vote", "id": event_id(number), "d": 0, "a": "returns/refund-times", "v": 0, "l": "en", "c": text} | changes


def commented(number: int, text: str, day: str = "2026-11-22", article: str = "returns/refund-times") -> EventRecord:
    base = vote_record(number, article, 0, language="en", reason="wrong", day=day)
    return msgspec.structs.replace(base, comment=text, match_key=group_key(text), network=1)


def taking(station: Station) -> Station:
    station.collector = replace(station.collector, ingest=replace(station.collector.ingest, takes_comments=True))
    station.app = station.collector.app()
    return station


def test_a_collector_that_was_not_told_to_takes_the_vote_and_not_the_comment(station: Station) -> None:
    assert station.send(vote(1, "canary")).status == 204
    assert station.rows("type, comment, match_key") == [("vote", None, None)]
    assert b"canary" not in b"".join(file.read_bytes() for file in station.database.parent.glob("*.sqlite3*"))


def test_personal_data_is_taken_out_before_anything_is_stored(station: Station) -> None:
    long = "The price is wrong. " * 20
    taking(station).send(vote(1, f"{long}Call me on +852 6123 4567 or peter@example.com"))
    ((comment,),) = [station.rows("comment")]
    assert comment.endswith("Call me on ⟨phone⟩ or ⟨email⟩")
    assert b"6123" not in b"".join(file.read_bytes() for file in station.database.parent.glob("*.sqlite3*"))


def test_what_cannot_be_seen_is_no_comment_and_500_characters_are_the_most(station: Station) -> None:
    taking(station).send(vote(1, "\u200b\u2060"), vote(2, "﷽" * 500, a="payment/fps"))
    assert [len(text) if text else text for text in station.rows("comment")] == [None, 500]


def test_a_network_leaves_one_comment_a_day_on_an_article(station: Station) -> None:
    taking(station).send(vote(1, "first"), vote(2, "second"), vote(3, "elsewhere", a="payment/fps"))
    assert sorted(filter(None, station.rows("comment"))) == ["elsewhere", "first"]


def test_a_log_of_a_web_server_brings_no_comment(tmp_path: Path) -> None:
    body = json.dumps({"v": 1, "site": "shop", "b": "b", "e": [vote(1, "canary in a log")]})
    packed = base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")
    line = {
        "time": "2026-11-22T10:00:00Z",
        "address": "203.0.113.7",
        "target": f"/_kb/b?d={packed}",
        "status": 204,
        "agent": "x",
        "method": "GET",
    }
    (tmp_path / "access.log").write_text(json.dumps(line) + "\n", "utf-8")
    database = tmp_path / "s.sqlite3"
    arguments = ["import", "--store", str(database), "--site", "shop", "--format", "ndjson", str(tmp_path / "access.log")]
    assert main([*arguments, "--positions", str(tmp_path / "positions.json")]) == 0
    assert b"canary" not in b"".join(file.read_bytes() for file in tmp_path.glob("s.sqlite3*"))


def test_both_stores_tell_comments_to_those_who_ask_for_them(backend: Backend) -> None:
    fill(backend, [commented(1, "缺少價錢"), commented(2, "too long", day="2026-10-31"), vote_record(3, "a", 0, language="en")])
    log = read_search_log(backend.location, QUESTION)
    assert log.comments == (Comment(date(2026, 11, 22), "returns/refund-times", "en", "wrong", "缺少價錢"),)
    assert read_search_log(backend.location, replace(QUESTION, with_comments=False)).comments == ()
    assert read_search_log(backend.location, replace(QUESTION, language="zh-hant")).comments == ()
    assert read_search_log(backend.location, replace(QUESTION, channel="embedded")).comments == ()


def test_a_comment_is_forgotten_as_a_search_is(backend: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    fill(backend, [commented(1, "Kestrel Wong says it is wrong"), commented(2, "fine", article="payment/fps")])
    assert main(["upkeep", "--store", backend.location, "--forget", "kestrel wong", "--containing", "--yes"]) == 0
    assert "1 event, 0 roll-ups" in capsys.readouterr().err
    assert [row.text for row in read_search_log(backend.location, QUESTION).comments] == ["fine"]
    assert b"kestrel wong" not in backend.every_byte().lower()


def test_a_comment_ends_after_thirty_days_and_no_sum_outlives_it(backend: Backend) -> None:
    fill(backend, [commented(1, "a kestrel wrote", day="2026-10-01")])
    keep_all(backend, date(2026, 11, 22))
    assert backend.rows("SELECT count(*) FROM event") == [(0,)]
    assert b"a kestrel wrote" not in backend.every_byte()


def test_comments_are_in_the_page_at_home_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    backend_path = str(tmp_path / "s.sqlite3")
    from search_analytics.store.sqlite.store import SqliteStore

    store = SqliteStore(Path(backend_path))
    store.append([commented(n, f"canary <b>{n}</b>") for n in range(1, 8)])
    store.close()
    log = ["--store", backend_path, "--until", "2026-11-22"]
    assert kbgen(["report", *log, "--output", "page.html"]) == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "canary &lt;b&gt;1&lt;/b&gt;" in page
    assert "<b>1</b>" not in page
    capsys.readouterr()
    for command in (
        ["report", *log, "--json"],
        ["report", *log, "--format", "markdown"],
        ["report", *log, "--format", "csv"],
        ["report", *log, "--digest", "json", "--min-impact", "0"],
        ["gaps", *log, "--json"],
        ["export", *log],
        ["popular", *log, "--output", "-"],
    ):
        assert kbgen(command) == 0
        assert "canary" not in capsys.readouterr().out, command
