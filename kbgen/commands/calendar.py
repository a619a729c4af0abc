"""`kbgen calendar`: list what appears, expires and is to be reviewed, by owner."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kbgen.commands.options import MOST_DAYS, add_config, add_json, print_json
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from kbgen.settings.fields import nearest
from kbgen.settings.site import load
from search_analytics.option_values import whole_number

if TYPE_CHECKING:
    from kbgen.content.calendar import CalendarEntry

ABOUT = "list what appears, expires and is to be reviewed, by owner"
DEFAULT_DAYS = 30


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    add_config(parser)
    parser.add_argument(
        "--days",
        type=whole_number(0, MOST_DAYS),
        default=DEFAULT_DAYS,
        metavar="N",
        help="what comes so many days from now, and expired so long ago; 0: what is overdue (default: %(default)s)",
    )
    parser.add_argument("--owner", metavar="NAME", help="only articles of this team")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.content.calendar import NOBODY, calendar
    from kbgen.content.every_article import read_every_article

    settings = load(options.config)
    articles = tuple(read_every_article(settings).articles.values())
    owners = {article.front.owner or NOBODY for article in articles} | set(settings.owners)
    if options.owner and options.owner not in owners:
        raise UsageError(f"no article is of '{options.owner}'", hint=nearest(options.owner, owners))
    entries = calendar(articles, settings, days=options.days)
    entries = tuple(entry for entry in entries if options.owner in (None, entry.owner))
    if options.json:
        print_json({"now": settings.now.isoformat(), "entries": [_as_json(entry) for entry in entries]})
        return 0
    for line in _lines(entries):
        print(line)
    overdue = sum(entry.what == "review overdue" for entry in entries)
    terminal.say(f"{counted(len(entries), 'entry', 'entries')}, {counted(overdue, 'review')} overdue")
    return 0


def _lines(entries: Sequence[CalendarEntry]) -> list[str]:
    """Return a table, with a line above the entries of each owner."""
    lines: list[str] = []
    owner = None
    for entry in entries:
        if entry.owner != owner:
            lines += [*([""] if lines else []), _plain(entry.owner)]
            owner = entry.owner
        languages = "" if len(entry.languages) > 1 else f" ({entry.languages[0]})"
        lines.append(f"  {entry.written:<16}  {entry.what:<14}  {entry.article}{languages}: {_plain(entry.title)}")
    return lines


def _plain(text: str) -> str:
    """Return a text without what a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


def _as_json(entry: CalendarEntry) -> dict[str, object]:
    return {
        "owner": entry.owner,
        "what": entry.what,
        "at": entry.at.isoformat(),
        "written": entry.written,
        "article": entry.article,
        "title": entry.title,
        "languages": list(entry.languages),
    }
