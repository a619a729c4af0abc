"""Scripts, timers and pipelines of operators go on: each option that a command had, it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kept_sets import SETS, expected

from kbgen.commands.main import main as kbgen
from search_analytics.cli import main as search_analytics

PROGRAMS = {"kbgen": kbgen, "search_analytics": search_analytics}
COMMANDS = [(kept, command) for kept in SETS for command in expected(kept / "commands.json")]


@pytest.mark.parametrize(("kept", "command"), COMMANDS, ids=[f"{kept.name} {command}" for kept, command in COMMANDS])
def test_a_command_has_the_options_it_had(kept: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    program, *arguments = command.split()
    with pytest.raises(SystemExit, match="0"):
        PROGRAMS[program]([*arguments, "--help"])
    found = re.findall(r"(?<![\w-])--[a-z][a-z-]*", capsys.readouterr().out)
    assert set(expected(kept / "commands.json")[command]) <= set(found)
