"""`kbgen popular`: which articles readers open most, for the next build to show."""

from __future__ import annotations

import argparse
from pathlib import Path

from kbgen.commands.log_reading import PORTAL, say_unless_listed
from kbgen.commands.options import add_output, add_period, add_site, add_store, period_of, write
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from search_analytics.option_values import whole_number
from search_analytics.store.search_log import AWAY_K, Question

ABOUT = "write which articles readers open most, for the home page and the empty search box of the next build"
OUTPUT = "popular.json"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_store(parser)
    add_period(parser)
    add_site(parser)
    parser.add_argument(
        "--k", type=whole_number(1), default=AWAY_K, metavar="N", help="fewest networks of an article (default: %(default)s)"
    )
    parser.add_argument(
        "--portal", type=Path, metavar="DIR", help=f"the built portal, which knows where articles were before (default: {PORTAL})"
    )
    add_output(parser, OUTPUT)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.insights.exports.popular import popular_articles, render_popular
    from kbgen.insights.moved_articles import moved_articles
    from kbgen.insights.search_log import read_log_under_todays_ids
    from kbgen.search.reader import open_index

    if options.k < AWAY_K:
        hint = f"{AWAY_K} is the least for what is published"
        raise UsageError(f"--k {options.k} would let {counted(options.k, 'network')} choose what everybody is shown", hint=hint)
    from_day, to_day = period_of(options)
    question = Question(from_day, to_day, options.k, options.site, time_limit_seconds=options.time_limit, most_phrases=0)
    if options.portal is not None:
        open_index(options.portal / "search")  # refuses what is no portal, of which it would not be known what moved
    portal = options.portal or PORTAL
    log = read_log_under_todays_ids(options.store, question, moved_articles(portal))
    say_unless_listed(portal, terminal)
    output = options.output or OUTPUT
    found = popular_articles(log)
    if write(output, render_popular(log.question, found)):
        print(output)
    terminal.say(f"{counted(len(found['en']), 'article')} in English, {len(found['zh-hant'])} in Chinese")
    return 0
