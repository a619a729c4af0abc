"""A digest says little, and nothing when there is nothing to say."""

from __future__ import annotations

import email
import json
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest
from collector_station import search_record

from kbgen.commands.main import main
from kbgen.commands.report import WEBHOOK_VARIABLE
from kbgen.insights.report.digest import escape_slack, printable
from search_analytics.store.sqlite.store import SqliteStore


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(WEBHOOK_VARIABLE, raising=False)
    today = datetime.now(UTC).date().isoformat()
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append([search_record(n, "貨到付款", results=0, day=today) for n in range(1, 10)])
    store.append([search_record(n, "<!channel> *x*", results=0, day=today) for n in range(20, 26)])
    store.append([search_record(n, "陳大文", results=0, day=today) for n in range(40, 44)])
    store.close()
    return str(tmp_path / "s.sqlite3")


def test_an_email_lists_the_costliest_gaps(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--digest", "email", "--language", "zh-hant", "--most-gaps", "1"]) == 0
    message = email.message_from_string(capsys.readouterr().out, policy=default)
    assert str(message["Subject"]).startswith("讀者找不到的內容")
    text = message.get_content()
    assert "貨到付款（9 人次未獲解答" in text
    assert "channel" not in text


def test_slack_gets_text_that_names_and_links_nobody(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--digest", "slack"]) == 0
    message = json.loads(capsys.readouterr().out)
    assert "`&lt;!channel&gt; *x*`" in message["text"]
    assert (message["unfurl_links"], message["unfurl_media"]) == (False, False)


def test_programs_get_the_gaps_as_json(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--digest", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert (content["k"], content["failed"]) == (5, 19)
    assert [gap["title"] for gap in content["gaps"]] == ["貨到付款", "<!channel> *x*"]


@pytest.mark.parametrize("threshold", [["--min-impact", "99"], ["--min-failed", "100.1"]])
def test_nothing_is_said_below_the_thresholds(database: str, threshold: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--digest", "slack", *threshold]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "nothing passes the thresholds, nothing is sent" in printed.err


def test_a_webhook_that_leads_inwards_is_refused(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(WEBHOOK_VARIABLE, "https://127.0.0.1/hook")
    assert main(["report", "--db", database, "--digest", "slack"]) == 2
    assert "127.0.0.1 is not a public address" in capsys.readouterr().err


def test_an_email_is_not_posted(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--digest", "email", "--webhook", "https://hooks.example/x"]) == 2
    assert "sendmail" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--k", "4"], ["--most-gaps", "0"]])
def test_a_digest_keeps_to_its_limits(database: str, options: list[str]) -> None:
    assert main(["report", "--db", database, "--digest", "json", *options]) == 2


def test_what_terminals_and_mail_programs_obey_is_left_out() -> None:
    assert printable("a\r\nBcc: x\x1b[31m\u202eb") == "a  Bcc: x [31m b"
    assert escape_slack("<@U1> `x` & y") == "`&lt;@U1&gt; 'x' &amp; y`"
