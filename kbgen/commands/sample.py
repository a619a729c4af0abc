"""`kbgen sample`: fill a store with made-up searches of the sample shop."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from kbgen.commands.options import add_store
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from search_analytics.option_values import whole_number
from search_analytics.store.retention import RAW_DAYS  # older events would be deleted at once

ABOUT = "fill a store with made-up searches of the sample shop, for a first look at the report"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_store(parser)
    parser.add_argument("--days", type=whole_number(1, RAW_DAYS), default=28, metavar="N", help="to today (default: %(default)s)")
    parser.add_argument("--site", default="harbour-hill", metavar="NAME", help="(default: %(default)s)")
    parser.add_argument(
        "--seed", type=whole_number(0), default=1, metavar="N", help="another one makes other events (default: %(default)s)"
    )


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.insights.sample_log import sample_events
    from kbgen.insights.search_log import append_events, shown_location

    today = datetime.now(UTC).date()
    events = sample_events(days=options.days, last_day=today, site=options.site, seed=options.seed)
    terminal.say(f"{counted(append_events(options.store, events), 'made-up event')} stored in {shown_location(options.store)}")
    return 0
