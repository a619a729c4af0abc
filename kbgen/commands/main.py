"""The command line. Data goes to standard output, words to standard error.

Exit codes: 0 fine, 1 problems in the content, 2 wrong use or configuration.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

import kbgen
from kbgen.commands.options import Parser, print_problems
from kbgen.commands.terminal import Terminal, explain_errors
from kbgen.errors import ContentError
from kbgen.this_process import own_this_process

COMMANDS = {
    "build": "build",
    "serve": "serve",
    "check": "check",
    "new-site": "new_site",
    "import": "import_",
    "new": "new",
    "schema": "schema",
    "cache": "cache",
    "calendar": "calendar",
    "rename": "rename",
    "ids": "ids",
    "translations": "translations",
    "translations export": "po_export",
    "translations import": "po_import",
    "translate": "translate",
    "search": "search",
    "eval": "eval",
    "snippets": "snippets",
    "report": "report",
    "gaps": "gaps",
    "gaps fix": "fix",
    "gaps join": "join_gaps",
    "gaps apart": "part_gaps",
    "gaps set": "set_state",
    "replay": "replay",
    "export": "export",
    "popular": "popular",
    "sample": "sample",
    "demo": "demo",
}
"""Each command and its module: ABOUT, add_options(parser), run(options, terminal) → exit code. What a command needs beyond
argparse is imported when it runs, so that no command waits for the imports of another."""

Run = Callable[[argparse.Namespace, Terminal], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run `kbgen ARGV`; return the exit code."""
    if argv is None:
        own_this_process()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if " ".join(arguments[:2]) in COMMANDS:
        arguments = [" ".join(arguments[:2]), *arguments[2:]]
    terminal = Terminal()
    code = explain_errors(lambda: _run(arguments, terminal), terminal)
    if argv is None:  # the process ends: Python would look through all values once more, 0.15 s of a build of 1,000 pairs
        gc.freeze()
    return code


def _run(arguments: Sequence[str], terminal: Terminal) -> int:
    named = [name for name in arguments[:1] if name in COMMANDS]
    options, unknown = parser_of_commands(named or COMMANDS).parse_known_args(arguments)
    if unknown:
        options.own_parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    run: Run = options.run
    try:
        return run(options, terminal)
    except ContentError as error:
        if getattr(options, "json", False) or getattr(options, "format", "") == "json":
            print_problems(error.problems)
        raise
    finally:
        terminal.unkept()


def parser_of_commands(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser of some commands and their options; a command that was named need not load the others."""
    parser = Parser(
        prog="kbgen", description="Build a help portal in English and Traditional Chinese from Markdown, and learn what it lacks."
    )
    parser.add_argument("--version", action="version", version=f"kbgen {kbgen.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name in names:
        command = import_module(f"kbgen.commands.{COMMANDS[name]}")
        about: str = command.ABOUT
        own = commands.add_parser(
            name, help=about, description=f"{about[:1].upper()}{about[1:]}.", prog=f"kbgen {name}", epilog=_further(name)
        )
        own.set_defaults(run=command.run, own_parser=own)
        command.add_options(own)
    return parser


def _further(name: str) -> str | None:
    """Return the sentence that names the commands whose names begin with that of a command, None where there is none."""
    further = [f"'kbgen {other}'" for other in COMMANDS if other.startswith(f"{name} ")]
    return f"Further commands, each with --help: {', '.join(further)}." if further else None
