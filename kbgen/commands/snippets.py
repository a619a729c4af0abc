"""`kbgen snippets`: write a short reply for each article, with its link, for those who answer customers."""

from __future__ import annotations

import argparse
from pathlib import Path

from kbgen.commands.options import STANDARD_OUTPUT, add_config, add_format, add_former, add_output, write
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError

ABOUT = "write a short reply for each article, with its link, for those who answer customers"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_config(parser)
    parser.add_argument("--base", metavar="URL", help="address of the site (default: site_url of the configuration)")
    parser.add_argument("--before", type=Path, metavar="FILE", help="an earlier JSON file: list what changed since then")
    add_former(parser, "--against", "--before")
    add_format(parser, ("markdown", "csv", "json"), "markdown")
    add_output(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.settings.site import load
    from kbgen.site import snippets as show
    from kbgen.site.portal import prepare

    settings = load(options.config)
    base = options.base or settings.site_url
    if not base.startswith(("https://", "http://")):
        raise UsageError("a reply needs the address of the site", hint="set site_url, or give --base https://help.example.com/")
    before = show.read_snippets(options.before) if options.before else None
    portal = prepare(settings, lambda done, total: terminal.progress("articles", done, total))
    found = show.make_snippets(portal, base if base.endswith("/") else f"{base}/")
    if before is not None:
        changes = show.compare_snippets(found, before)
        kinds = (("changed", changes.changed), ("new", changes.new), ("gone", changes.gone))
        write(options.output, "".join(f"{kind}\t{article}\n" for kind, articles in kinds for article in articles))
        terminal.say(", ".join(f"{len(articles)} {kind}" for kind, articles in kinds))
        return 0
    if options.format == "csv":
        to_file = options.output not in (None, STANDARD_OUTPUT)
        text = "\ufeff" * to_file + show.snippets_csv(found)  # spreadsheets read UTF-8 by this mark
    else:
        text = show.snippets_json(found) if options.format == "json" else show.snippets_markdown(found)
    write(options.output, text)
    terminal.say(counted(len(found.snippets), "reply", "replies"))
    return 0
