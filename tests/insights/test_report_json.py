"""The report for programs: every member is documented, and none is written that is not."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from portal_of_sentences import write_portal
from test_comparison import asked
from test_report import STORY, report_of, view_record

from kbgen.insights.report.comparison import compare, periods_of
from kbgen.insights.report.content import SECTIONS
from kbgen.insights.report.tables import JSON_VERSION, render_json
from search_analytics.store.sqlite.reports import read_search_log

SPECIFICATION = Path(__file__).parents[2] / "docs" / "spec" / "report.md"


def documented(heading: str) -> set[str]:
    """Return the members that a table of the specification lists in its first column."""
    text = SPECIFICATION.read_text("utf-8").split(f"### {heading}\n")[1].split("\n### ")[0]
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def members_of_sections() -> dict[str, set[str]]:
    text = SPECIFICATION.read_text("utf-8").split("### rows of the sections\n")[1]
    rows = [line.split("|")[1:3] for line in text.splitlines() if line.startswith("| `")]
    return {section.strip(" `"): set(re.findall(r"`(\w+)`", members)) for section, members in rows}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("json")
    changed = asked(900, 4, "新的東西", "2026-11-18")
    views = [view_record(990, "files/white-ink", "zh-hant")]
    report = report_of(folder, [*STORY, *changed, *views], write_portal(folder / "site"))
    log = read_search_log(folder / "s.sqlite3", replace(report.question, from_day=date(2026, 11, 1)))
    report = replace(report, comparison=compare(log, report.gaps, periods_of("week", report.question)))
    found: dict[str, Any] = json.loads(render_json(report))
    return found


def test_the_version_is_the_one_that_is_specified(content: dict[str, Any]) -> None:
    assert content["version"] == JSON_VERSION
    assert SPECIFICATION.read_text("utf-8").startswith(f"# The report for programs, version {JSON_VERSION}\n")


def test_every_member_of_the_report_is_specified(content: dict[str, Any]) -> None:
    assert set(content) == documented("report")
    assert set(SECTIONS.values()) <= set(content)


def test_every_member_of_counts_is_specified(content: dict[str, Any]) -> None:
    assert set(content["days"][0]) == documented("counts")
    assert set(content["totals"]) | {"day"} == documented("counts")
    assert set(content["totals"]["visitor_days"]) == (documented("counts") | {"searched"}) - {
        "day",
        "searches",
        "outages",
        "visitor_days",
    }


def test_every_member_of_a_comparison_is_specified(content: dict[str, Any]) -> None:
    assert set(content["changes"]) == documented("comparison")
    assert {frozenset(row) for row in content["changes"]["changed"]} == {frozenset(documented("change"))}
    assert set(content["changes"]["now"]) == {"from", "to"} | set(content["totals"]["visitor_days"])


def test_every_member_of_a_gap_is_specified(content: dict[str, Any]) -> None:
    assert {frozenset(gap) for gap in content["gaps"] + content["answered_now"]} == {frozenset(documented("gap"))}


@pytest.mark.parametrize("section", sorted(members_of_sections()))
def test_every_member_of_a_section_is_specified(content: dict[str, Any], section: str) -> None:
    assert {frozenset(row) for row in content[section]} == {frozenset(members_of_sections()[section])}
