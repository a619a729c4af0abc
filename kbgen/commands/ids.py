"""`kbgen ids`: give articles a short id, for links that fit into a text message and hold for ever."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from kbgen.commands.options import add_config
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from kbgen.settings.fields import nearest
from kbgen.settings.site import load

ABOUT = "give articles a short id, for links that fit into a text message and hold for ever"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="paths below the language folder (default: all that have none)"
    )
    parser.add_argument(
        "--before", type=Path, metavar="DIR", help="the site that is live now, whose ids are taken (default: site_dir)"
    )
    add_config(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; print id and article of each that it gave one."""
    from kbgen.site.new_ids import plan_ids

    settings = load(options.config)
    plan = plan_ids(settings, options.before or settings.output, secrets.choice)
    if unknown := sorted(set(options.articles) - plan.known):
        raise UsageError(f"there is no article '{unknown[0]}'", hint=nearest(unknown[0], plan.known))
    given = plan.write(options.articles or plan.known)
    for article, short_id in given.items():
        print(f"{short_id}\t{article}")
    terminal.say(f"{counted(len(given), 'article')} got an id")
    return 0
