"""`python -m search_analytics upkeep`: delete, forget or check what is stored; the collector may go on meanwhile."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime

from search_analytics.cli.options import Parser, add_store_option, counted, explain_errors
from search_analytics.errors import UsageError
from search_analytics.option_values import day
from search_analytics.privacy.match_key import clean_text, group_key
from search_analytics.privacy.redaction import redact
from search_analytics.store.opening import open_for_upkeep
from search_analytics.store.retention import Removed, Upkeep


def utc_today() -> date:
    """Return the day that the store calls today."""
    return datetime.now(UTC).date()


def upkeep(argv: Sequence[str]) -> int:
    """Delete, forget or check what is stored; the collector may go on meanwhile."""
    return explain_errors(lambda: _upkeep(_options(argv)))


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = Parser(prog="search_analytics upkeep", description="Delete or check what is stored.")
    add_store_option(parser)
    chores = parser.add_mutually_exclusive_group(required=True)
    chores.add_argument("--purge-before", type=day, metavar="YYYY-MM-DD", help="delete all days before")
    chores.add_argument("--forget", metavar="TEXT", help="delete every search for the text, and its clicks")
    chores.add_argument("--verify", action="store_true", help="check the database")
    parser.add_argument("--containing", action="store_true", help="with --forget: every search that contains the text")
    parser.add_argument("--yes", action="store_true", help="delete; without it you are told what would be")
    return parser.parse_args(argv)


def _upkeep(options: argparse.Namespace) -> int:
    if options.containing and options.forget is None:
        raise UsageError("--containing goes with --forget", hint="upkeep --forget TEXT --containing")
    if options.purge_before and options.purge_before > utc_today():
        raise UsageError(
            f"--purge-before {options.purge_before} is in the future, and would delete today as well",
            hint=f"today is {utc_today()} (UTC); it names the first day that stays",
        )
    with open_for_upkeep(options.store) as store:
        if options.verify:
            problems = store.verify()
            print("\n".join(problems) or "ok")
            return 1 if problems else 0
        return _purge(store, options) if options.purge_before else _forget(store, options)


def _purge(store: Upkeep, options: argparse.Namespace) -> int:
    before = options.purge_before
    found = store.would_purge(before)
    return _done(store.purge(before)) if _agreed(found, f"of days before {before}", options) else 0


def _forget(store: Upkeep, options: argparse.Namespace) -> int:
    text = group_key(redact(clean_text(options.forget)))
    if not text:
        raise UsageError("--forget needs a text", hint="all searches before a day: --purge-before")
    if text.startswith("⟨") and text.endswith("⟩") and "⟩" not in text[:-1]:
        raise UsageError(
            f"nothing of this is stored: it was replaced by {text} before",
            hint="--purge-before deletes the searches of whole days",
        )
    found = store.would_forget(text, containing=options.containing)
    which = "that contain it" if options.containing else "for this very text"
    agreed = _agreed(found, which, options)
    if not options.containing:
        more = store.would_forget(text, containing=True).events - found.events
        if more:
            print(f"  hint: {counted(more, 'event')} more of searches that contain it: --containing", file=sys.stderr)
    return _done(store.forget(text, containing=options.containing)) if agreed else 0


def _agreed(found: Removed, which: str, options: argparse.Namespace) -> bool:
    """Say what would be deleted, and whether it is to be. Raises UsageError: somebody has to say so.

    Copies of former migrations hold what was deleted since, so they alone are worth going on for; and with --yes nothing is,
    because whoever was reading when it was deleted may have kept it on the disk.
    """
    if not any((found.events, found.roll_ups, found.copies)):
        print(f"nothing {which} is stored", file=sys.stderr)
        return bool(options.yes)
    if not options.yes:
        raise UsageError(f"would delete {_rows(found)} {which}; nothing is deleted yet", hint="the same with --yes deletes it")
    return True


def _done(removed: Removed) -> int:
    if any((removed.events, removed.roll_ups, removed.copies)):
        print(f"{_rows(removed)} deleted", file=sys.stderr)
    return 0


def _rows(removed: Removed) -> str:
    rows = f"{counted(removed.events, 'event')}, {counted(removed.roll_ups, 'roll-up')}"
    return f"{rows} and {counted(removed.copies, 'copy', 'copies')}"
