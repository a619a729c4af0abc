"""An environment that cannot work any more is made anew, and no other is touched."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with a whole environment of this project, whose Python starts."""
    environment = tmp_path / "checkout/.venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin/python").write_text("#!/bin/sh\n", "utf-8")
    (environment / "bin/python").chmod(0o755)
    (environment / ".kbgen-made-in").write_text(f"{environment.parent}\n", "utf-8")
    return environment.parent


def said(folder: Path) -> str:
    done = subprocess.run(
        [ROOT / ".ci/forget-broken-environment", ".venv"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""  # make would take it for a part of the Makefile
    return done.stderr


def test_a_whole_environment_stays(folder: Path) -> None:
    assert said(folder) == ""
    assert (folder / ".venv/bin/python").exists()


def test_an_environment_of_somebody_else_stays(folder: Path) -> None:
    (folder / ".venv/.kbgen-made-in").unlink()
    (folder / ".venv/bin/python").unlink()
    assert said(folder) == ""
    assert (folder / ".venv").is_dir()


def test_where_there_is_none_nothing_is_said(tmp_path: Path) -> None:
    assert said(tmp_path) == ""


def test_one_that_was_never_finished_goes(folder: Path) -> None:
    (folder / ".venv/.kbgen-unfinished").touch()
    assert said(folder) == "Removing .venv: it was never finished\n"
    assert not (folder / ".venv").exists()


@pytest.mark.parametrize("python", [None, "/nowhere/python3.9"], ids=["removed", "of a system that was upgraded"])
def test_one_whose_python_is_gone_goes(folder: Path, python: str | None) -> None:
    (folder / ".venv/bin/python").unlink()
    if python:
        (folder / ".venv/bin/python").symlink_to(python)
    assert said(folder) == "Removing .venv: its Python does not start any more\n"
    assert not (folder / ".venv").exists()


def test_one_of_a_folder_that_was_moved_goes(folder: Path) -> None:
    moved = folder.rename(folder.with_name("我的 checkout"))
    assert said(moved) == f"Removing .venv: it was made for {folder}\n"
    assert not (moved / ".venv").exists()
