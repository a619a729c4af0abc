"""Pages that a former site hid, and pages of an API that nobody saved, are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_trees import PAGE, outcome, text_of

from kbgen.commands.main import main


@pytest.mark.parametrize(
    ("tool", "front"),
    [
        ("docusaurus", "---\ntitle: First\nunlisted: true\n---\n"),
        ("gitbook", "---\ntitle: First\nhidden: true\n---\n"),
        ("hugo", '+++\ntitle = "First"\nhidden = true\n+++\n'),
    ],
)
def test_a_page_that_the_former_site_listed_nowhere_is_a_draft_and_named(tmp_path: Path, tool: str, front: str) -> None:
    result = outcome(tmp_path, tool, {PAGE[tool]: f"{front}\nText of the page.\n"})
    assert "draft: true\n" in text_of(result, "en/a/first.md")
    assert ("en/a/first.md",) in [task.places for task in result.tasks if "in no menu and no search" in task.what]


def test_a_page_that_says_it_is_listed_is_no_draft(tmp_path: Path) -> None:
    result = outcome(tmp_path, "docusaurus", {PAGE["docusaurus"]: "---\ntitle: First\nunlisted: false\n---\n\nunlisted: true\n"})
    assert "draft" not in text_of(result, "en/a/first.md")


_LIST = "https://lamp.zendesk.com/api/v2/help_center/en-us/articles.json"


def _report(folder: Path, *answers: dict[str, object]) -> str:
    (folder / "export").mkdir()
    for number, answer in enumerate(answers, 1):
        article = {"id": number, "section_id": 3, "locale": "en-us", "title": f"Page {number}", "body": f"<p>Text {number}.</p>"}
        (folder / f"export/articles-{number}.json").write_text(json.dumps({"articles": [article], **answer}), encoding="utf-8")
    assert main(["import", str(folder / "export"), str(folder / "site")]) in {0, 1}
    return (folder / "site/import-report.md").read_text("utf-8")


def test_a_page_of_zendesk_that_was_not_saved_is_named(tmp_path: Path) -> None:
    first = {"page": 1, "next_page": f"{_LIST}?page=2&per_page=30", "previous_page": None}
    second = {"page": 2, "next_page": f"{_LIST}?page=3&per_page=30", "previous_page": f"{_LIST}?page=1&per_page=30"}
    report = _report(tmp_path, first, second)
    assert "1 page of the API not saved" in report
    assert f"`{_LIST}?page=3&per_page=30`" in report


def test_a_list_by_cursors_whose_end_was_not_saved_is_named(tmp_path: Path) -> None:
    following = f"{_LIST}?page%5Bafter%5D=abc&page%5Bsize%5D=30"
    report = _report(tmp_path, {"meta": {"has_more": True}, "links": {"next": following, "prev": None}})
    assert f"`{following}`" in report


@pytest.mark.parametrize(
    "answers",
    [
        (
            {"next_page": f"{_LIST}?page=2", "previous_page": None},
            {"page": 2, "next_page": None, "previous_page": f"{_LIST}?page=1"},
        ),
        (
            {"meta": {"has_more": True}, "links": {"next": f"{_LIST}?page[after]=a", "prev": None}},
            {"meta": {"has_more": False}, "links": {"next": None, "prev": f"{_LIST}?page[before]=a"}},
        ),
        ({"page": 1, "next_page": None, "previous_page": None},),
    ],
)
def test_a_whole_list_leaves_nothing_to_save(tmp_path: Path, answers: tuple[dict[str, object], ...]) -> None:
    assert "of the API" not in _report(tmp_path, *answers)
