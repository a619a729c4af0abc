"""`kbgen translations import`: take a PO file back."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.commands.options import add_config
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import ContentError
from kbgen.settings.fields import shown
from kbgen.settings.site import Settings, load

if TYPE_CHECKING:
    from kbgen.content.every_article import EveryArticle
    from kbgen.translations.po.export import Sides
    from kbgen.translations.po.taking import Files

ABOUT = "write the texts of a PO file into the articles; nothing is written where one of them is faulty"
_KEPT: Mapping[str, str] = {
    "missing": "without a text, so the former one stays",
    "fuzzy": "fuzzy, so the former text stays",
    "outdated": "of a source that changed since it was exported, so the former text stays; export again",
}
_MOST_LINES = 10


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the PO file that came back")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    add_config(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; print the path of each file that was written."""
    from kbgen.content.every_article import read_every_article
    from kbgen.translations.po.catalogue import read_catalogue
    from kbgen.translations.po.export import sides_into
    from kbgen.translations.po.taking import take
    from kbgen.whole_file import replace_file

    settings = load(options.config)
    catalogue = read_catalogue(options.file)
    site = read_every_article(settings)
    every = sides_into(site.articles.values(), settings, catalogue.language)
    outcome = take(catalogue, shown(options.file), every, partial(_files, site, settings))
    if outcome.problems:
        raise ContentError(tuple(outcome.problems))
    for reason, lines in outcome.kept.items():
        if lines:
            named = ", ".join(map(str, lines[:_MOST_LINES])) + (" …" if len(lines) > _MOST_LINES else "")
            place = f"line{'s' * (len(lines) > 1)} {named}"
            terminal.say(f"{shown(options.file)}: {counted(len(lines), 'message')} {_KEPT[reason]} ({place})")
    for path, line in outcome.left:
        terminal.say(f"{path.as_posix()}:{line}: is text of the source that no message is of; remove it, then 'draft'")
    for path, raw in outcome.contents.items():
        if not options.dry_run:
            replace_file(settings.root / path, raw)
        print(path.as_posix())
    terminal.say(f"{counted(outcome.taken, 'text')} taken into {counted(len(outcome.contents), 'file')}")
    if options.dry_run:
        terminal.say("nothing was written (--dry-run)")
    return 0


def _files(site: EveryArticle, settings: Settings, sides: Sides) -> Files:
    from kbgen.translations.po.taking import Files
    from kbgen.translations.status import path_beside

    if sides.side is None:
        return Files(site.raw(sides.source), None, path_beside(sides.source, settings))
    return Files(site.raw(sides.source), site.raw(sides.side), sides.side.path)
