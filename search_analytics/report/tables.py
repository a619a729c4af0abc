"""The report as CSV for spreadsheets and as JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from search_analytics.failures import FailedPhrase, FailureReport, NextStep

COLUMNS = (
    "phrase",
    "language",
    "outcome",
    "failed",
    "searches",
    "visitor_days",
    "no_result",
    "weak",
    "no_click",
    "recovered_share",
    "stopped",
    "first_day",
    "last_day",
    "next",
)

# What spreadsheets take for a formula or a command when a cell starts with it, in ASCII and full width.
_FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠'\"| %")


def render_csv(report: FailureReport) -> str:
    """Return the phrases as RFC 4180 lines; the last line counts what was held back."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guard(cell) for cell in _cells(phrase)] for phrase in report.phrases)
    held = report.held_back
    note = f"held back: {held.searches} searches, {held.phrases} distinct queries"
    writer.writerow([note] + [""] * (len(COLUMNS) - 1))
    return text.getvalue()


def guard(cell: str) -> str:
    """Return `cell` so that no spreadsheet runs it: an apostrophe in front of anything that could start a formula."""
    cell = cell.replace("\0", "")
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def render_json(report: FailureReport) -> str:
    """Return the report as JSON, sorted as the report is."""
    question = report.question
    content: dict[str, Any] = {
        "from": question.from_day.isoformat(),
        "to": question.to_day.isoformat(),
        "k": question.threshold_k,
        "site": question.site,
        "days": [
            {"day": day.day.isoformat(), "searches": day.searches, "failed": day.failed, "outages": day.outages}
            for day in report.days
        ],
        "phrases": [_object(phrase) for phrase in report.phrases],
        "held_back": {"searches": report.held_back.searches, "phrases": report.held_back.phrases},
        "unshown_phrases": report.unshown_phrases,
        "votes": [
            {
                "article": votes.article,
                "language": votes.language,
                "helpful": votes.helpful,
                "not_helpful": votes.unhelpful,
                "reasons": dict(votes.reasons),
            }
            for votes in report.votes
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _cells(phrase: FailedPhrase) -> Sequence[str]:
    row = _object(phrase)
    row["next"] = "; ".join(_step(step) for step in phrase.next_steps)
    return [str(row[column]) for column in COLUMNS]


def _object(phrase: FailedPhrase) -> dict[str, Any]:
    return {
        "phrase": phrase.phrase,
        "language": phrase.language,
        "outcome": {"zero": "no-result", "weak": "weak", "unclicked": "no-click"}[phrase.verdict],
        "failed": phrase.failed,
        "searches": phrase.searches,
        "visitor_days": phrase.visitor_days,
        "no_result": phrase.zero,
        "weak": phrase.weak,
        "no_click": phrase.unclicked,
        "recovered_share": round(phrase.recovered_share, 3),
        "stopped": phrase.stopped,
        "first_day": phrase.first_day.isoformat(),
        "last_day": phrase.last_day.isoformat(),
        "next": [{"did": step.kind, "what": step.what, "times": step.times} for step in phrase.next_steps],
    }


def _step(step: NextStep) -> str:
    return f"{step.kind} {step.what} ({step.times})"
