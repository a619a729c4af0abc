"""Scripts, timers and pipelines of operators go on: each option that a command had, it has.

Of a command that moved the message says where to, and of what is gone or moved a line of the changelog.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kept_sets import CHANGELOG, SETS, expected

from kbgen.commands.main import main as kbgen
from search_analytics.cli.main import main as search_analytics

PROGRAMS = {"kbgen": kbgen, "search_analytics": search_analytics}
MOVED = {f"search_analytics {name}": f"kbgen {name}" for name in ("report", "gaps", "export", "sample")}
COMMANDS = [(kept, command) for kept in SETS for command in expected(kept / "commands.json")]


def run(command: str, *options: str) -> int | str | None:
    """Run a command as it is typed, and return its exit code."""
    program, *arguments = command.split()
    try:
        return PROGRAMS[program]([*arguments, *options])
    except SystemExit as done:
        return done.code


def changelog_names(*words: str) -> bool:
    """Tell whether a line of the changelog has all these words as code, in this order."""
    return re.search("(?m)^- .*" + ".*".join(f"`{re.escape(word)}`" for word in words), CHANGELOG) is not None


@pytest.mark.parametrize(("kept", "command"), COMMANDS, ids=[f"{kept.name} {command}" for kept, command in COMMANDS])
def test_a_command_has_the_options_it_had_where_it_is_now(kept: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    now = MOVED.get(command, command)
    assert run(now, "--help") == 0
    found = re.findall(r"(?<![\w-])--[a-z][a-z-]*", capsys.readouterr().out)
    gone = sorted(set(expected(kept / "commands.json")[command]).difference(found))
    assert [option for option in gone if not changelog_names(now, option)] == []


@pytest.mark.parametrize("command", sorted(MOVED))
@pytest.mark.parametrize("options", [(), ("--help",)])
def test_a_command_that_moved_says_where_to(command: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, *options) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()[1]) == ("", f"  hint: {MOVED[command]}, with the same options")
    assert changelog_names(f"python -m {command}", MOVED[command])
