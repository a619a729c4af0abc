"""The action and the hooks that writers use: YAML whose commands exist, and annotations that GitHub reads."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml
from small_site import article, write_site

from kbgen.commands.main import main

_ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((_ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((_ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_each_hook_runs_a_command_with_options_that_exist(hook: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    program, command, *options = hook["entry"].split()
    assert program == "kbgen"
    with pytest.raises(SystemExit):
        main([command, "--help"])
    written = capsys.readouterr().out
    assert all(option in written for option in options)


def test_the_action_shows_each_problem_at_its_line_and_fails_as_the_check_does(tmp_path: Path) -> None:
    site = tmp_path / "help, site"
    site.mkdir()
    write_site(site, {"content/en/returns/x.md": article("[x](y.md)")})
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    (tmp_path / "outputs").touch()
    places = {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(tmp_path / "outputs")}
    environment = {**os.environ, **places, "CONFIG": "help, site/mkdocs.yml", "BUDGET": "false"}
    done = subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=help%2C site/content/en/returns/x.md,line=")
    assert "title=broken-link::the link 'y.md' leads nowhere" in done.stdout
    assert "errors=1\n" in (tmp_path / "outputs").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_hook_that_the_guide_prints_is_the_one_of_the_repository(language: str) -> None:
    guide = (_ROOT / "docs/guide/content" / language / "publishing/ci.md").read_text(encoding="utf-8")
    blocks = [yaml.safe_load(block.partition("```")[0]) for block in guide.split("```yaml\n")[1:]]
    printed = next(block["repos"][0]["hooks"] for block in blocks if "repos" in block)
    assert [{"description": hook["description"], **own} for own in printed for hook in HOOKS if hook["id"] == own["id"]] == [
        hook for hook in HOOKS if hook["id"] == "kbgen-fix"
    ]


def test_the_comment_of_a_pull_request_is_written_where_one_of_the_two_outcomes_is_missing(tmp_path: Path) -> None:
    guide = (_ROOT / "docs/guide/content/en/publishing/ci.md").read_text(encoding="utf-8")
    loop = next(line.strip() for line in guide.splitlines() if line.strip().startswith("for part in"))
    (tmp_path / "replay.md").write_text("**Rescued:** 3\n", encoding="utf-8")
    subprocess.run(["bash", "-e", "-c", loop], cwd=tmp_path, check=True)
    assert (tmp_path / "comment.md").read_text(encoding="utf-8") == "**Rescued:** 3\n\n"
    (tmp_path / "eval.md").write_text("| a |\n", encoding="utf-8")
    subprocess.run(["bash", "-e", "-c", loop], cwd=tmp_path, check=True)
    assert (tmp_path / "comment.md").read_text(encoding="utf-8") == "**Rescued:** 3\n\n| a |\n\n"
