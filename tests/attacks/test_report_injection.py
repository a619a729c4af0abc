"""C09, C11, C12: what readers type reaches databases, spreadsheets and terminals as text."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from collector_station import click_record, search_record, vote_record
from hypothesis import given
from hypothesis import strategies as st
from store_backend import Backend, fill

from kbgen.commands.main import main
from kbgen.table_cells import typed_cell
from search_analytics.errors import AnalyticsError
from search_analytics.store.search_log import Question, read_search_log
from search_analytics.store.sqlite.store import SqliteStore

INJECTIONS = [
    "'; DROP TABLE event; --",
    "' OR '1'='1",
    '" OR ""="',
    "1; ATTACH DATABASE 'x' AS y",
    "x' UNION SELECT sql FROM sqlite_master --",
    "') ON CONFLICT DO UPDATE SET query = 'owned' --",
    "%(site)s",
    "%s%s%s",
    ":site",
    "$1",
    "\\'; SELECT pg_sleep(9); --",
    "{0.__class__}",
    "%",
    "\\",
    "/* */",
    "E'\\x27'",
]
TODAY = datetime.now(UTC).date()


def test_text_is_stored_and_read_as_it_is_whatever_it_says_in_sql(backend: Backend) -> None:
    records = [
        msgspec.structs.replace(
            search_record(n, text, results=0, day=TODAY.isoformat()),
            site=text,
            build=text,
        )
        for n, text in enumerate(INJECTIONS, start=1)
    ]
    votes = [vote_record(100 + n, text, 1, language="en", day=TODAY.isoformat()) for n, text in enumerate(INJECTIONS)]
    clicks = [click_record(200 + n, of=n + 1, article=text, day=TODAY.isoformat()) for n, text in enumerate(INJECTIONS)]
    fill(backend, [*records, *votes, *clicks])
    before = backend.rows("SELECT count(*) FROM event")
    question = Question(from_day=TODAY, to_day=TODAY, threshold_k=1)
    log = read_search_log(backend.location, question)
    assert sorted(log.forms.values()) == sorted(INJECTIONS)
    assert sorted(row.article for row in log.votes) == sorted(INJECTIONS)
    for text in INJECTIONS:  # as a parameter: exactly the site of that name
        assert list(read_search_log(backend.location, replace(question, site=text)).forms.values()) == [text]
    assert backend.rows("SELECT count(*) FROM event") == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["--since-days", "1; DROP TABLE event"],
        ["--limit", "1 OR 1=1"],
        ["--k", "3'"],
        ["--format", "html' --"],
        ["--language", "../en"],
        ["--time-limit", "1;2"],
        ["--since-days", "99999999999"],
        ["--since-days", "-1"],
    ],
)
def test_no_parameter_takes_anything_but_its_kind(arguments: list[str], tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([search_record(1, "x", results=0)])
    store.close()
    try:
        code = main(["report", "--db", str(tmp_path / "s.sqlite3"), "--output", "-", *arguments])
    except SystemExit as error:
        code = error.code
    except AnalyticsError:
        code = 2
    assert code == 2
    with closing(sqlite3.connect(tmp_path / "s.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (1,)


@given(st.text(max_size=30))
def test_a_guarded_cell_never_starts_as_a_formula_and_survives_the_file(text: str) -> None:
    cell = typed_cell(text)
    assert not cell.startswith(tuple('=+-@\t\r\n\0＝＋－＠"| %'))
    assert cell in (text.replace("\0", ""), "'" + text.replace("\0", ""))
    line = io.StringIO(newline="")
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([cell, "next"])
    assert next(csv.reader(io.StringIO(line.getvalue(), newline=""))) == [cell, "next"]


ESCAPES = ["\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "line\nfeed", "over\rwrite", "\u202egnp.exe", "\x07bell", "\x00nul"]


def test_terminals_and_logs_get_no_escape_and_no_query(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = SqliteStore(tmp_path / "s.sqlite3")
    day = TODAY.isoformat()
    store.append([search_record(10 * n + v, text, results=0, day=day) for n, text in enumerate(ESCAPES) for v in range(6)])
    store.close()
    assert main(["gaps", "--db", str(tmp_path / "s.sqlite3")]) == 0
    printed = capsys.readouterr()
    assert all(char.isprintable() or char == "\n" for char in printed.out + printed.err)
    assert len(printed.out.splitlines()) == len({text.casefold() for text in ESCAPES}) + 1
    assert main(["report", "--db", str(tmp_path / "s.sqlite3"), "--output", str(tmp_path / "r.html")]) == 0
    assert all(text not in capsys.readouterr().err for text in ESCAPES)
