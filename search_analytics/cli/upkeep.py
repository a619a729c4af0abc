"""`python -m search_analytics upkeep`: delete, forget or check what is stored; the collector may go on meanwhile."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from search_analytics.cli.options import Parser, add_store_option, counted, explain_errors
from search_analytics.errors import UsageError
from search_analytics.option_values import day
from search_analytics.privacy.match_key import group_key
from search_analytics.privacy.redaction import redact
from search_analytics.store.opening import open_for_upkeep


def upkeep(argv: Sequence[str]) -> int:
    """Delete, forget or check what is stored; the collector may go on meanwhile."""
    return explain_errors(lambda: _upkeep(_options(argv)))


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = Parser(prog="search_analytics upkeep", description="Delete or check what is stored.")
    add_store_option(parser)
    chores = parser.add_mutually_exclusive_group(required=True)
    chores.add_argument("--purge-before", type=day, metavar="YYYY-MM-DD", help="delete all days before")
    chores.add_argument("--forget", metavar="TEXT", help="delete every search that contains the text, and its clicks")
    chores.add_argument("--verify", action="store_true", help="check the database")
    return parser.parse_args(argv)


def _upkeep(options: argparse.Namespace) -> int:
    with open_for_upkeep(options.store) as store:
        if options.verify:
            problems = store.verify()
            print("\n".join(problems) or "ok")
            return 1 if problems else 0
        if options.purge_before:
            removed = store.purge(options.purge_before)
        else:
            text = group_key(redact(options.forget))
            if not text:
                raise UsageError("--forget needs a text", hint="all searches before a day: --purge-before")
            removed = store.forget(text)
    rows = f"{counted(removed.events, 'event')}, {counted(removed.roll_ups, 'roll-up')}"
    print(f"{rows} and {counted(removed.copies, 'copy', 'copies')} deleted", file=sys.stderr)
    return 0
