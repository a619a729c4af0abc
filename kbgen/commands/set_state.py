"""`kbgen gaps set ID STATE`: say what was decided about a gap."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from kbgen.commands.log_reading import add_gap_options, decisions_file, examiner_for, gap_named, read_gaps
from kbgen.commands.terminal import Terminal
from kbgen.errors import UsageError
from kbgen.insights.decisions import DECIDED, Decision, ids_of, reason_fault, with_decision, write_decision
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
    path = decisions_file(options)
    if options.dry_run:
        print(with_decision("", decision), end="")
        terminal.say("nothing was written (--dry-run)")
        return 0
    write_decision(path, decision)
    terminal.say(f"gap {gap.id} is {options.state} from {today} on: {path}")
    return 0
