"""Searches of readers without JavaScript come from the access log, once, and without the reader."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from search_analytics.access_log import Hit, parse_caddy, parse_combined, parse_nginx_json, read_hits
from search_analytics.cli import main
from search_analytics.errors import AnalyticsError


def line(
    query: str,
    *,
    address: str = "203.0.113.7",
    at: str = "12:00:00",
    page: str = "zh-hant/search/",
    agent: str = "Lynx/2.9",
    status: int = 200,
) -> str:
    return f'{address} - - [22/Nov/2026:{at} +0000] "GET /{page}?q={query} HTTP/1.1" {status} 512 "-" "{agent}"\n'


def imported(tmp_path: Path, *lines: str, name: str = "access.log", options: tuple[str, ...] = ()) -> list[tuple[str, str, int]]:
    log = tmp_path / name
    data = "".join(lines).encode()
    log.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert main(["import", str(log), "--site", "harbour-hill", "--db", str(tmp_path / "s.sqlite3"), *options]) == 0
    connection = sqlite3.connect(tmp_path / "s.sqlite3")
    rows = connection.execute("SELECT query, language, first FROM event WHERE source = 'log' ORDER BY ts, query").fetchall()
    connection.close()
    return rows


def test_every_format_gives_the_same_hit() -> None:
    hit = Hit(1_795_348_800.0, "203.0.113.7", "/en/search/?q=fps", 200, "Lynx/2.9")
    assert parse_combined(line("fps", page="en/search/")) == hit
    assert (
        parse_nginx_json(
            '{"time_iso8601":"2026-11-22T20:00:00+08:00","remote_addr":"203.0.113.7",'
            '"request_uri":"/en/search/?q=fps","status":"200","http_user_agent":"Lynx/2.9"}'
        )
        == hit
    )
    assert (
        parse_caddy(
            '{"ts":1795348800.0,"status":200,"request":{"remote_ip":"203.0.113.7","uri":"/en/search/?q=fps",'
            '"headers":{"User-Agent":["Lynx/2.9"]}}}'
        )
        == hit
    )


@pytest.mark.parametrize(
    "text",
    ["", "garbage", "{}", "[]", "[" * 9_000, '{"request": null}', '{"request":{"headers":[]}}', '"', line("x")[:40], "\x00\xff"],
)
def test_lines_of_other_kinds_are_passed_over(text: str) -> None:
    assert parse_combined(text) is None
    assert parse_nginx_json(text) is None
    assert parse_caddy(text) is None


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


def test_a_marker_leaves_out_readers_whose_browser_sends_events(tmp_path: Path) -> None:
    lines = (line("fps"), line("octopus&nojs=1", at="12:00:05"))
    assert imported(tmp_path, *lines, options=("--marker", "nojs")) == [("octopus", "zh-hant", 1)]


def test_a_line_that_is_still_being_written_waits_for_the_next_import(tmp_path: Path) -> None:
    assert imported(tmp_path, line("fps"), line("octopus").rstrip("\n")) == [("fps", "zh-hant", 1)]


def test_personal_data_and_addresses_do_not_reach_the_database(tmp_path: Path) -> None:
    assert imported(tmp_path, line("peter%40example.com", agent="CanaryAgent")) == [("⟨email⟩", "zh-hant", 1)]
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("s.sqlite3*"))
    assert b"203.0.113" not in stored
    assert b"CanaryAgent" not in stored


def test_an_endless_line_is_passed_over(tmp_path: Path) -> None:
    assert imported(tmp_path, "x" * 100_000 + "\n", line("fps")) == [("fps", "zh-hant", 1)]


def test_a_log_that_expands_without_measure_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(b"0" * 20_000_000))
    with pytest.raises(AnalyticsError, match="expands more than 200 times"):
        list(read_hits(bomb, parse_combined))


def test_a_missing_or_broken_log_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.gz").write_bytes(b"not gzip")
    for name in ("missing.log", "broken.gz"):
        assert main(["import", str(tmp_path / name), "--site", "s", "--db", str(tmp_path / "s.sqlite3")]) == 1
        assert "cannot read" in capsys.readouterr().err
