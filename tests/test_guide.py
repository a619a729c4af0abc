"""The guide, docs/guide, is a portal of kbgen: it builds without a warning, and its readers find what they ask for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[1] / "docs/guide"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The guide, built once, and what the build said."""
    output = tmp_path_factory.mktemp("guide") / "site"
    command = [sys.executable, "-m", "kbgen", "build", "--config", str(GUIDE / "mkdocs.yml"), "--output", str(output)]
    return output, subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_guide_builds_without_a_problem(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = built
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "warning" not in said, said
    assert "error" not in said, said


def test_every_article_of_the_guide_is_a_page_in_both_languages(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    output, _ = built
    articles = [path.relative_to(GUIDE / "content/en").with_suffix("") for path in (GUIDE / "content/en").rglob("*.md")]
    assert len(articles) > 70
    pages = [Path(str(path).removesuffix("index")) / "index.html" for path in articles]
    assert [page for page in pages for folder in ("en", "zh-hant") if not (output / folder / page).is_file()] == []
