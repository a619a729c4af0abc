"""The report as CSV for spreadsheets and as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from kbgen.counted import counted
from kbgen.insights.counting import VisitorDays
from kbgen.insights.gaps import Gap, Gaps, Phrasing
from kbgen.insights.report.comparison import Comparison
from kbgen.insights.report.content import SECTIONS, ReportContent
from kbgen.table_cells import csv_table, typed_cell
from search_analytics.store.search_log import ArticleVotes, SearchCounts

COLUMNS = (
    "id",
    "phrase",
    "phrasings",
    "languages",
    "verdict",
    "answered_now",
    "article",
    "impact",
    "visitor_days",
    "searches",
    "failed",
    "no_result",
    "weak",
    "unclicked",
    "unrecovered",
    "trend",
    "first_day",
    "last_day",
    "clicked",
    "refined",
    "contacted",
    "left",
    "failed_visitor_days",
    "unrecovered_visitor_days",
    "state",
)
"""Names that programs read, so they stay: `left` is what is called abandoned elsewhere."""


JSON_VERSION = 1
"""Of the JSON (docs/spec/report.md): a member that goes, or means something else, is another version; a new one is not."""


def render_csv(report: ReportContent) -> str:
    """Return the gaps as RFC 4180 lines; the last line counts what was held back."""
    rows = map(_cells, report.every_gap)
    queries = counted(report.held_back_phrases, "distinct query", "distinct queries")
    note = f"held back: {counted(report.held_back_searches, 'search', 'searches')}, {queries}"
    return csv_table([COLUMNS, *rows, ["", note] + [""] * (len(COLUMNS) - 2)], typed_cell)


def render_json(report: ReportContent) -> str:
    """Return the report as JSON, sorted as the report is."""
    question = report.question
    content: dict[str, Any] = {
        "version": JSON_VERSION,
        "from": question.from_day.isoformat(),
        "to": question.to_day.isoformat(),
        "k": question.threshold_k,
        "site": question.site,
        "daily_sums_until": report.rolled_up_until and report.rolled_up_until.isoformat(),
        "totals": _counts(report.counts) | {"visitor_days": _days(report.totals)},
        "days": [
            {"day": day.isoformat(), **_counts(report.day_counts.get(day, SearchCounts())), "visitor_days": _days(days)}
            for day, days in report.days
        ],
        "only": {"language": question.language, "channel": question.channel, "category": report.category or None},
        "changes": report.comparison and _comparison_as_json(report.comparison),
        "gaps": [gap_as_json(gap) for gap in report.gaps],
        **{name: [_row_as_json(row) for row in getattr(report, field)] for field, name in SECTIONS.items()},
        "held_back": {"searches": report.held_back_searches, "phrases": report.held_back_phrases},
        "unshown_gaps": report.unshown,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _comparison_as_json(found: Comparison) -> dict[str, Any]:
    periods = found.periods
    return {
        "before": {"from": periods.before_from.isoformat(), "to": periods.before_to.isoformat()} | _days(found.before),
        "now": {"from": periods.from_day.isoformat(), "to": periods.to_day.isoformat()} | _days(found.now),
        "changed": [asdict(row) for row in found.changed],
        "unlisted": dict(found.unlisted),
    }


def _row_as_json(row: Any) -> dict[str, Any]:
    if isinstance(row, Gap):
        return gap_as_json(row)
    if isinstance(row, ArticleVotes):
        return {
            "article": row.article,
            "language": row.language,
            "helpful": row.helpful,
            "not_helpful": row.unhelpful,
            "reasons": dict(row.reasons),
        }
    return asdict(row)


def gaps_as_json(found: Gaps) -> dict[str, Any]:
    """Return the gaps as programs read them."""
    return {
        "version": JSON_VERSION,
        "from": found.question.from_day.isoformat(),
        "to": found.question.to_day.isoformat(),
        "k": found.question.threshold_k,
        "site": found.question.site,
        "gaps": [gap_as_json(gap) for gap in found.found],
        "unshown": found.unshown,
        "held_back": {"searches": found.held_back.searches, "phrases": found.held_back.phrases},
    }


def gap_as_json(gap: Gap) -> dict[str, Any]:
    """Return one gap as programs read it."""
    diagnosis, counts = gap.diagnosis, gap.counts
    return {
        "id": gap.id,
        "title": gap.title,
        "state": gap.state,
        "reason": gap.reason,
        "verdict": diagnosis.verdict.value,
        "article": diagnosis.article,
        "words": list(diagnosis.words),
        "answered_now": gap.is_answered,
        "reasons": [
            {"evidence": reason.evidence.value, "typed": reason.typed, "ours": reason.ours, "times": reason.times}
            for reason in diagnosis.reasons
        ],
        "impact": gap.impact,
        "visitor_days": counts.visitor_days,
        "searches": counts.searches,
        "failed": counts.failed,
        "no_result": counts.no_result,
        "weak": counts.weak,
        "unclicked": counts.unclicked,
        "unrecovered": counts.unrecovered,
        "failed_visitor_days": round(gap.days.failed, 2),
        "unrecovered_visitor_days": round(gap.days.unrecovered, 2),
        "trend": gap.trend,
        "first_day": gap.first_day.isoformat(),
        "last_day": gap.last_day.isoformat(),
        "languages": list(gap.languages),
        "phrasings": [_phrasing_as_json(phrasing, joined=gap.is_joined(phrasing)) for phrasing in gap.phrasings],
        "hidden_phrasings": gap.hidden_phrasings,
        "perhaps_same": list(gap.perhaps_same),
        "next": {
            "clicked": counts.recovered,
            "refined": counts.refined,
            "contacted": counts.contacted,
            "left": counts.abandoned,
        },
        "opened": [{"article": article, "times": times} for article, times in gap.opened],
    }


def _phrasing_as_json(phrasing: Phrasing, *, joined: bool) -> dict[str, Any]:
    counts = phrasing.counts
    return {
        "text": phrasing.text,
        "language": phrasing.language,
        "searches": counts.searches,
        "failed": counts.failed,
        "id": phrasing.id,
        "joined": joined,
    }


def _days(days: VisitorDays) -> dict[str, float]:
    names = ("searched", "failed", "no_result", "weak", "unclicked", "unjudged", "recovered", "contacted", "opened", "answered")
    return {name: round(getattr(days, name), 2) for name in names}


def _counts(counts: SearchCounts) -> dict[str, int]:
    return {
        "searches": counts.searches,
        "failed": counts.failed,
        "no_result": counts.no_result,
        "weak": counts.weak,
        "unclicked": counts.unclicked,
        "unjudged": counts.unjudged,
        "recovered": counts.recovered,
        "contacted": counts.contacted,
        "opened": counts.opened,
        "answered": counts.answered,
        "outages": counts.outages,
    }


def _cells(gap: Gap) -> list[str]:
    row = gap_as_json(gap)
    row |= row["next"] | {
        "phrase": row["title"],
        "phrasings": "\n".join(phrasing.text for phrasing in gap.phrasings),
        "languages": " ".join(gap.languages),
        "article": row["article"] or "",
        "answered_now": "yes" if row["answered_now"] else "no",
    }
    return [str(row[column]) for column in COLUMNS]
