"""Replies for those who answer customers: short, in both languages, with a link that lasts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from small_site import article

from kbgen.commands.main import main

TOP = "site_url: https://help.example.com/shop\n"


@pytest.fixture
def config(make_site) -> str:
    files = {"content/en/returns/only.md": article("Text.", title="'=1+1 only'", description="'-sum(A1)'")}
    return str(make_site(files, top=TOP))


def test_a_reply_has_both_languages_and_their_links(config: str, capsys: pytest.CaptureFixture[str]):
    assert main(["snippets", "--config", config]) == 0
    assert (
        "## Refund times · 退款時間\n\nWhen money arrives.\n\n<https://help.example.com/shop/en/returns/refund-times/>\n\n"
        "款項何時到帳。\n\n<https://help.example.com/shop/zh-hant/returns/refund-times/>\n"
    ) in capsys.readouterr().out


def test_a_table_has_a_row_for_each_article_and_no_formula(config: str, capsys: pytest.CaptureFixture[str]):
    assert main(["snippets", "--config", config, "--format", "csv"]) == 0
    rows = {row["article"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert list(rows) == ["returns/only", "returns/refund-times"]
    assert rows["returns/only"]["title_en"] == "'=1+1 only"
    assert rows["returns/only"]["reply_zh-hant"] == "'-sum(A1)"
    assert rows["returns/refund-times"]["link_zh-hant"] == "https://help.example.com/shop/zh-hant/returns/refund-times/"


def test_an_article_in_one_language_is_said_to_be(config: str, capsys: pytest.CaptureFixture[str]):
    assert main(["snippets", "--config", config, "--json"]) == 0
    only = json.loads(capsys.readouterr().out)["snippets"][0]
    assert [reply["own"] for reply in only["replies"].values()] == [True, False]


def test_replies_whose_article_changed_are_listed(config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    saved = tmp_path / "replies.json"
    assert main(["snippets", "--config", config, "--format", "json", "--output", str(saved)]) == 0
    capsys.readouterr()
    assert main(["snippets", "--config", config, "--before", str(saved)]) == 0
    assert capsys.readouterr() == ("", "0 changed, 0 new, 0 gone\n")
    path = tmp_path / "content/zh-hant/returns/refund-times.md"
    path.write_text(path.read_text("utf-8").replace("五天", "四天"), "utf-8")
    (tmp_path / "content/en/returns/only.md").rename(tmp_path / "content/en/returns/else.md")
    assert main(["snippets", "--config", config, "--before", str(saved)]) == 0
    assert capsys.readouterr().out == "changed\treturns/refund-times\nnew\treturns/else\ngone\treturns/only\n"


def test_a_site_without_address_and_a_file_of_something_else_are_named(make_site, tmp_path, capsys: pytest.CaptureFixture[str]):
    config = str(make_site())
    assert main(["snippets", "--config", config]) == 2
    assert "a reply needs the address of the site" in capsys.readouterr().err
    (tmp_path / "x.json").write_text("[]")
    assert main(["snippets", "--config", config, "--base", "https://a.example", "--before", str(tmp_path / "x.json")]) == 2
    assert "x.json is no file of 'kbgen snippets --format json'" in capsys.readouterr().err
