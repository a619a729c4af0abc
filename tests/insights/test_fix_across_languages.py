"""`kbgen gaps fix` where an article is written, and not in the language of those who searched."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collector_station import search_record
from small_site import article, write_site

from kbgen.commands.main import main
from search_analytics.store.sqlite.store import SqliteStore

LOG = ("--db", "s.sqlite3", "--show-every-query")


@pytest.fixture
def gap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of a gap of Chinese readers; an English article answers it, which no word tells."""
    files = {"content/en/returns/party.md": article("Two hours of the pool.", title="Birthday parties at the swimming pool")}
    monkeypatch.chdir(write_site(tmp_path, files).parent)
    store = SqliteStore(Path("s.sqlite3"))
    day = datetime.now(UTC).date().isoformat()
    store.append([search_record(n, "生日派對", results=0, day=day) for n in range(6)])
    store.close()
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["gaps", *LOG, "--json"]) == 0
    return str(json.loads(capsys.readouterr().out)["gaps"][0]["id"])


def test_words_for_an_article_that_readers_cannot_read_are_refused_with_the_command_that_translates_it(
    gap: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["gaps", "fix", gap, *LOG, "--article", "returns/party"]) == 2
    refused = capsys.readouterr().err
    assert (
        "'returns/party' is not written in Traditional Chinese, as these readers read: kbgen translate returns/party" in refused
    )
    assert "keywords" not in Path("content/en/returns/party.md").read_text("utf-8")
    assert main(["translate", "returns/party"]) == 0


def test_a_title_in_the_other_language_only_that_names_a_part_is_told_beside_a_missing_article(
    gap: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["gaps", *LOG, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["gaps"]
    assert (told["id"], told["verdict"]) == (gap, "missing-article")
    reason = {"evidence": "nearest-abroad", "typed": "en", "ours": "Birthday parties at the swimming pool", "times": 0}
    assert told["reasons"][-1] == reason
    assert main(["report", *LOG, "--output", "report.html"]) == 0
    assert "which is written in English only, names a part of it" in Path("report.html").read_text("utf-8")


def test_who_begins_an_article_is_told_of_those_that_only_the_other_language_has(gap: str, capsys: pytest.CaptureFixture[str]):
    assert main(["gaps", "fix", gap, *LOG, "--dry-run"]) == 0
    told = capsys.readouterr().err
    assert "1 article not written in the language of these readers; if one of them answers, translate it: " in told
    assert "kbgen translate returns/party\n" in told
