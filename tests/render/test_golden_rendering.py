"""The whole Markdown dialect in one article. `make golden` writes the expected file anew; read its diff before you commit."""

from __future__ import annotations

import os
from pathlib import Path

from one_article import render

GOLDEN = Path(__file__).parents[1] / "golden"


def test_the_dialect_renders_as_it_did():
    found = render((GOLDEN / "dialect.md").read_text("utf-8")).html
    expected = GOLDEN / "dialect.html"
    if os.environ.get("KBGEN_GOLDEN") == "write":
        expected.write_text(found, "utf-8", newline="\n")
    assert found == expected.read_text("utf-8")
