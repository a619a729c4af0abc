"""`kbgen gaps join ID ID`: say that gaps are one need, which no list of words told."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from kbgen.commands.log_reading import add_gap_options, decisions_file, examiner_for, gap_named, read_gaps, take_down_all
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from kbgen.insights.decisions import read_decisions
from kbgen.insights.joining import join_decisions
from search_analytics.store.search_log import AT_HOME_K

ABOUT = "say that gaps are one need: from then on they are one gap, by the name of the first"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("gap", metavar="ID", help="of 'kbgen gaps', or how it begins; what was decided about it stays")
    parser.add_argument("others", metavar="ID", nargs="+", help="of gaps that are the same need")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add_gap_options(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    _, gaps = read_gaps(options, examiner_for(options, terminal), least_k=AT_HOME_K)
    first, *others = (gap_named(one, gaps) for one in (options.gap, *options.others))
    for other, name in zip(others, options.others, strict=True):
        part = next((one.lower() for one in (name, options.gap) if not first.id.startswith(one.lower())), "")
        if other.id == first.id and part:
            raise UsageError(f"{part} is part of {first.id} already", hint="'kbgen gaps apart' takes it out again")
    path = decisions_file(options)
    decided = join_decisions(read_decisions(path), path, first, others, datetime.now(UTC).date())
    return take_down_all(options, decided, terminal, f"{counted(len(others), 'gap')} joined to {first.id}")
