"""Searches of readers without JavaScript come from the access log, once, and without the reader."""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from search_analytics.cli.main import main
from search_analytics.logs.formats import FORMATS, Hit
from search_analytics.logs.reading import open_log

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["headers", "uri", "remote_ip"]), inner),
    max_leaves=4,
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_analytics.cli.import_logs.clock", lambda: 1_798_675_200.0)  # 2026-12-31, after all lines


def line(
    query: str,
    *,
    address: str = "203.0.113.7",
    day: int = 22,
    at: str = "12:00:00",
    page: str = "zh-hant/search/",
    agent: str = "Lynx/2.9",
    status: int = 200,
) -> str:
    return f'{address} - - [{day}/Nov/2026:{at} +0000] "GET /{page}?q={query} HTTP/1.1" {status} 512 "-" "{agent}"\n'


def import_log(tmp_path: Path, log: Path, *options: str) -> int:
    store = ("--db", str(tmp_path / "s.sqlite3"), "--positions", str(tmp_path / "positions.json"))
    return main(["import", str(log), "--site", "harbour-hill", *store, "--marker", "", *options])


def imported(tmp_path: Path, *lines: str, name: str = "access.log", options: tuple[str, ...] = ()) -> list[tuple[str, str, int]]:
    log = tmp_path / name
    data = "".join(lines).encode()
    log.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert import_log(tmp_path, log, *options) == 0
    return stored(tmp_path)


def stored(tmp_path: Path) -> list[tuple[str, str, int]]:
    with closing(sqlite3.connect(tmp_path / "s.sqlite3")) as connection:
        return connection.execute("SELECT query, language, first FROM event WHERE source = 'log' ORDER BY ts, query").fetchall()


LINES = {
    "combined": line("fps", page="en/search/"),
    "nginx-json": '{"time_iso8601":"2026-11-22T20:00:00+08:00","remote_addr":"203.0.113.7",'
    '"request_uri":"/en/search/?q=fps","status":"200","http_user_agent":"Lynx/2.9"}',
    "caddy": '{"ts":1795348800.0,"status":200,"request":{"remote_ip":"203.0.113.7","method":"GET","uri":"/en/search/?q=fps",'
    '"headers":{"User-Agent":["Lynx/2.9"]}}}',
    "cloudflare": '{"EdgeStartTimestamp":1795348800000000000,"ClientIP":"203.0.113.7","ClientRequestMethod":"GET",'
    '"ClientRequestURI":"/en/search/?q=fps","EdgeResponseStatus":200,"ClientRequestUserAgent":"Lynx/2.9"}',
    "ndjson": '{"time":"2026-11-22T12:00:00Z","address":"203.0.113.7","target":"/en/search/?q=fps","status":200,'
    '"agent":"Lynx/2.9"}',
}


def test_every_format_gives_the_same_hit() -> None:
    hit = Hit(1_795_348_800.0, "203.0.113.7", "/en/search/?q=fps", 200, "Lynx/2.9")
    assert {name: parse(LINES[name]) for name, parse in FORMATS.items()} == dict.fromkeys(FORMATS, hit)


@given(st.datetimes(timezones=st.timezones()))
def test_a_time_of_the_combined_format_is_read_in_any_zone(moment: datetime) -> None:
    written = moment.strftime("%d/%b/%Y:%H:%M:%S %z")
    assume(moment.year > 1980 and len(written) == 26)  # before, zones counted seconds
    hit = FORMATS["combined"](f'203.0.113.7 - - [{written}] "GET / HTTP/1.1" 200 512')
    assert hit is not None
    assert hit.unix_seconds == datetime.strptime(written, "%d/%b/%Y:%H:%M:%S %z").timestamp()


@pytest.mark.parametrize("moment", ["31/Feb/2026:12:00:00 +0000", "22/Nov/2026:24:00:00 +0000", "22/Nov/2026:12:00:00", ""])
def test_what_is_no_time_is_no_hit_of_the_combined_format(moment: str) -> None:
    assert FORMATS["combined"](f'203.0.113.7 - - [{moment}] "GET / HTTP/1.1" 200 512') is None


def test_a_time_of_the_combined_format_may_lack_a_digit() -> None:
    hits = [
        FORMATS["combined"](f'203.0.113.7 - - [{one}] "GET / HTTP/1.1" 200 512')
        for one in ("02/Nov/2026:09:00:00 +0800", "2/Nov/2026:9:00:00 +0800")
    ]
    assert hits[0] == hits[1]


