"""`kbgen gaps set ID STATE`: say what was decided about a gap."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from kbgen.commands.log_reading import add_gap_options, examiner_for, gap_named, read_gaps, take_down
from kbgen.commands.terminal import Terminal
from kbgen.errors import UsageError
from kbgen.insights.decisions import DECIDED, Decision, ids_of, reason_fault
from search_analytics.store.search_log import AT_HOME_K

ABOUT = "say what was decided about a gap: planned, dismissed, done or open again"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("gap", metavar="ID", help="of 'kbgen gaps', or how it begins")
    parser.add_argument("state", choices=DECIDED, help="what holds from today on")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why; a gap is not dismissed without one")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add_gap_options(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    if fault := reason_fault(options.state, options.reason):
        raise UsageError(fault, hint="add --reason, such as --reason 'we do not offer this'")
    _, gaps = read_gaps(options, examiner_for(options, terminal), least_k=AT_HOME_K)
    gap = gap_named(options.gap, gaps)
    today = datetime.now(UTC).date()
    decision = Decision(gap.id, options.state, today, options.reason.strip(), ids_of(gap.identities, gap.id))
    return take_down(options, decision, terminal, f"gap {gap.id} is {options.state} from {today} on")
