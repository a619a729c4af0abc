"""What the commands of the collector share: their options, and how they fail."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from search_analytics.errors import AnalyticsError, UsageError
from search_analytics.http.server import Whereabouts
from search_analytics.option_values import option_fault
from search_analytics.privacy.redaction import published_tokens


class Parser(argparse.ArgumentParser):
    """Says what is wrong with options as every other error is said."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError in place of ending the process."""
        raise UsageError(option_fault(message), hint=f"'python -m {self.prog} --help' lists what there is")


def add_store_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where the events are."""
    parser.add_argument(
        "--store",
        "--db",
        default=Whereabouts().store,
        metavar="PLACE",
        help="path of a SQLite database, or postgresql://user@host/database (default: %(default)s)",
    )


def add_content_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that says what the portal itself publishes."""
    parser.add_argument(
        "--content", type=Path, metavar="DIR", help="articles, or the built site: numbers published there are not redacted"
    )


def add_portal_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that says which articles there are."""
    parser.add_argument(
        "--portal", type=Path, metavar="DIR", help="the built site: events of articles that it does not have are dropped"
    )


def published_in(folder: Path | None) -> frozenset[str]:
    """Return what redaction leaves alone: the numbers and addresses of articles and contact pages below `folder`."""
    if folder is None:
        return frozenset()
    if not folder.is_dir():
        raise UsageError(f"no folder {folder}", hint="--content names the folder with the articles, or the built site")
    files = sorted((*folder.rglob("*.md"), *folder.rglob("contact/index.html")))
    return published_tokens(file.read_text("utf-8", "replace") for file in files)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 search` or `2 searches`. plural: where it is not the noun with an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def explain_errors(command: Callable[[], int]) -> int:
    """Run a command; print what it raises on purpose, and what the system refused, and return the exit code."""
    try:
        return command()
    except AnalyticsError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `export | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:  # a full disk, a folder that is not ours
        print(f"{error.filename}: {error.strerror}" if error.filename else error, file=sys.stderr)
        return 1
