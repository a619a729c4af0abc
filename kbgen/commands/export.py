"""`kbgen export`: searches for other programs."""

from __future__ import annotations

import argparse

from kbgen.commands.options import add_output, add_period, add_site, add_store, period_of, write
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from search_analytics.option_values import whole_number
from search_analytics.store.search_log import AWAY_K, Question

ABOUT = "write what was searched for, day by day; phrases of too few visitors are added up without their text"
FORMATS = ("csv", "ndjson", "parquet")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--format", choices=FORMATS, default="csv", help="(default: %(default)s)")
    add_period(parser)
    add_output(parser)
    add_site(parser)
    parser.add_argument(
        "--k", type=whole_number(1), default=AWAY_K, metavar="N", help="fewest visitor-days of a phrase (default: %(default)s)"
    )
    add_store(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.insights.exports.rows import export_rows
    from kbgen.insights.exports.tables import FORMATS as RENDERERS
    from kbgen.insights.search_log import read_log_under_todays_ids

    if options.k < AWAY_K:
        hint = f"{AWAY_K} is the least for files that leave the house"
        raise UsageError(f"--k {options.k} would show phrases that can identify people", hint=hint)
    from_day, to_day = period_of(options)
    question = Question(from_day, to_day, options.k, options.site, time_limit_seconds=options.time_limit, most_phrases=None)
    rows = export_rows(read_log_under_todays_ids(options.store, question, {}))
    write(options.output, RENDERERS[options.format](rows))
    named = len({(row.language, row.phrase) for row in rows if row.phrase})
    terminal.say(f"{counted(len(rows), 'row')}, {counted(named, 'phrase')} named")
    return 0
