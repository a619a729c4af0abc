"""Bundles are taken whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bundled_theme import fresh_bundles

from kbgen.site.assets.bundles import read_bundles
from kbgen.site.assets.theme_folder import theme_folder


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme of which there is nothing but the bundles."""
    fresh_bundles()
    shutil.copytree(theme_folder() / "bundles", tmp_path / "theme/bundles")
    return tmp_path / "theme"


def test_bundles_are_read_with_what_they_were_made_of(theme: Path) -> None:
    bundles = read_bundles(theme)
    assert bundles == fresh_bundles()
    assert bundles is not None
    assert bundles.scripts.keys() < bundles.sources.keys()


def test_without_bundles_there_are_none(tmp_path: Path) -> None:
    assert read_bundles(tmp_path) is None


@pytest.mark.parametrize("script", ["assets/portal/contact.js", "assets/search/worker.js"])
def test_bundles_of_which_one_is_missing_or_damaged_are_none(theme: Path, script: str) -> None:
    place = theme / "bundles" / script
    place.write_bytes(place.read_bytes()[:-1])
    assert read_bundles(theme) is None
    place.unlink()
    assert read_bundles(theme) is None
