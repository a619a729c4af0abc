"""`kbgen gaps`: list the gaps in a portal's articles, from the searches that failed."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kbgen.commands.garbage import garbage_looked_for_seldom
from kbgen.commands.log_reading import PORTAL, add_gap_options, examiner_for, read_gaps, require_decisions, say_unless_listed
from kbgen.commands.options import add_json, print_json
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from search_analytics.store.search_log import AT_HOME_K, AWAY_K

if TYPE_CHECKING:
    from kbgen.insights.gaps import Gap, Gaps

ABOUT = "list what readers searched for and did not find, the costliest first"
SETTLED = ("done", "dismissed")
"""States that editors gave to gaps which need nobody any more; one that fails again is reopened."""
MOST_ASKED = 10
"""Pairs of gaps that may be one need."""
LONGEST_TITLE = 36
"""Columns of the table; a Chinese character takes two."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)  # in it, phrases need as many visitor-days as in every file that leaves the house
    add_gap_options(parser)


@garbage_looked_for_seldom()
def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.insights.counting import add_days, days_of_period
    from kbgen.insights.report.tables import gaps_as_json

    require_decisions(options)
    log, found = read_gaps(options, examiner_for(options, terminal), least_k=AWAY_K if options.json else AT_HOME_K)
    say_unless_listed(options.portal or PORTAL, terminal)
    if options.json:
        print_json(gaps_as_json(found))
        return 0
    for line in _table(found):
        print(line)
    for line in _perhaps_one([gap for gap in found.found if gap.state not in SETTLED]):
        terminal.say(line)
    held = found.held_back
    away = f"{counted(held.searches, 'search', 'searches')}, {counted(held.phrases, 'phrase')}"
    terminal.say("failed: visitor-days on which it did; one visitor, one thing and one day are one, however often it is repeated")
    if unjudged := round(add_days(days for _, days in days_of_period(log)).unjudged):
        days = counted(unjudged, "visitor-day")
        terminal.say(f"of {days} it is not known whether the search failed: logs do not say what was found")
    if settled := sum(gap.state in SETTLED for gap in found.found):
        terminal.say(f"{counted(settled, 'gap')} done or dismissed by editors not listed; 'kbgen report' has the reasons")
    if found.unshown:
        terminal.say(f"{counted(found.unshown, 'more gap')} not listed: ask for more with --limit")
    terminal.say(f"{counted(len(found.found) - settled, 'gap')}; held back for privacy: {away}")
    return 0


def _table(found: Gaps) -> list[str]:
    rows = [("id", "impact", "failed", "trend", "why", "searched")]
    for gap in found.found:
        if gap.state in SETTLED:
            continue
        state = gap.state if gap.state != "open" else "answered now" if gap.is_closed else ""
        why = gap.diagnosis.verdict.value + (f" ({state})" if state else "")
        others = gap.hidden_phrasings + len(gap.phrasings) - 1
        title = _shorten(gap.title) + (f"  +{others}" if others else "")
        rows.append((gap.id, f"{gap.impact:.1f}", str(round(gap.days.failed)), gap.trend, why, title))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[5]]) for row in rows]


def _perhaps_one(gaps: Sequence[Gap]) -> list[str]:
    """Return a line for each pair of gaps that may be one need, with the command that joins them."""
    from kbgen.insights.diagnosis.sense import is_installed
    from kbgen.insights.joining import asked_first

    pairs = asked_first(gaps)
    lines = [
        f"perhaps one need: kbgen gaps join {one.id} {other.id}   # {_shorten(one.title)} · {_shorten(other.title)}"
        for one, other in pairs[:MOST_ASKED]
    ]
    if len(pairs) > MOST_ASKED:
        lines.append(f"{len(pairs) - MOST_ASKED} more such pairs: 'kbgen report' shows them")
    if pairs and not is_installed():
        lines.append("hint: a model of meaning joins what is very likely one need: pip install 'kbgen[meaning]'")
    return lines


def _shorten(text: str) -> str:
    """Return a text that fits into the table; what a terminal would obey is left out."""
    shown, columns = "", 0
    for char in text:
        columns += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if columns > LONGEST_TITLE:
            return f"{shown}…"
        shown += char if char.isprintable() else " "
    return shown
