"""`.ci/debian-packages` tells what is here from what is missing; `.ci/virtual-environment` a Python that is too old."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from chromium_program import OFF_FOR_PLAYWRIGHT
from playwright.sync_api import Error, sync_playwright

ROOT = Path(__file__).parents[2]
PROGRAMS_OF_THE_SCRIPT = ("bash", "dirname", "uname")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def stub(folder: Path, name: str, script: str = "exit 0") -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def computer(tmp_path: Path) -> Path:
    """The path of a user who administers nothing, on a computer that has what the script itself runs and no browser."""
    for name in PROGRAMS_OF_THE_SCRIPT:
        (tmp_path / name).symlink_to(Path("/usr/bin") / name)
    stub(tmp_path, "id", "echo 1000")
    return tmp_path


def missing(computer: Path) -> list[str]:
    """Return the packages that the script asks for."""
    script = ROOT / ".ci/debian-packages"
    done = subprocess.run([script], env={"PATH": str(computer)}, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    error, *hints = done.stderr.splitlines()
    assert error.startswith("error: the tests need what is not on this computer: ")
    packages = error.partition(": ")[2].partition(": ")[2].split()
    assert hints[0] == f"hint: on Debian and Ubuntu: sudo apt install {' '.join(packages)}"
    return packages


def test_a_computer_without_a_browser_is_asked_for_one(computer: Path) -> None:
    assert "chromium" in missing(computer)


@pytest.mark.parametrize("name", BROWSERS)
def test_any_chromium_will_do(computer: Path, name: str) -> None:
    stub(computer, name)
    assert "chromium" not in missing(computer)


def test_a_folder_called_like_a_browser_is_none(computer: Path) -> None:
    (computer / "chromium").mkdir()
    assert "chromium" in missing(computer)


def test_a_browser_without_chinese_characters_is_asked_for_a_font(computer: Path) -> None:
    stub(computer, "fc-list")
    assert "fonts-noto-cjk" in missing(computer)
    stub(computer, "fc-list", "echo 'Noto Sans CJK TC'")
    assert "fonts-noto-cjk" not in missing(computer)


def test_everything_that_is_missing_is_said_at_once(computer: Path) -> None:
    assert {"chromium", "sqlite3", "procps"} <= set(missing(computer))


@pytest.mark.parametrize(
    ("python", "says"),
    [
        ("", "error: there is no 'python9' on this computer"),
        ('[ "$1" = -V ] && echo Python 3.9.2; exit 1', "error: kbgen needs Python 3.11 or newer; 'python9' is Python 3.9.2"),
    ],
    ids=["no Python", "too old"],
)
def test_a_python_that_cannot_run_kbgen_is_named_with_what_to_do(tmp_path: Path, python: str, says: str) -> None:
    if python:
        stub(tmp_path, "python9", python)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHON": "python9"}
    command = [ROOT / ".ci/virtual-environment", tmp_path / "environment"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    error, hint = done.stderr.splitlines()
    assert (done.returncode, error) == (1, says)
    assert hint.startswith("hint: ")
    assert not (tmp_path / "environment").exists()


def test_what_playwright_turns_off_in_chromium_stays_off(tmp_path: Path) -> None:
    stub(tmp_path, "chromium", f'printf "%s\\n" "$@" > {tmp_path}/arguments; exit 1')
    with sync_playwright() as playwright, pytest.raises(Error):
        playwright.chromium.launch(executable_path=tmp_path / "chromium")
    (line,) = [
        line for line in (tmp_path / "arguments").read_text("utf-8").splitlines() if line.startswith("--disable-features=")
    ]
    assert set(line.partition("=")[2].split(",")) - set(OFF_FOR_PLAYWRIGHT) == set(), "tests/chromium_program.py lacks them"
