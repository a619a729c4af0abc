"""The wheel as a stranger gets it: complete without the repository, free of what only the repository needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from package_environment import environment_with, run
from tar_files import unpack

ROOT = Path(__file__).parents[1]


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
    return environment_with(wheel, tmp_path_factory.mktemp("elsewhere") / "environment")


def test_the_wheel_in_an_empty_environment_starts_and_builds_a_site(programs: Path, tmp_path: Path) -> None:
    run(programs / "kbgen", "new-site", "help", folder=tmp_path)
    run(programs / "kbgen", "build", folder=tmp_path / "help")
    site = tmp_path / "help/site"
    for page in ("index.html", "en/index.html", "zh-hant/index.html", "404.html"):
        assert "/portal/portal.js" in (site / page).read_text("utf-8")
    (assets,) = (site / "assets/kbgen").iterdir()
    for script in ("portal/portal.js", "portal/contact.js", "search/client.js", "search/worker.js", "analytics/beacon.js"):
        assert (assets / script).is_file()
    assert not (assets / "portal/dom.js").exists()  # it is in the scripts that were bundled
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
        *("README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "hatch_build.py", "PKG-INFO", ".gitignore"),
    }
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"kbgen", "search_analytics", "kbgen-0.1.0.dist-info"}
    assert [
        name for name in names if "__pycache__" in name or "/tests/" in name or name.endswith((".map", ".orig", ".tmp"))
    ] == []


def test_no_wheel_is_made_of_a_theme_that_has_changed_since_its_scripts_were_bundled(packages: Path, tmp_path: Path) -> None:
    (source,) = packages.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        unpack(archive, tmp_path)
    (folder,) = tmp_path.iterdir()
    with (folder / "theme/assets/portal/dom.js").open("a", encoding="utf-8") as module:
        module.write("// one line more\n")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path / "wheel", "."]
    refused = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "error: theme/assets/portal/dom.js has changed since the scripts were bundled" in refused.stdout + refused.stderr
    assert "hint: 'make bundles'" in refused.stdout + refused.stderr
    subprocess.run(command, cwd=folder, env=os.environ | {"KBGEN_WITHOUT_BUNDLES": "1"}, check=True, capture_output=True)


def test_two_builds_of_the_wheel_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, ".", folder=ROOT)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()
