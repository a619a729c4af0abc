"""A digest says little, and nothing when there is nothing to say."""

from __future__ import annotations

import base64
import email
import json
import re
import socket
import threading
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest
from collector_station import search_record

from kbgen.commands.main import main
from kbgen.commands.report import MAIL_VARIABLE, WEBHOOK_VARIABLE
from kbgen.insights.report.digest import escape_slack, printable, report_address
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
    text = message.get_body(("plain",)).get_content()
    assert "貨到付款（9 人次未獲解答" in text
    assert "channel" not in text
    assert "未在此列出的未處理缺口：1 個" in text
    assert "未在此列出的未處理缺口：1 個" in message.get_body(("html",)).get_content()


def test_a_digest_that_lists_every_open_gap_says_nothing_of_others(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    for most, unshown in (("2", 0), ("1", 1)):
        for kind in ("slack", "json"):
            assert main(["report", "--db", database, "--digest", kind, "--most-gaps", most]) == 0
            said = capsys.readouterr().out
            told = (
                json.loads(said)["unshown_gaps"] == unshown
                if kind == "json"
                else ("not listed here: 1." in said) == bool(unshown)
            )
            assert told


def test_a_digest_names_no_gap_that_is_not_in_it(tmp_path: Path, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    today = datetime.now(UTC).date().isoformat()
    store = SqliteStore(tmp_path / "s.sqlite3")
    for first, text in ((1, "apron"), (20, "kitchen apron")):
        store.append([search_record(n, text, language="en", results=0, day=today) for n in range(first, first + 9)])
    store.close()
    digest = ["report", "--db", str(tmp_path / "s.sqlite3"), "--portal", str(portal), "--digest", "json", "--most-gaps"]
    assert main([*digest, "2"]) == 0
    one, other = json.loads(capsys.readouterr().out)["gaps"]
    assert (one["perhaps_same"], other["perhaps_same"]) == ([other["id"]], [one["id"]])
    assert main([*digest, "1"]) == 0
    assert [gap["perhaps_same"] for gap in json.loads(capsys.readouterr().out)["gaps"]] == [[]]


def test_a_gap_that_somebody_sees_to_is_marked_in_messages(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--digest", "json"]) == 0
    gap = json.loads(capsys.readouterr().out)["gaps"][0]["id"]
    assert main(["gaps", "set", gap, "planned", "--db", database]) == 0
    capsys.readouterr()
    assert main(["report", "--db", database, "--digest", "slack"]) == 0
    planned, other = json.loads(capsys.readouterr().out)["text"].splitlines()[-2:]
    assert "貨到付款" in planned
    assert ": Unclear · planned. " in planned
    assert ": Unclear. " in other
    assert main(["report", "--db", database, "--digest", "email", "--language", "zh-hant"]) == 0
    message = email.message_from_string(capsys.readouterr().out, policy=default)
    assert "：原因不明 · 已計劃。" in message.get_body(("plain",)).get_content()
    assert "原因不明 · 已計劃 · 9 人次未獲解答" in message.get_body(("html",)).get_content()


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


@pytest.mark.parametrize("threshold", [["--min-impact", "99"], ["--min-failed", "100"]])
def test_nothing_is_said_below_the_thresholds(database: str, threshold: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    store = SqliteStore(Path(database))
    store.append([search_record(900, "fps", day=datetime.now(UTC).date().isoformat())])
    store.close()
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


@pytest.mark.parametrize(
    ("at", "url"),
    [
        ("https://報告.example/é.html", "https://xn--4rrr4g.example/%C3%A9.html"),
        ("HTTPS://Intranet.example:8443/a?b=1#c", "https://Intranet.example:8443/a?b=1"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_the_report_is_linked_where_mail_programs_find_it(at: str, url: str) -> None:
    assert report_address(at) == url


def test_an_email_is_read_as_a_page_in_which_nothing_acts(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    at = "https://intranet.example/失敗.html"
    assert main(["report", "--db", database, "--digest", "email", "--report-at", at, "--language", "zh-hant"]) == 0
    message = email.message_from_string(capsys.readouterr().out, policy=default)
    page = message.get_body(("html",)).get_content()
    assert '<html lang="zh-Hant">' in page
    assert re.search(
        r'<a href="https://intranet.example/%E5%A4%B1%E6%95%97.html#gap-\w{8}" style="color:inherit">貨到付款</a>', page
    )
    assert "&lt;!channel&gt;" in page
    assert "<!channel>" not in page
    assert "陳大文" not in page
    assert "script" not in page
    assert "https://intranet.example/%E5%A4%B1%E6%95%97.html#gap-" in message.get_body(("plain",)).get_content()


def test_slack_links_each_gap_to_its_page(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--db", database, "--digest", "slack", "--report-at", "https://intranet.example/a|b>.html"]) == 0
    text = json.loads(capsys.readouterr().out)["text"]
    assert re.search(r"<https://intranet\.example/a%7Cb%3E\.html#gap-\w{8}\|look>", text)


class MailServer:
    """Takes one message, and says what it is told to say to a command."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers
        self.heard: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"smtp://editor:%70ass@127.0.0.1:{self.listener.getsockname()[1]}"
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        with self.listener:
            connection, _ = self.listener.accept()
        usual = {"EHLO": "250-here\r\n250 AUTH PLAIN", "DATA": "354 go on", "AUTH": "235 ok", "QUIT": "221 bye"}
        with connection, connection.makefile("rwb") as file:
            file.write(b"220 here\r\n")
            file.flush()
            in_message = False
            for line in file:
                self.heard.append(line.decode().rstrip())
                word = self.heard[-1].split(" ")[0].upper()
                if in_message and self.heard[-1] != ".":
                    continue
                in_message = word == "DATA"
                file.write(f"{self.answers.get(word) or usual.get(word, '250 ok')}\r\n".encode())
                file.flush()


TO = ["--digest", "email", "--mail-to", "Editors <editors@example.com>", "--mail-to", "boss@example.com"]


def test_an_email_is_handed_in_with_the_password_of_the_environment(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = MailServer({})
    monkeypatch.setenv(MAIL_VARIABLE, server.address)
    assert main(["report", "--db", database, *TO, "--mail-from", "help@example.com"]) == 0
    assert "2 gaps sent to Editors <editors@example.com>, boss@example.com" in capsys.readouterr().err
    assert base64.b64encode(b"\0editor\0pass").decode() in " ".join(server.heard)
    assert {"mail FROM:<help@example.com>", "rcpt TO:<editors@example.com>", "rcpt TO:<boss@example.com>"} <= {
        line.partition(" size")[0] for line in server.heard
    }
    assert "To: Editors <editors@example.com>, boss@example.com" in server.heard


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"AUTH": "535 no"}, "does not take the user and the password"),
        ({"RCPT": "550 nobody"}, "takes no message for boss@example.com, editors@example.com"),
        ({"MAIL": "553 not you"}, "takes no message from editors@example.com"),
        ({".": "552 full"}, "refused the message with 552"),
    ],
)
def test_a_mail_server_that_refuses_is_named_with_its_reason_and_without_the_password(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answers: dict[str, str], said: str
) -> None:
    monkeypatch.setenv(MAIL_VARIABLE, MailServer(answers).address)
    assert main(["report", "--db", database, *TO]) == 1
    words = capsys.readouterr().err
    assert said in words
    assert "pass@" not in words
    assert "editor:" not in words


@pytest.mark.parametrize(
    ("variable", "options", "said"),
    [
        ("", TO, "KBGEN_SMTP is not set"),
        ("https://mail.example.com", TO, "KBGEN_SMTP is no address of a mail server"),
        ("smtps://a:geheim@mail.example.com:x", TO, "KBGEN_SMTP is no address of a mail server"),
        ("smtp://127.0.0.1:1", TO, "127.0.0.1:1 did not take the message"),
        ("smtp://h", ["--digest", "email", "--mail-to", "a@b\nBcc: c@d"], "is no e-mail address"),
        ("smtp://h", ["--digest", "email", "--mail-to", "a@b, c@d"], "is no e-mail address"),
        ("smtp://h", ["--digest", "email", "--mail-to", "a@b.example; c@d.example"], "is no e-mail address"),
        ("smtp://h", ["--digest", "email", "--mail-to", "a@b.example>"], "is no e-mail address"),
        ("smtp://h", ["--digest", "slack", "--mail-to", "a@b.example"], "--mail-to goes with --digest email, not slack"),
        ("smtp://h", ["--digest", "email", "--mail-from", "a@b.example"], "--mail-from goes with --mail-to"),
        ("smtp://h", ["--mail-to", "a@b.example"], "--mail-to goes with --digest"),
        ("smtp://h", ["--digest", "email", "--report-at", "javascript:alert(1)"], "is no address of a page"),
        ("smtp://h", ["--digest", "slack", "--report-at", "https://a:b@c.example/"], "is no address of a page"),
        ("smtp://h", ["--digest", "slack", "--report-at", "https://c.example:99999/"], "is no address of a page"),
        ("smtp://h", ["--digest", "slack", "--report-at", "https://" + "報" * 64 + "/"], "is no address of a page"),
    ],
)
def test_what_keeps_a_digest_from_being_sent_is_said(
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variable: str,
    options: list[str],
    said: str,
) -> None:
    monkeypatch.setenv(MAIL_VARIABLE, variable)
    assert main(["report", "--db", database, *options]) in (1, 2)
    assert said in (words := capsys.readouterr().err)
    assert "geheim" not in words
