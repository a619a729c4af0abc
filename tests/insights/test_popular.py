"""Which articles readers open most: by networks, and named only where enough of them did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from collector_station import search_record, view_record

from kbgen.commands.main import main
from search_analytics.store.sqlite.store import SqliteStore


@pytest.fixture
def database(tmp_path: Path) -> str:
    store = SqliteStore(tmp_path / "s.sqlite3")
    views = [view_record(n, "orders/track", "en", network=1) for n in range(6)]
    views += [view_record(10 + n, "returns/refund-times", "en", network=1, origin="search") for n in range(4)]
    views += [view_record(20 + n, "returns/refund-times", "en", network=1, origin="other") for n in range(4)]
    views += [view_record(30 + n, "chan-tai-man", "en", network=1) for n in range(4)]
    views += [view_record(100 + n, "spam/again", "en", network=0) for n in range(60)]
    views += [view_record(200 + n, "orders/track", "zh-hant", network=1) for n in range(5)]
    store.append([*views, *(search_record(300 + n, "陳大文") for n in range(20))])
    store.close()
    return str(tmp_path / "s.sqlite3")


def test_the_export_ranks_by_networks_and_names_what_enough_of_them_opened(database: str, tmp_path: Path) -> None:
    output = tmp_path / "popular.json"
    assert main(["popular", "--store", database, "--until", "2026-11-22", "--output", str(output)]) == 0
    assert json.loads(output.read_text("utf-8")) == {
        "version": 1,
        "from": "2026-10-24",
        "to": "2026-11-22",
        "k": 5,
        "articles": {"en": ["returns/refund-times", "orders/track"], "zh-hant": ["orders/track"]},
    }


def test_nobody_lets_fewer_networks_choose_what_everybody_is_shown(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["popular", "--store", database, "--k", "4"]) == 2
    assert "--k 4 would let 4 networks choose what everybody is shown" in capsys.readouterr().err


def test_a_folder_named_as_the_portal_that_is_none_is_refused(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["popular", "--store", database, "--portal", str(tmp_path), "--output", "-"]) == 2
    assert f"no search index in {tmp_path / 'search'}" in capsys.readouterr().err
