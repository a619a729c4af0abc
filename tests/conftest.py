"""Fixtures that several folders of tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from small_site import write_site

# How long an example takes depends on the machine; `make test` gives the same verdict twice.
settings.register_profile("kbgen", deadline=None, derandomize=True)
settings.load_profile("kbgen")

MakeSite = Callable[..., Path]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Write a small sound site into a temporary folder and return its configuration file; see `write_site`."""

    def make(files: dict[str, str | bytes | None] | None = None, *, settings: str = "", top: str = "") -> Path:
        return write_site(tmp_path, files, settings=settings, top=top)

    return make
