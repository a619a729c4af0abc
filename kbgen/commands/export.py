"""`python -m search_analytics export`: searches for other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from search_analytics.errors import UsageError
from kbgen.insights.exports.rows import export_rows
from kbgen.insights.exports.tables import FORMATS
from search_analytics.store.search_log import AWAY_K, Question
from search_analytics.store import read_search_log
from search_analytics.store_options import add_store_option, explain_errors
from search_analytics.whole_file import write_output


def export(argv: Sequence[str]) -> int:
    """Write what was searched for, day by day; phrases of too few visitors are added up without their text."""
    parser = argparse.ArgumentParser(prog="search_analytics export", description=export.__doc__)
    parser.add_argument("--format", choices=sorted(FORMATS), default="csv", help="(default: %(default)s)")
    parser.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="first day, UTC (default: 29 days ago)")
    parser.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="last day, UTC (default: today)")
    parser.add_argument("--output", default="-", metavar="FILE", help="- for standard output (default: %(default)s)")
    parser.add_argument("--site", metavar="NAME", help="only searches of this site")
    parser.add_argument(
        "--k", type=int, default=AWAY_K, metavar="N", help="fewest visitor-days of a phrase (default: %(default)s)"
    )
    parser.add_argument("--time-limit", type=float, default=30.0, metavar="SECONDS", help="(default: %(default)s)")
    add_store_option(parser)
    options = parser.parse_args(argv)
    return explain_errors(lambda: _export(options, datetime.now(UTC).date()))


def _export(options: argparse.Namespace, today: date) -> int:
    if options.k < AWAY_K:
        hint = f"{AWAY_K} is the least for files that leave the house"
        raise UsageError(f"--k {options.k} would show phrases that can identify people", hint=hint)
    until = options.until or today
    since = options.since or until - timedelta(days=29)
    if since > until:
        raise UsageError(f"--since {since} is after --until {until}")
    question = Question(since, until, options.k, options.site, time_limit_seconds=options.time_limit, most_phrases=None)
    rows = export_rows(read_search_log(options.store, question))
    content = FORMATS[options.format](rows)
    if options.output == "-":
        sys.stdout.buffer.write(content)
    else:
        write_output(Path(options.output), content, hint="choose another place with --output")
    named = len({(row.language, row.phrase) for row in rows if row.phrase})
    print(f"{len(rows)} rows, {named} phrases named", file=sys.stderr)
    return 0
