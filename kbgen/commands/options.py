"""What commands share: options that mean the same everywhere, and the way they print."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal, NoReturn

from kbgen.errors import Problem, UsageError
from kbgen.model import LANGUAGES
from kbgen.settings.config_file import CONFIG_FILE
from kbgen.settings.fields import shown
from kbgen.whole_file import replace_file
from search_analytics.option_values import day, latest_day, number, option_fault, whole_number

MOST_DAYS = 1_830
"""Of a period: five years. Each gap has a number for each day, and no collector keeps searches for longer."""
DEFAULT_DAYS = 30
LEAST_SECONDS, MOST_SECONDS = 0.1, 86_400
"""Of a time limit: below, every report ends with it, and above a day nobody waits."""
STANDARD_OUTPUT = "-"
PeriodFault = Literal["future", "period", "long"]


class Parser(argparse.ArgumentParser):
    """Says what is wrong with options as every other error is said."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError in place of ending the process."""
        raise UsageError(option_fault(message), hint=f"'{self.prog} --help' lists what there is")


def add_config(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the configuration of the site."""
    parser.add_argument("--config", type=Path, default=Path(CONFIG_FILE), metavar="FILE", help="(default: %(default)s)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the option for programs, of a command that otherwise speaks to people."""
    parser.add_argument("--json", action="store_true", help="print the outcome for programs")


def add_format(parser: argparse.ArgumentParser, choices: Iterable[str], default: str) -> None:
    """Add the option of a command that writes in several formats; `--json` is short for one of them."""
    parser.add_argument("--format", choices=sorted(choices), default=default, help=f"(default: {default})")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")


def add_output(parser: argparse.ArgumentParser, default: str = STANDARD_OUTPUT) -> None:
    """Add the option that says where the outcome goes."""
    shown_default = "standard output" if default == STANDARD_OUTPUT else default
    parser.add_argument("--output", metavar="FILE", help=f"{STANDARD_OUTPUT} for standard output (default: {shown_default})")


def add_former(parser: argparse.ArgumentParser, former: str, now: str) -> None:
    """Let the option of a file or folder be called as it was before; help does not list that. now: its name today."""
    parser.add_argument(former, type=Path, dest=now.lstrip("-"), help=argparse.SUPPRESS)


def add_language(parser: argparse.ArgumentParser, what: str, default: str | None = None) -> None:
    """Add the option for a language of the portal. what: whose language it is, and what holds without it."""
    parser.add_argument("--language", choices=LANGUAGES, default=default, help=what)


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where the collector keeps searches."""
    from search_analytics.store.location import DEFAULT_STORE  # here, so that commands about articles alone do not load it

    parser.add_argument(
        "--store",
        "--db",
        default=DEFAULT_STORE,
        metavar="PLACE",
        help="path of a SQLite database, or postgresql://user@host/database (default: %(default)s)",
    )


def add_site(parser: argparse.ArgumentParser) -> None:
    """Add the option that picks one portal of several that share a collector."""
    parser.add_argument("--site", metavar="NAME", help="only searches of this site")


def add_period(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which days are read, and how long the store may take."""
    from search_analytics.store.search_log import TIME_LIMIT_SECONDS

    parser.add_argument(
        "--since-days",
        type=whole_number(1, MOST_DAYS),
        metavar="N",
        help=f"so many days to the last one (default: {DEFAULT_DAYS})",
    )
    parser.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="first day, UTC; in place of --since-days")
    parser.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="last day, UTC (default: today)")
    parser.add_argument(
        "--time-limit",
        type=number(LEAST_SECONDS, MOST_SECONDS),
        default=TIME_LIMIT_SECONDS,
        metavar="SECONDS",
        help="(default: %(default)s)",
    )


class PeriodError(UsageError):
    """A period that no report has. since, until: its days. The words name options of a command line."""

    def __init__(self, fault: PeriodFault, message: str, hint: str, *, since: date, until: date) -> None:
        super().__init__(message, hint=hint)
        self.fault, self.since, self.until = fault, since, until


def period_of(options: argparse.Namespace) -> tuple[date, date]:
    """Return the first and the last day that the options name. Raises PeriodError; UsageError before the calendar begins."""
    if options.since and options.since_days:
        raise UsageError("--since and --since-days both name the first day", hint="leave one of them out")
    to_day, days = options.until or datetime.now(UTC).date(), options.since_days or DEFAULT_DAYS
    if to_day > (latest := latest_day()):
        hint = f"nothing is known of it yet; the last day that has begun anywhere is {latest}"
        raise PeriodError("future", f"--until {to_day} is a day to come", hint, since=options.since or to_day, until=to_day)
    try:
        from_day = options.since or to_day - timedelta(days=days - 1)
    except OverflowError:
        raise UsageError(f"--since-days {days} is before the calendar begins") from None
    if from_day > to_day:
        message = f"--since {from_day} is after the last day, {to_day}"
        raise PeriodError("period", message, "name the last day with --until", since=from_day, until=to_day)
    if (days := (to_day - from_day).days + 1) > MOST_DAYS:
        message = f"{from_day} to {to_day} are {days} days, and a report has {MOST_DAYS} at most"
        raise PeriodError("long", message, "name a later --since", since=from_day, until=to_day)
    return from_day, to_day


def write(output: str | Path | None, content: bytes | str) -> bool:
    """Write what a command was asked for; tell whether it went to a file. Raises UsageError where that is not possible."""
    content = content.encode() if isinstance(content, str) else content
    if output is None or str(output) == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return False
    path = Path(output)
    try:
        replace_file(path, content)
    except OSError as error:
        raise UsageError(f"cannot write {shown(path)}: {error.strerror}", hint="choose another place") from error
    return True


def print_json(outcome: Mapping[str, object]) -> None:
    """Print an outcome for programs."""
    print(json.dumps(outcome, ensure_ascii=False, indent=2))


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems for programs."""
    import msgspec  # thousands of problems take json two seconds

    found = msgspec.json.encode({"problems": [problem_as_json(problem) for problem in problems]})
    print(msgspec.json.format(found, indent=2).decode())


def problem_as_json(problem: Problem) -> dict[str, object]:
    """Return a problem for programs."""
    return {
        "path": problem.path.as_posix(),
        "line": problem.line,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
