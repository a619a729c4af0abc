"""`kbgen gaps`: list the gaps in a portal's articles, from the searches that failed."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Sequence

from kbgen.commands.fix import fix
from kbgen.insights.gaps import Gaps
from kbgen.insights.report.tables import gaps_as_json
from kbgen.commands.log_options import add_gap_options, read_gaps, run_for_editors
from search_analytics.store.search_log import AT_HOME_K, AWAY_K

LONGEST_TITLE = 36
"""Columns of the table; a Chinese character takes two."""


def gaps(argv: Sequence[str]) -> int:
    """List what readers searched for and did not find, the costliest first; `gaps fix ID` writes the change that closes one."""
    if argv[:1] == ["fix"]:
        return fix(argv[1:])
    parser = argparse.ArgumentParser(prog="kbgen gaps", description=gaps.__doc__)
    add_gap_options(parser)
    parser.add_argument("--json", action="store_true", help="print the gaps for programs (phrases need 5 visitor-days)")
    options = parser.parse_args(argv)
    return run_for_editors(lambda: _list(options))


def _list(options: argparse.Namespace) -> int:
    _, found = read_gaps(options, least_k=AWAY_K if options.json else AT_HOME_K)
    if options.json:
        print(json.dumps(gaps_as_json(found), ensure_ascii=False, indent=2))
        return 0
    for line in _table(found):
        print(line)
    held = found.held_back
    print(f"{len(found.found)} gaps; held back for privacy: {held.searches} searches, {held.phrases} phrases", file=sys.stderr)
    return 0


def _table(found: Gaps) -> list[str]:
    rows = [("id", "impact", "visitor-days", "trend", "why", "searched")]
    for gap in found.found:
        why = gap.diagnosis.verdict.value + (" (answered now)" if gap.diagnosis.answered_now else "")
        others = gap.hidden_phrasings + len(gap.phrasings) - 1
        title = _shorten(gap.title) + (f"  +{others}" if others else "")
        rows.append((gap.id, f"{gap.impact:.1f}", str(gap.visitor_days), gap.trend, why, title))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[5]]) for row in rows]


def _shorten(text: str) -> str:
    """Return a text that fits into the table; what a terminal would obey is left out."""
    shown, columns = "", 0
    for char in text:
        columns += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if columns > LONGEST_TITLE:
            return f"{shown}…"
        shown += char if char.isprintable() else " "
    return shown
