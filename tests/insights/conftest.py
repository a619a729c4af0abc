"""Fixtures of the editors' half."""

from __future__ import annotations

from pathlib import Path

import pytest
from portal_of_sentences import write_portal


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built portal of a few sentences; modules with another one have a fixture of the same name."""
    return write_portal(tmp_path_factory.mktemp("portal"))
