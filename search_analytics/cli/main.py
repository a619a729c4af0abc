"""`python -m search_analytics`: run the collector, take in logs, keep the store tidy; a file for each command lies beside it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from search_analytics.cli.import_logs import import_logs
from search_analytics.cli.options import Parser, explain_errors
from search_analytics.cli.serve import serve
from search_analytics.cli.upkeep import upkeep

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"serve": serve, "import": import_logs, "upkeep": upkeep}
MOVED = ("report", "gaps", "replay", "export", "sample")
"""Commands of the editors, which kbgen has; scripts and timers of former versions call them here."""


def main(argv: Sequence[str]) -> int:
    """Run `python -m search_analytics ARGV`; return the exit code."""
    if argv and argv[0] in MOVED:
        # Without the arguments: a store's password and a webhook may be among them, and this ends up in logs.
        print(f"{argv[0]} is a command of kbgen\n  hint: kbgen {argv[0]}, with the same options", file=sys.stderr)
        return 2
    return explain_errors(lambda: _run(argv))


def _run(argv: Sequence[str]) -> int:
    parser = Parser(prog="search_analytics", description="Collect the searches of a portal's readers.")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args(argv)
    return COMMANDS[options.command](options.arguments)
