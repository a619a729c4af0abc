"""`kbgen translations export`: a PO file for translators."""

from __future__ import annotations

import argparse

from kbgen.commands.options import add_config, add_language, add_output, write
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from kbgen.model import OTHER
from kbgen.settings.fields import nearest
from kbgen.settings.site import load

ABOUT = "write articles as a PO file for translators, a message for each paragraph"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="paths below the language folder (default: all)")
    add_language(parser, "that is translated into (default: the one that the site is not written in first)")
    add_output(parser)
    add_config(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.content.every_article import read_every_article
    from kbgen.translations.history import former_sources
    from kbgen.translations.po.catalogue import written_catalogue
    from kbgen.translations.po.export import messages_of, sides_into

    settings = load(options.config)
    language = options.language or OTHER[settings.translations.source]
    every = {sides.id: sides for sides in sides_into(read_every_article(settings).articles.values(), settings, language)}
    if unknown := sorted(set(options.articles) - every.keys()):
        hint = nearest(unknown[0], every)
        raise UsageError(f"there is no article '{unknown[0]}' to translate into {language}", hint=hint)
    chosen = [every[article] for article in dict.fromkeys(options.articles)] or list(every.values())
    former = former_sources(settings.root, [(one.source, one.side) for one in chosen])
    messages = [message for sides in chosen for message in messages_of(sides, former.get(sides.id))]
    tag = settings.lang_tag(language).replace("-", "_")
    write(options.output, written_catalogue(messages, name=settings.site_name, tag=tag))
    open_ = sum(not message.text for message in messages)
    fuzzy = sum(message.fuzzy for message in messages)
    terminal.say(
        f"{counted(len(messages), 'message')} of {counted(len(chosen), 'article')}:"
        f" {open_:,} to translate, {fuzzy:,} to look at (fuzzy)"
    )
    return 0
