"""`kbgen import`: a new site has nothing that stops its build, whatever the source was like."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kbgen.commands.main import main
from tests.importing.small_trees import outcome

_ZH = "把水注入水煲，放在底座上，然後按下開關。"


def _written(folder: Path, files: Mapping[str, str]) -> tuple[Path, str]:
    for name, text in {"mkdocs.yml": "site_name: Kettle\n", **files}.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert main(["import", str(folder / "source"), str(folder / "site")]) == 0
    return folder / "site", (folder / "site/import-report.md").read_text("utf-8")


@pytest.mark.parametrize(
    "files",
    [
        {"docs/Guide/Setup.md": "# Setup\n\nPlug it in.\n", "docs/guide/setup.md": "# setup\n\nPress the switch.\n"},
        {"docs/Guide/One.md": "# One\n\nPlug it in.\n", "docs/guide/two.md": "# Two\n\nPress the switch.\n"},
        {"docs/a/Team/one.md": "# One\n\nPlug it in.\n", "docs/a/team/two.md": "# Two\n\nPress the switch.\n"},
        {"docs/Guide.md": "# Guide\n\nAll of it.\n", "docs/guide/two.md": "# Two\n\nPress the switch.\n"},
        {"docs/index.md": "# Kettle\n\nWelcome to the kettle.\n"},
        {"docs/index.md": "# Kettle\n\nWelcome to the kettle.\n", "docs/index.zh-TW.md": f"# 水煲\n\n{_ZH}\n"},
        {"docs/index.md": "# Kettle\n\nWelcome.\n", "docs/a/draft.md": "---\ndraft: true\n---\n\n# Later\n\nNot yet.\n"},
        {"docs/index.md": "# Kettle\n\nWelcome.\n", "docs/guide/README.md": "# Guide\n\nAll of it.\n"},
        {"docs/README.md": "# Kettle\n\nWelcome.\n", "docs/Index.md": "# Other\n\nWelcome again.\n"},
    ],
)
def test_what_differs_by_case_or_is_a_home_page_alone_stops_no_build(tmp_path: Path, files: Mapping[str, str]) -> None:
    site, _ = _written(tmp_path, files)
    assert main(["check", "--config", str(site / "mkdocs.yml")]) == 0


def test_pages_that_differ_by_case_are_all_taken_and_the_report_says_which_got_a_number(tmp_path: Path) -> None:
    files = {"docs/Guide/Setup.md": "# Setup\n\nPlug it in.\n", "docs/guide/setup.md": "# setup\n\nPress the switch.\n"}
    site, report = _written(tmp_path, files)
    assert "Plug it in." in (site / "content/en/Guide/Setup.md").read_text("utf-8")
    assert "Press the switch." in (site / "content/en/Guide/setup-2.md").read_text("utf-8")
    assert "1 page with a number in the name, because another would have the same address: rename one" in report
    assert "    - `en/Guide/setup-2.md: docs/guide/setup.md`\n" in report


def test_both_sides_of_a_pair_may_be_spelled_in_different_cases(tmp_path: Path) -> None:
    files = {"docs/en/Guide/Setup.md": "# Setup\n\nPlug it in.\n", "docs/zh-TW/guide/setup.md": f"# 設定\n\n{_ZH}\n"}
    result = outcome(tmp_path, "mkdocs", files)
    assert {"en/Guide/Setup.md", "zh-hant/Guide/Setup.md"} <= result.files.keys()


def test_a_home_page_alone_is_an_article_and_the_report_says_so(tmp_path: Path) -> None:
    site, report = _written(tmp_path, {"docs/index.md": "# Kettle\n\nWelcome to the kettle.\n"})
    assert "Welcome to the kettle." in (site / "content/en/general/start.md").read_text("utf-8")
    assert "The source has no page but its home page, which is an article now" in report
