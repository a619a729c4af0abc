"""Environments that hold a wheel and what it declares, and nothing else; made without fetching anything."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement


def run(*command: str | Path, folder: Path, **variables: str) -> str:
    """Run a program without the paths and variables of this test run; return what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=folder, env=environment | variables, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needed_by(name: str, extras: frozenset[str] = frozenset()) -> Iterator[Distribution]:
    """Yield the distributions a package says it needs, and those that they need."""
    waiting, seen = [(name, extras)], set()
    while waiting:
        name, extras = waiting.pop()
        for text in distribution(name).requires or []:
            requirement = Requirement(text)
            wanted = any(requirement.marker.evaluate({"extra": e}) for e in extras | {""}) if requirement.marker else True
            if wanted and (key := (requirement.name.lower(), frozenset(requirement.extras))) not in seen:
                seen.add(key)
                waiting.append(key)
                yield distribution(requirement.name)


def build_wheel(source: Path, folder: Path) -> Path:
    """Build the wheel of the project in `source` with the tools of this environment."""
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ".", folder=source)
    (wheel,) = folder.glob("*.whl")
    return wheel


def environment_with(wheel: Path, folder: Path, extras: frozenset[str] = frozenset()) -> Path:
    """Make an environment with the wheel; return the folder of its programs.

    What it declares is linked from the environment of this test, so that nothing has to be fetched.
    """
    venv.create(folder, symlinks=True)
    (site_packages,) = folder.glob("lib/python*/site-packages")
    for needed in needed_by("kbgen", extras):
        for top in {file.parts[0] for file in needed.files or [] if file.parts[0] != ".."}:
            if not (site_packages / top).exists():
                (site_packages / top).symlink_to(needed.locate_file(top))
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin/python"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, folder=folder)
    return folder / "bin"
