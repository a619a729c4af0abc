"""The commands of the collector as an operator types them, and what it says of those that moved away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from search_analytics.cli.main import main


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--origin", "help.example"], "is not an origin"),
        (["--trusted-proxy", "10.0.0.0/99"], "is not a network"),
        (["--content", "no-such-folder"], "no folder no-such-folder"),
        (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1"),
    ],
)
def test_a_wrong_setting_of_the_collector_ends_before_it_listens(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--db", str(tmp_path / "s.sqlite3"), *arguments]) == 2
    printed = capsys.readouterr()
    assert words in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(
    ("origins", "open_here"),
    [
        ([], True),
        (["--embedded-origin", "https://shop.example"], True),
        (["--origin", "https://help.example"], False),
    ],
)
def test_a_collector_that_takes_events_of_this_computer_says_so(
    origins: list[str], open_here: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Mock(getsockname=lambda: ("127.0.0.1", 8787))
    monkeypatch.setattr("search_analytics.cli.serve.open_collector", lambda *_: (Mock(), listener))
    monkeypatch.setattr("search_analytics.cli.serve.prepare_server", lambda _: Mock())
    assert main(["serve", "--store", str(tmp_path / "s.sqlite3"), *origins]) == 0
    assert ("pages on this computer may send" in capsys.readouterr().err) == open_here


@pytest.mark.parametrize("portal", [[], ["--portal", "."]])
def test_a_collector_that_believes_any_article_says_so(
    portal: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Mock(getsockname=lambda: ("127.0.0.1", 8787))
    monkeypatch.setattr("search_analytics.cli.serve.open_collector", lambda *_: (Mock(), listener))
    monkeypatch.setattr("search_analytics.cli.serve.prepare_server", lambda _: Mock())
    assert main(["serve", "--store", str(tmp_path / "s.sqlite3"), *portal]) == 0
    assert ("votes may name any article; name the built portal with --portal" in capsys.readouterr().err) == (not portal)


@pytest.mark.parametrize("command", ["report", "gaps", "replay", "export", "sample"])
@pytest.mark.parametrize("options", [[], ["--help"], ["--store", "postgresql://kb:secret@db.example/kb"]])
def test_a_command_of_the_editors_says_where_it_went(
    command: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"{command} is a command of kbgen\n  hint: kbgen {command}, with the same options\n"


def test_nothing_of_the_collector_imports_kbgen() -> None:
    look = """
import importlib, pkgutil, sys, search_analytics
found = pkgutil.walk_packages(search_analytics.__path__, "search_analytics.")
names = [module.name for module in found if not module.name.endswith("__main__")]
for name in names:
    importlib.import_module(name)
print(len(names) > 40, sorted(name for name in sys.modules if name.partition(".")[0] == "kbgen"))
"""
    done = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)
    assert done.stdout == "True []\n"
