"""The workflows of the guide's publishing/ci can be copied: they are YAML, and their commands exist with these options."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from kbgen.commands.main import main

TEXT = (Path(__file__).parents[2] / "docs/guide/content/en/publishing/ci.md").read_text("utf-8")
EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)]
GITHUB = next(example for example in EXAMPLES if "jobs" in example)
GITLAB = next(example for example in EXAMPLES if "articles" in example)


def kbgen_lines(commands: list[str]) -> list[str]:
    return [line for command in commands for line in command.splitlines() if line.startswith("kbgen ")]


ON_GITHUB = kbgen_lines([step["run"] for step in GITHUB["jobs"]["articles"]["steps"] if "run" in step])
ON_GITLAB = kbgen_lines(GITLAB["articles"]["script"])


def test_both_run_the_same_commands_for_a_pull_request():
    assert GITHUB[True] == {"pull_request": None}  # YAML 1.1 reads the key `on` as true
    assert ON_GITHUB == ON_GITLAB
    assert len(ON_GITHUB) > 1


def test_the_github_workflow_may_write_comments_and_nothing_else():
    assert GITHUB["permissions"] == {"contents": "read", "pull-requests": "write"}


@pytest.mark.parametrize("line", ON_GITHUB)
def test_each_command_takes_these_options(line: str, capsys: pytest.CaptureFixture[str]):
    command = line.split()[1]
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    help_text = capsys.readouterr().out
    for option in re.findall(r" (--[a-z-]+)", line):
        assert option in help_text
