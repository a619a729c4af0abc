"""`kbgen new-site`: start a site of your own."""

from __future__ import annotations

import argparse
from pathlib import Path
from shlex import quote

from kbgen.commands.options import add_json, print_json
from kbgen.commands.terminal import Terminal

ABOUT = "start a site of your own"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet, or is empty")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.site.new_site import copy_starter

    paths = copy_starter(options.folder)
    terminal.say(f"wrote {len(paths)} files to {options.folder}")
    terminal.say(f"next: cd {quote(str(options.folder))} && kbgen serve")
    if options.json:
        print_json({"folder": str(options.folder), "files": [path.as_posix() for path in paths]})
    return 0
