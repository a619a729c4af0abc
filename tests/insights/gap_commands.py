"""`kbgen gaps` over the log `s.sqlite3` of the working folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kbgen.commands.main import main


def gaps_command(portal: Path, *words: str) -> int:
    """Run `kbgen gaps WORDS`, and return its exit code."""
    return main(["gaps", *words, "--db", "s.sqlite3", "--portal", str(portal)])


def listed_gaps(portal: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    """Return the gaps that it lists, by their titles."""
    capsys.readouterr()
    assert gaps_command(portal, "--json") == 0
    return {gap["title"]: gap for gap in json.loads(capsys.readouterr().out)["gaps"]}
