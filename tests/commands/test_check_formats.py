"""`kbgen check` for other programs, and for those who take over old articles."""

from __future__ import annotations

import json

import pytest
from small_site import article

from kbgen.commands.main import main

FAULTY = {"content/en/returns/a.md": article("See [x](gone.md).\n\n:tada: 100%\n")}


def check(config, *options):
    return main(["check", "--config", str(config), *map(str, options)])


def test_sarif_names_rule_level_file_and_line(make_site, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert check(make_site(FAULTY), "--format", "sarif") == 1
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    link, emoji = run["results"]
    assert [(found["ruleId"], found["level"]) for found in (link, emoji)] == [
        ("broken-link", "error"),
        ("foreign-syntax", "warning"),
    ]
    assert link["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/en/returns/a.md"
    assert link["locations"][0]["physicalLocation"]["region"] == {"startLine": 6}
    assert run["tool"]["driver"]["rules"][link["ruleIndex"]]["id"] == "broken-link"


def test_annotations_are_a_line_each_with_the_path_from_where_the_command_runs(make_site, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path.parent)
    assert check(make_site(FAULTY), "--format", "github") == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"::error file={tmp_path.name}/content/en/returns/a.md,line=6,title=broken-link::the link 'gone.md'")
    assert "%0A" in first
    assert second.startswith("::warning ")


def test_what_is_known_is_left_out_wherever_its_line_is_now(make_site, tmp_path, capsys):
    config, known = make_site(FAULTY), tmp_path / "known.json"
    assert check(config, "--write-baseline", known) == 0
    assert check(config, "--baseline", known) == 0
    assert "2 known problems" in capsys.readouterr().err
    (tmp_path / "content/en/returns/a.md").write_text(article("New.\n\n[y](new.md)\n\nSee [x](gone.md)\nand [x](gone.md).\n"))
    assert check(config, "--baseline", known, "--json") == 1
    told = capsys.readouterr()
    assert [problem["line"] for problem in json.loads(told.out)["problems"]] == [8, 11]
    assert "1 entry of it" in told.err


def test_what_a_site_cannot_switch_off_is_never_known(make_site, tmp_path):
    texts = {f"content/en/returns/{name}.md": article("Text.", title=name, id="7f3k") for name in "ab"}
    config = make_site(texts)
    assert check(config, "--write-baseline", tmp_path / "known.json") == 0
    assert check(config, "--baseline", tmp_path / "known.json") == 1


@pytest.mark.parametrize("text", [None, "{}", "[", '{"known": [{}]}'])
def test_a_file_that_knows_nothing_is_wrong_use_and_says_how_to_write_one(make_site, tmp_path, capsys, text):
    known = tmp_path / "known.json"
    if text is not None:
        known.write_text(text)
    assert check(make_site(FAULTY), "--baseline", known) == 2
    assert "--write-baseline" in capsys.readouterr().err
