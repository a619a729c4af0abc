"""What the portal pays for analytics: every reader downloads it."""

from __future__ import annotations

import gzip
import os
import subprocess
from pathlib import Path

import pytest
from bundled_theme import bundled_assets

ROOT = Path(__file__).parents[2]
MAX_BYTES = 2_048


@pytest.fixture(scope="module")
def beacon() -> bytes:
    """The script as a site publishes it."""
    return bundled_assets()["assets/analytics/beacon.js"]


def test_the_analytics_of_a_page_stay_small(beacon: bytes) -> None:
    assert len(gzip.compress(beacon, 9)) <= MAX_BYTES


def test_the_script_that_is_published_does_all_that_its_source_does(beacon: bytes, tmp_path: Path) -> None:
    script = tmp_path / "beacon.mjs"
    script.write_bytes(beacon)
    command = ["node", "--test", str(ROOT / "tests/js/analytics/beacon.test.js")]
    tests = subprocess.run(command, env=os.environ | {"KBGEN_BEACON": str(script)}, capture_output=True, text=True, check=False)
    assert tests.returncode == 0, tests.stdout
