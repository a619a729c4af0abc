"""What the commands that read the log share: their options, the privacy threshold, and how they read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from search_analytics.errors import AnalyticsError, UsageError
from search_analytics.failures import Question
from search_analytics.gaps import Gaps, find_gaps
from search_analytics.search_log import SearchLog
from search_analytics.store.sqlite_reports import read_search_log

DATABASE = "var/searches.sqlite3"
PORTAL = Path("site")
AT_HOME_K = 3
AWAY_K = 5


def add_log_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which searches are read, and of which portal."""
    parser.add_argument("--db", default=DATABASE, metavar="FILE", help="the collector's database (default: %(default)s)")
    parser.add_argument("--portal", type=Path, metavar="DIR", help=f"the built portal, which explains gaps (default: {PORTAL})")
    parser.add_argument(
        "--since-days", type=int, default=30, metavar="N", help="today and the days before (default: %(default)s)"
    )
    parser.add_argument("--site", metavar="NAME", help="only searches of this site")
    parser.add_argument(
        "--k", type=int, metavar="N", help="fewest visitor-days to show a phrase (default: 3 at home, 5 in files that leave)"
    )
    parser.add_argument(
        "--show-every-query",
        action="store_true",
        help="show rare phrases too; for your own tests only, they can identify people",
    )
    parser.add_argument("--limit", type=int, default=1_000, metavar="N", help="most phrases to show (default: %(default)s)")
    parser.add_argument("--time-limit", type=float, default=5.0, metavar="SECONDS", help="(default: %(default)s)")


def question_of(options: argparse.Namespace, *, least_k: int) -> Question:
    """Return what the options ask for. least_k: the threshold below which they may not go."""
    if options.since_days < 1 or options.limit < 1:
        raise UsageError("--since-days and --limit start at 1")
    today = datetime.now(UTC).date()
    try:
        from_day = today - timedelta(days=options.since_days - 1)
    except OverflowError:
        raise UsageError(f"--since-days {options.since_days} is before the calendar begins") from None
    return Question(
        from_day=from_day,
        to_day=today,
        threshold_k=_threshold(options, least_k),
        site=options.site,
        limit=options.limit,
        time_limit_seconds=options.time_limit,
    )


def read_gaps(options: argparse.Namespace, *, least_k: int) -> tuple[SearchLog, Gaps]:
    """Return the log that the options name, and its gaps, explained where there is a built portal."""
    from search_analytics.diagnosis.examiner import examiner_of  # here, so that the collector starts without kbgen

    log = read_search_log(Path(options.db), question_of(options, least_k=least_k))
    return log, find_gaps(log, examiner_of(portal_of(options)))


def portal_of(options: argparse.Namespace) -> Path | None:
    """Return the folder of the built portal, or None where there is none and none was named."""
    if options.portal is not None:
        return Path(options.portal)
    if (PORTAL / "search").is_dir():
        return PORTAL
    print(f"no built portal in {PORTAL}: gaps are not explained; name it with --portal", file=sys.stderr)
    return None


def days_of(question: Question) -> list[date]:
    """Return every day of the period."""
    return [question.from_day + timedelta(days=n) for n in range((question.to_day - question.from_day).days + 1)]


def explain_errors(command: Callable[[], int]) -> int:
    """Run a command; print what it raises on purpose, and return the exit code."""
    try:
        return command()
    except AnalyticsError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def _threshold(options: argparse.Namespace, least_k: int) -> int:
    """Files that leave the house need more visitors behind each phrase; fewer than the default is for tests only."""
    if options.show_every_query:
        return 1
    if options.k is not None and options.k < least_k:
        raise UsageError(
            f"--k {options.k} would show phrases that can identify people",
            hint=f"{least_k} is the least here; for tests on this computer there is --show-every-query",
        )
    return options.k or least_k