@pytest.mark.parametrize(
    "moment",
    ["2026-11-22T12:00:00Z", "1795348800", 1_795_348_800, 1_795_348_800_000_000_000],
    ids=["RFC 3339", "text", "seconds", "ns"],
)
def test_cloudflare_writes_times_in_several_ways(moment: object) -> None:
    row = json.loads(LINES["cloudflare"]) | {"EdgeStartTimestamp": moment}
    hit = FORMATS["cloudflare"](json.dumps(row))
    assert hit is not None
    assert hit.unix_seconds == 1_795_348_800


@pytest.mark.parametrize(
    "text",
    ["", "garbage", "{}", "[]", "[" * 9_000, '{"request": null}', '{"request":{"headers":[]}}', '"', line("x")[:40], "\x00\xff"],
)
def test_lines_of_other_kinds_are_passed_over(text: str) -> None:
    assert {parse(text) for parse in FORMATS.values()} == {None}


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"combined"}))
@given(row=st.dictionaries(st.sampled_from(["ts", "time", "status", "request", "address", "target", "EdgeStartTimestamp"]), JSON))
def test_no_line_of_json_stops_an_import(name: str, row: dict[str, object]) -> None:
    FORMATS[name](json.dumps(json.loads(LINES[name]) | row))


def test_other_methods_do_not_count() -> None:
    for name in ("caddy", "cloudflare"):
        assert FORMATS[name](LINES[name].replace('"GET"', '"POST"')) is None


def test_searches_of_both_languages_are_found(tmp_path: Path) -> None:
    lines = (line("%E9%80%80%E6%AC%BE"), line("refund+time", page="help/en/search/", at="12:00:01"), line("x", page="en/orders/"))
    assert imported(tmp_path, *lines) == [("refund time", "en", 1), ("退款", "zh-hant", 1)]


def test_importing_again_changes_nothing_even_after_rotation(tmp_path: Path) -> None:
    lines = (line("fps"), line("octopus", at="12:00:05"))
    first = imported(tmp_path, *lines)
    assert imported(tmp_path, *lines) == first
    assert imported(tmp_path, *lines, name="access.log.1.gz") == first


def test_the_same_search_within_half_an_hour_counts_once(tmp_path: Path) -> None:
    lines = (
        line("fps"),
        line("FPS", at="12:29:59"),
        line("fps", at="12:31:00"),
        line("fps", at="12:31:00", address="198.51.100.1"),
    )
    assert sorted(row[2] for row in imported(tmp_path, *lines)) == [0, 1, 1]


def test_crawlers_and_errors_do_not_count(tmp_path: Path) -> None:
    assert imported(tmp_path, line("a1", agent="Googlebot/2.1"), line("a2", status=404), line("a3", status=301)) == []


def test_only_searches_without_javascript_count_unless_told_otherwise(tmp_path: Path) -> None:
    lines = (line("fps"), line("octopus&nojs=1", at="12:00:05"))
    assert imported(tmp_path, *lines, options=("--marker", "nojs")) == [("octopus", "zh-hant", 1)]


