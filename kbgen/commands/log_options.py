"""What the commands that read the log share: their options, the privacy threshold, and how they read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from search_analytics.errors import AnalyticsError, UsageError
from kbgen.insights.gaps import Gaps, find_gaps
from kbgen.insights.report.content import ReportContent, report_content
from search_analytics.store.search_log import MOST_GAPS, TIME_LIMIT_SECONDS, Question, SearchLog
from search_analytics.store import read_search_log
from search_analytics.store_options import add_store_option

PORTAL = Path("site")


def add_log_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which searches are read, and of which portal."""
    add_store_option(parser)
    parser.add_argument("--portal", type=Path, metavar="DIR", help=f"the built portal, which explains gaps (default: {PORTAL})")
    parser.add_argument(
        "--since-days", type=int, default=30, metavar="N", help="so many days to the last one (default: %(default)s)"
    )
    day = date.fromisoformat
    parser.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="first day, UTC; in place of --since-days")
    parser.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="last day, UTC (default: today)")
    parser.add_argument("--site", metavar="NAME", help="only searches of this site")
    parser.add_argument(
        "--k", type=int, metavar="N", help="fewest visitor-days to show a phrase (default: 3 at home, 5 in files that leave)"
    )
    parser.add_argument(
        "--show-every-query",
        action="store_true",
        help="show rare phrases too; for your own tests only, they can identify people",
    )
    parser.add_argument("--time-limit", type=float, default=TIME_LIMIT_SECONDS, metavar="SECONDS", help="(default: %(default)s)")


def add_gap_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `add_log_options`, and those that say which gaps are shown and how they are explained."""
    add_log_options(parser)
    parser.add_argument("--drafts", type=Path, metavar="DIR", help="Markdown files that are written and not published")
    parser.add_argument("--limit", type=int, default=MOST_GAPS, metavar="N", help="most gaps to show (default: %(default)s)")


def run_for_editors(command: Callable[[], int]) -> int:
    """Run a command of the editors, which ends as those of kbgen do, however it was started; return the exit code."""
    from kbgen.commands.terminal import Terminal, explain_errors  # here, so that the collector starts without kbgen

    return explain_errors(lambda: _in_one_family(command), Terminal())


def _in_one_family(command: Callable[[], int]) -> int:
    """Run a command; the errors of the collector's half become kbgen's here and nowhere else."""
    import kbgen.errors

    try:
        return command()
    except AnalyticsError as error:
        kind = kbgen.errors.UsageError if isinstance(error, UsageError) else kbgen.errors.KbgenError
        raise kind(error.message, hint=error.hint) from error


def question_of(options: argparse.Namespace, *, least_k: int) -> Question:
    """Return what the options ask for. least_k: the threshold below which they may not go."""
    if options.since_days < 1:
        raise UsageError("--since-days starts at 1")
    to_day = options.until or datetime.now(UTC).date()
    try:
        from_day = options.since or to_day - timedelta(days=options.since_days - 1)
    except OverflowError:
        raise UsageError(f"--since-days {options.since_days} is before the calendar begins") from None
    if from_day > to_day:
        raise UsageError(f"--since {from_day} is after the last day, {to_day}", hint="name the last day with --until")
    return Question(
        from_day=from_day,
        to_day=to_day,
        threshold_k=_threshold(options, least_k),
        site=options.site,
        time_limit_seconds=options.time_limit,
    )


def _gap_question(options: argparse.Namespace, least_k: int) -> Question:
    if options.limit < 1:
        raise UsageError("--limit starts at 1")
    return replace(question_of(options, least_k=least_k), limit=options.limit)


def read_gaps(options: argparse.Namespace, *, least_k: int) -> tuple[SearchLog, Gaps]:
    """Return the log that the options name, and its gaps, explained where there is a built portal."""
    from kbgen.insights.diagnosis.examiner import examiner_of  # here, so that the collector starts without kbgen

    log = read_search_log(options.store, _gap_question(options, least_k))
    return log, find_gaps(log, examiner_of(portal_of(options), _drafts(options)))


def read_report(options: argparse.Namespace, *, least_k: int) -> ReportContent:
    """Return everything a report says."""
    from kbgen.insights.diagnosis.examiner import examiner_of
    from kbgen.insights.diagnosis.portal_facts import portal_facts

    portal = portal_of(options)
    examiner = examiner_of(portal, _drafts(options))
    log = read_search_log(options.store, _gap_question(options, least_k))
    return report_content(log, find_gaps(log, examiner), portal_facts(portal), examiner.is_published)


def portal_of(options: argparse.Namespace) -> Path | None:
    """Return the folder of the built portal, or None where there is none and none was named."""
    if options.portal is not None:
        return Path(options.portal)
    if (PORTAL / "search").is_dir():
        return PORTAL
    print(f"no built portal in {PORTAL}: gaps are not explained; name it with --portal", file=sys.stderr)
    return None


def _drafts(options: argparse.Namespace) -> Mapping[str, str]:
    """Return the drafts that the options name, after saying which of them cannot be read."""
    from kbgen.insights.diagnosis.drafts import read_drafts

    found = read_drafts(options.drafts)
    for problem in found.problems:
        print(problem, file=sys.stderr)
    return found.texts


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
