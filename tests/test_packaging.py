"""The wheel as a stranger gets it: complete without the repository, free of what only the repository needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


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


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("packages")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ".", folder=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(packages: Path) -> Path:
    (wheel,) = packages.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and what it declares, and nothing else.

    What it declares is linked from the environment of this test, so that nothing has to be fetched.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "environment"
    venv.create(folder, symlinks=True)
    (site_packages,) = folder.glob("lib/python*/site-packages")
    for needed in needed_by("kbgen"):
        for top in {file.parts[0] for file in needed.files or [] if file.parts[0] != ".."}:
            if not (site_packages / top).exists():
                (site_packages / top).symlink_to(needed.locate_file(top))
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin/python"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, folder=folder)
    return folder / "bin"


def test_the_wheel_in_an_empty_environment_starts_and_builds_a_site(programs: Path, tmp_path: Path) -> None:
    run(programs / "kbgen", "new-site", "help", folder=tmp_path)
    run(programs / "kbgen", "build", folder=tmp_path / "help")
    site = tmp_path / "help/site"
    for page in ("index.html", "en/index.html", "zh-hant/index.html", "404.html"):
        assert "/portal/portal.js" in (site / page).read_text("utf-8")
    (assets,) = (site / "assets/kbgen").iterdir()
    for script in ("portal/portal.js", "portal/contact.js", "search/client.js", "search/worker.js", "analytics/beacon.js"):
        assert (assets / script).is_file()
    assert json.loads((site / "search/manifest.json").read_text("utf-8"))
    assert run(programs / "kbgen", "search", "order", folder=tmp_path / "help").startswith("1. ")


def test_the_wheel_brings_the_collector_and_its_report(programs: Path, tmp_path: Path) -> None:
    assert "--store PLACE" in run(programs / "python", "-m", "search_analytics", "serve", "--help", folder=tmp_path)
    assert "--format" in run(programs / "kbgen", "report", "--help", folder=tmp_path)


def test_the_archives_hold_the_programs_and_nothing_else(packages: Path, wheel: Path) -> None:
    (source,) = packages.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        tops = {Path(name).parts[1] for name in archive.getnames()}
    assert tops == {
        *("kbgen", "search_analytics", "theme"),
        *("README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "PKG-INFO", ".gitignore"),
    }
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"kbgen", "search_analytics", "kbgen-0.1.0.dist-info"}
    assert [
        name for name in names if "__pycache__" in name or "/tests/" in name or name.endswith((".map", ".orig", ".tmp"))
    ] == []


def test_two_builds_of_the_wheel_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, ".", folder=ROOT)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()
