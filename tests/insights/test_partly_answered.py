"""A need of which an article answers one phrasing by now: the others are words for that article, not a missing one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collector_station import search_record
from small_site import article, write_site

from kbgen.commands.main import main
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from search_analytics.store.sqlite.store import SqliteStore

DAY = datetime.now(UTC).date().isoformat()
LOG = ("--db", "s.sqlite3", "--show-every-query")
WHOLE, PART = map(id_of_phrasing, ("生日派對", "生日會"))


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built site with an article on parties, whose readers failed before it was there; an editor joined both phrasings."""
    files = {
        "content/en/returns/party.md": article("Two hours of the pool.", title="Birthday parties at the pool"),
        "content/zh-hant/returns/party.md": article("預留泳池兩小時。", title="泳池生日派對"),
        "content/zh-hant/returns/other.md": article("會員可預訂。", title="會員"),
        "content/en/returns/other.md": article("Members may book.", title="Members"),
    }
    monkeypatch.chdir(write_site(tmp_path, files).parent)
    store = SqliteStore(Path("s.sqlite3"))
    store.append([search_record(n, "生日派對", results=0, day=DAY) for n in range(6)])
    store.append([search_record(100 + n, "生日會", results=0, day=DAY) for n in range(4)])
    store.close()
    joined = f'"{WHOLE}":\n  state: open\n  since: {DAY}\n  same: ["{PART}"]\n'
    Path("gaps.yml").write_text(joined, "utf-8")
    assert main(["build"]) == 0
    return tmp_path


def gap_of(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert main(["gaps", *LOG, "--json"]) == 0
    (gap,) = json.loads(capsys.readouterr().out)["gaps"]
    return gap


@pytest.mark.usefixtures("pool")
def test_another_phrasing_of_a_need_that_an_article_answers_is_a_word_for_it(capsys: pytest.CaptureFixture[str]):
    gap = gap_of(capsys)
    assert (gap["title"], gap["verdict"], gap["article"]) == ("生日派對", "synonym", "returns/party")
    assert gap["reasons"] == [{"evidence": "one-need", "typed": "生日會", "ours": "生日派對", "times": 0}]
    assert not gap["answered_now"]


@pytest.mark.usefixtures("pool")
def test_fix_leads_it_there_begins_no_second_article_and_closes_the_gap(capsys: pytest.CaptureFixture[str]):
    gap = str(gap_of(capsys)["id"])
    assert main(["gaps", "fix", gap, *LOG]) == 0
    shown = capsys.readouterr()
    assert "+  - from: [生日會]\n+    to: [生日派對]\n" in shown.out
    assert "with it the articles answer every phrasing of the gap" in shown.err
    assert main(["build"]) == 0
    assert gap_of(capsys)["answered_now"]
