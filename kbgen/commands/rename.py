"""`kbgen rename OLD NEW`: give an article or a category another address, and lose none."""

from __future__ import annotations

import argparse

from kbgen.commands.options import add_config
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.settings.fields import shown
from kbgen.settings.site import load

ABOUT = "give an article or a category another address: both languages, links to it, and a redirect from where it was"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("old", metavar="OLD", help="path below the language folder, such as returns/refund-times")
    parser.add_argument("new", metavar="NEW", help="the new one")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    add_config(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.site.moves import plan_move

    settings = load(options.config)
    move = plan_move(settings, options.old, options.new)
    for old, new in sorted(move.ids.items()):
        print(f"{old}\t{new}")
    for path in sorted(move.contents):
        terminal.say(f"writes {shown(path)}")
    if options.dry_run:
        terminal.say("nothing was written (--dry-run)")
        return 0
    move.carry_out()
    terminal.say(
        f"moved {counted(len(move.ids), 'article')}; links to them changed in {counted(move.articles, 'other file')};"
        f" {_former(len(move.led_on), len(move.ids))}"
    )
    return 0


def _former(led_on: int, moved: int) -> str:
    """Return what becomes of the addresses before; those of drafts and unfinished articles were never published."""
    if led_on == moved:
        return "the former addresses lead on"
    some = f"{led_on:,} of the former addresses lead on, the others were" if led_on else "the former addresses were"
    return f"{some} never published"
