"""The guide, docs/guide, is a portal of kbgen: it builds without a warning, and its readers find what they ask for."""

from __future__ import annotations

import re
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from kbgen.commands.main import main

GUIDE = Path(__file__).parents[1] / "docs/guide"
CONTENT = GUIDE / "content"


def kbgen(*arguments: str) -> tuple[int, str]:
    """Return the exit code of a command on the guide, and all that it said."""
    said = TextIOWrapper(BytesIO(), "utf-8")  # commands write data as bytes
    with redirect_stdout(said), redirect_stderr(said):
        code = main([*arguments, "--config", str(GUIDE / "mkdocs.yml")])
    said.seek(0)
    return code, said.read()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide, built once; a build with a warning is none."""
    output = tmp_path_factory.mktemp("guide") / "site"
    code, said = kbgen("build", "--output", str(output))
    assert code == 0, said
    assert not re.search(r": (error|warning): |^(error|warning):", said, re.MULTILINE), said
    return output


def test_the_guide_builds_without_a_problem(site: Path) -> None:
    assert (site / "zh-hant/reports/monday/index.html").is_file()


def test_every_article_of_the_guide_is_written_in_both_languages() -> None:
    english, chinese = (
        {path.relative_to(CONTENT / folder).as_posix() for path in (CONTENT / folder).rglob("*.md")}
        for folder in ("en", "zh-hant")
    )
    assert len(english) > 70
    assert english == chinese, "CONTRIBUTING.md, Change the guide: an article is written in both"


def test_readers_of_the_guide_find_the_articles_that_answer_them(site: Path) -> None:
    code, said = kbgen("eval", str(GUIDE / "judged.yml"), "--portal", str(site))
    assert code == 0, said
