"""What the portal pays for analytics: every reader downloads it."""

from __future__ import annotations

import gzip
from pathlib import Path

import rjsmin

ANALYTICS = Path(__file__).parents[2] / "theme" / "assets" / "analytics"
MAX_BYTES = 2_650  # the design hoped for 2,048; without renaming variables its rules do not fit into less


def test_the_analytics_of_a_page_stay_small() -> None:
    sources = [rjsmin.jsmin(file.read_text("utf-8")) for file in sorted(ANALYTICS.glob("*.js"))]
    assert len(gzip.compress("".join(sources).encode(), 9)) <= MAX_BYTES
