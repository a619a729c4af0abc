"""`kbgen gaps apart ID ID`: say that gaps, or a gap and one of its phrasings, are two needs."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from kbgen.commands.log_reading import add_gap_options, decisions_file, examiner_for, gap_named, read_gaps, take_down_all
from kbgen.commands.terminal import Terminal
from kbgen.insights.decisions import read_decisions
from kbgen.insights.joining import apart_decisions
from search_analytics.store.search_log import AT_HOME_K

ABOUT = "say that two gaps, or a gap and one of its phrasings, are two needs"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("gap", metavar="ID", help="of 'kbgen gaps', or how it begins")
    parser.add_argument("other", metavar="ID", help="of a gap that is another need, or of a phrasing that is")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add_gap_options(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    _, gaps = read_gaps(options, examiner_for(options, terminal), least_k=AT_HOME_K)
    gap, named = gap_named(options.gap, gaps), gap_named(options.other, gaps)
    other = options.other.lower() if named.id == gap.id else named
    path, today = decisions_file(options), datetime.now(UTC).date()
    decided = apart_decisions(read_decisions(path), gap, other, today)
    return take_down_all(options, decided, terminal, f"{options.other} is another need than {gap.id}")