def test_a_line_that_is_still_being_written_waits_for_the_next_import(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    assert imported(tmp_path, line("fps"), line("octopus")[:40]) == [("fps", "zh-hant", 1)]
    with log.open("a") as file:
        file.write(line("octopus")[40:] + line("shipping", at="12:00:09"))
    assert import_log(tmp_path, log) == 0
    assert [row[0] for row in stored(tmp_path)] == ["fps", "octopus", "shipping"]


def test_an_import_goes_on_where_the_last_one_stopped_and_remembers_its_last_half_hour(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "access.log"
    imported(tmp_path, line("old", at="11:00:00"), line("fps"))
    with log.open("a") as file:
        file.write(line("FPS", at="12:20:00") + line("fps", at="12:20:00", address="198.51.100.1"))
    assert import_log(tmp_path, log) == 0
    assert "1 search and 0 events found, 1 new" in capsys.readouterr().err
    assert [row[0] for row in stored(tmp_path)] == ["old", "fps", "fps"]
    assert import_log(tmp_path, log) == 0
    assert "0 searches and 0 events found, 0 new" in capsys.readouterr().err


def networks(tmp_path: Path) -> list[int]:
    with closing(sqlite3.connect(tmp_path / "s.sqlite3")) as connection:
        return [network for (network,) in connection.execute("SELECT network FROM event ORDER BY ts")]


def test_one_network_that_comes_every_day_is_one_though_every_day_is_imported(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    for day in range(20, 25):
        with log.open("a") as file:
            file.write(line("clinic", day=day))
        assert import_log(tmp_path, log) == 0
    assert networks(tmp_path) == [1, 0, 0, 0, 0]


def test_it_is_one_in_rotated_logs_too_where_they_are_named(tmp_path: Path) -> None:
    logs = [tmp_path / "access.log.1.gz", tmp_path / "access.log"]
    logs[0].write_bytes(gzip.compress(line("clinic", day=20).encode()))
    logs[1].write_text(line("clinic", day=21), "utf-8")
    for _ in range(2):
        store = ("--db", str(tmp_path / "s.sqlite3"), "--positions", str(tmp_path / "positions.json"), "--marker", "")
        assert main(["import", *map(str, logs), "--site", "harbour-hill", *store]) == 0
        with logs[1].open("a") as file:
            file.write(line("clinic", day=22))
    assert networks(tmp_path) == [1, 0, 0]


def test_lines_that_are_no_searches_tell_how_far_back_a_log_goes(tmp_path: Path) -> None:
    imported(tmp_path, line("clinic", day=20), name="old.log")
    lines = [line("x", day=day, page="zh-hant/returns/") for day in range(1, 30) for _ in range(3)]
    (tmp_path / "access.log").write_text("".join(lines) + line("fps", day=30) + lines[-1], "utf-8")
    assert import_log(tmp_path, tmp_path / "access.log") == 0
    assert networks(tmp_path) == [1, 1]
    with (tmp_path / "access.log").open("a") as file:
        file.write(line("octopus", day=30, at="15:00:00"))
    assert import_log(tmp_path, tmp_path / "access.log") == 0
    assert networks(tmp_path) == [1, 1, 1]


def test_without_the_rotated_logs_a_network_that_comes_every_day_is_one_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "access.log"
    for day in range(18, 23):
        log.write_text(line("clinic", day=day), "utf-8")
        assert import_log(tmp_path, log) == 0
        log.rename(tmp_path / f"kept-{day}")
    assert networks(tmp_path) == [1, 0, 0, 0, 0]
    assert "hint: name the rotated logs of the last 31 days too" in capsys.readouterr().err


def test_a_log_that_goes_back_far_enough_tells_new_networks_again(tmp_path: Path) -> None:
    imported(tmp_path, line("clinic", day=2), name="old.log")
    other = "".join(line("fps", day=day, address="198.51.100.1") for day in (1, 30))
    (tmp_path / "access.log").write_text(other + line("clinic", day=30, at="13:00:00"), "utf-8")
    assert import_log(tmp_path, tmp_path / "access.log") == 0
    assert networks(tmp_path) == [1, 1, 0, 1]


def test_what_was_written_before_a_rotation_is_not_lost(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    imported(tmp_path, line("one"))
    with log.open("a") as file:
        file.write(line("two", at="12:00:10"))
    log.rename(tmp_path / "access.log.1")
    log.write_text(line("three", at="12:00:20") + line("four", at="12:00:30"), "utf-8")
    assert import_log(tmp_path, log) == 0
    assert [row[0] for row in stored(tmp_path)] == ["one", "two", "three", "four"]


def test_a_rotation_in_the_middle_of_an_import_loses_nothing(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_text(line("one"), "utf-8")
    with open_log(log) as opened:
        log.rename(tmp_path / "access.log.1")
        log.write_text(line("two", at="12:00:10"), "utf-8")
        assert ["q=one" in read.text for read in opened.lines] == [True]
    assert opened.inode == (tmp_path / "access.log.1").stat().st_ino


def test_a_log_that_was_emptied_is_read_from_its_start(tmp_path: Path) -> None:
    imported(tmp_path, line("one"), line("two", at="12:00:10"))
    (tmp_path / "access.log").write_text("", "utf-8")
    import_log(tmp_path, tmp_path / "access.log")
    assert [row[0] for row in imported(tmp_path, line("three", at="12:00:20"))] == ["one", "two", "three"]


def test_positions_that_are_none_are_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "positions.json").write_text('{"access.log": 3}')
    (tmp_path / "access.log").write_text("")
    assert import_log(tmp_path, tmp_path / "access.log") == 1
    assert "does not hold the positions of an import" in capsys.readouterr().err


def test_a_log_in_another_format_is_named_and_loses_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "access.log"
    log.write_text(f"{LINES['ndjson']}\n" * 2, "utf-8")
    assert import_log(tmp_path, log) == 2
    said = f"none of the 2 new lines of {log} is a GET request in the format 'combined', some are in 'ndjson'"
    assert said in (error := capsys.readouterr().err)
    assert "--format ndjson" in error
    assert import_log(tmp_path, log, "--format", "ndjson") == 0
    assert stored(tmp_path) == [("fps", "en", 1)]


def test_a_log_that_no_format_reads_is_read_again_next_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "access.log"
    log.write_text("nothing of a log\n")
    assert import_log(tmp_path, log) == 0
    assert f"no new line of {log}, of 1, is a GET request in the format 'combined'" in capsys.readouterr().err
    log.write_text(f"nothing of a log\n{line('fps', page='en/search/')}")
    assert import_log(tmp_path, log) == 0
    assert stored(tmp_path) == [("fps", "en", 1)]


def left(body: bytes, *, at: str = "12:00:00", status: int = 204, path: str = "/_kb/b") -> str:
    d = base64.urlsafe_b64encode(body).decode().rstrip("=")
    return f'203.0.113.7 - - [22/Nov/2026:{at} +0000] "GET {path}?d={d} HTTP/1.1" {status} 0 "-" "Mozilla/5.0"\n'


def envelope(query: str, event_id: str, **changes: object) -> bytes:
    event = {"t": "search", "id": event_id, "d": 2_000, "q": query, "n": 0, "o": "none", "l": "zh-Hant", "m": "settle"}
    return json.dumps({"v": 1, "site": "harbour-hill", "b": "b1", "e": [event]} | changes).encode()


def test_events_that_pages_left_in_the_log_are_stored_once_as_if_they_had_been_sent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "access.log"
    good = envelope("退款 peter@example.com", "A" * 22)
    log.write_text(
        left(good)
        + left(good, at="12:00:01", path="/help/_kb/b")
        + left(b"{}")
        + left(envelope("x1", "B" * 21 + "A", site="other")),
        "utf-8",
    )
    assert import_log(tmp_path, log) == 0
    said = capsys.readouterr().err
    assert "0 searches and 2 events found, 1 new, 2 refused" in said
    assert "events of other sites than 'harbour-hill': 'other' (1)" in said
    with closing(sqlite3.connect(tmp_path / "s.sqlite3")) as connection:
        rows = connection.execute("SELECT query, source, results, ts, first FROM event").fetchall()
    assert rows == [("退款 ⟨email⟩", "js", 0, 1_795_348_790, 1)]


def test_a_log_that_was_imported_for_another_site_is_still_new_to_this_one(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_text(left(envelope("fps", "A" * 22)), "utf-8")
    assert import_log(tmp_path, log, "--site", "harbor-hill") == 0
    assert import_log(tmp_path, log) == 0
    with closing(sqlite3.connect(tmp_path / "s.sqlite3")) as connection:
        assert connection.execute("SELECT site, query FROM event").fetchall() == [("harbour-hill", "fps")]


def test_events_in_the_log_of_articles_that_the_portal_does_not_have_are_dropped_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    known = {"site": "harbour-hill", "build": "b1", "articles": ["returns/refund-times"], "former": []}
    (tmp_path / "site" / "articles.json").write_text(json.dumps(known), "utf-8")
    view = {"t": "view", "id": "A" * 22, "d": 0, "a": "nobody/wrote", "l": "en", "f": "nav"}
    (tmp_path / "access.log").write_text(left(envelope("x", "x", e=[view])), "utf-8")
    assert import_log(tmp_path, tmp_path / "access.log", "--portal", str(tmp_path / "site")) == 0
    assert "dropped: 1 event of articles that the portal does not have" in capsys.readouterr().err
    assert stored(tmp_path) == []


def test_a_beacon_that_the_server_refused_does_not_count(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_text(left(envelope("fps", "A" * 22), status=404), "utf-8")
    assert import_log(tmp_path, log) == 0
    assert stored(tmp_path) == []


def test_personal_data_and_addresses_do_not_reach_the_database(tmp_path: Path) -> None:
    assert imported(tmp_path, line("peter%40example.com", agent="CanaryAgent")) == [("⟨email⟩", "zh-hant", 1)]
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("s.sqlite3*"))
    assert b"203.0.113" not in stored
    assert b"CanaryAgent" not in stored


def test_an_endless_line_is_passed_over(tmp_path: Path) -> None:
    assert imported(tmp_path, "x" * 100_000 + "\n", line("fps")) == [("fps", "zh-hant", 1)]


def test_a_log_that_expands_without_measure_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(b"0" * 20_000_000))
    assert import_log(tmp_path, bomb) == 1
    assert "expands more than 200 times" in capsys.readouterr().err


def test_a_missing_or_broken_log_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.gz").write_bytes(b"not gzip")
    (tmp_path / "torn.gz").write_bytes(gzip.compress(line("fps").encode() * 99)[:60])
    for name in ("missing.log", "broken.gz", "torn.gz"):
        assert import_log(tmp_path, tmp_path / name) == 1
        assert "cannot read" in capsys.readouterr().err


def test_requests_of_a_time_to_come_are_kept_out_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("search_analytics.cli.import_logs.clock", lambda: 1_795_348_800.0)  # 2026-11-22 12:00
    assert imported(tmp_path, line("fps"), line("octopus", at="12:50:00"), line("later", day=29)) == [
        ("fps", "zh-hant", 1),
        ("octopus", "zh-hant", 1),
    ]
    assert "passed over: 1 request of a time to come" in capsys.readouterr().err
