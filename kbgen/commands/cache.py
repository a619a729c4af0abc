"""`kbgen cache`: how much builds keep so as not to work it out again, and the way to be rid of it."""

from __future__ import annotations

import argparse

from kbgen.commands.options import add_config, add_json, print_json
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.kept_values import forget, kept_sizes
from kbgen.settings.fields import shown
from kbgen.settings.site import load

ABOUT = "show how much builds keep for the next one, or remove it"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_config(parser)
    add_json(parser)
    parser.add_argument("--clear", action="store_true", help="remove it; the next build works everything out again")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; print each kind of kept values with its files and bytes."""
    folder = load(options.config).cache
    sizes = kept_sizes(folder) if folder else ()
    total_bytes = sum(size.size_bytes for size in sizes)
    if folder and options.clear:
        forget(folder)
    if options.json:
        kinds = {size.kind: {"files": size.files, "bytes": size.size_bytes} for size in sizes}
        print_json({"folder": str(folder or ""), "bytes": total_bytes, "kinds": kinds, "cleared": options.clear})
        return 0
    for size in sizes:
        print(f"{size.kind}\t{size.files}\t{size.size_bytes}")
    if folder is None:
        terminal.say("this site keeps nothing: 'cache' is 'off'")
    else:
        files = counted(sum(size.files for size in sizes), "file")
        terminal.say(f"{'removed' if options.clear else 'kept'} {total_bytes / 1e6:.1f} MB in {files} in {shown(folder)}")
    return 0
