"""The wheel, away from the repository: theme, scripts and starter site are in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """A folder that holds what the wheel would install."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_holds_the_theme_and_no_content_of_the_sample(unpacked):
    assert (unpacked / "kbgen/_theme/main.html").is_file()
    assert (unpacked / "kbgen/_theme/assets/portal/portal.js").is_file()
    assert (unpacked / "kbgen/site_template/mkdocs.yml").is_file()
    assert not list(unpacked.rglob("refund-times.md"))
    assert not list(unpacked.rglob("__pycache__"))


def test_a_site_is_started_and_built_from_the_wheel_alone(unpacked, tmp_path):
    environment = os.environ | {"PYTHONPATH": str(unpacked)}

    def kbgen(*arguments: str, folder: Path) -> None:
        command = [sys.executable, "-m", "kbgen", *arguments]
        subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True)

    where = [sys.executable, "-c", "from kbgen.site.assets.theme_folder import theme_folder; print(theme_folder())"]
    shown = subprocess.run(where, check=True, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert shown.stdout.strip() == str(unpacked / "kbgen/_theme")
    kbgen("new-site", "help", folder=tmp_path)
    kbgen("build", folder=tmp_path / "help")
    assert (tmp_path / "help/site/zh-hant/orders/faq/index.html").is_file()
    assert list((tmp_path / "help/site").glob("assets/kbgen/*/portal/portal.js"))
