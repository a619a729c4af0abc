"""`kbgen eval`: ask the queries that editors judged, and say which do not find their article."""

from __future__ import annotations

import argparse
from pathlib import Path

from kbgen.commands.options import add_config, add_format, add_former, add_output, write
from kbgen.commands.terminal import Terminal
from search_analytics.option_values import number

ABOUT = "ask the queries that editors judged, and say which do not find their article"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_config(parser)
    parser.add_argument("queries", type=Path, metavar="FILE", help="the judged queries: docs/eval.md")
    parser.add_argument("--portal", type=Path, metavar="DIR", help="a built site (default: the articles as they are now)")
    add_former(parser, "--site", "--portal")
    parser.add_argument("--before", type=Path, metavar="FILE", help="an earlier result; only what got lost since then fails")
    add_former(parser, "--against", "--before")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the result, for a later --before")
    parser.add_argument("--min-mrr", type=number(0, 1), default=0.0, metavar="N", help="fail below this (default: %(default)s)")
    add_format(parser, ("text", "markdown", "json"), "text")
    add_output(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; return 1 where queries do not find their article."""
    from kbgen.site.proof import judged_outcome as show
    from kbgen.site.proof.judged import ask_judged, read_judged
    from kbgen.site.site_search import open_site_search

    search = open_site_search(options.portal or options.config, lambda done, total: terminal.progress("articles", done, total))
    judged = read_judged(options.queries, search.articles(), search.away, terminal.say)
    before = show.read_results(options.before) if options.before else None
    now = ask_judged(search, judged, lambda done, total: terminal.progress("searches", done, total))
    outcome = show.compare(now, before)
    if options.save:
        write(options.save, show.saved_results(now))
    if options.format == "text":
        text = "\n".join(show.outcome_lines(outcome)) + "\n"
    else:
        text = show.outcome_json(outcome) if options.format == "json" else show.outcome_markdown(outcome)
    if write(options.output, text):
        terminal.say(show.summary(outcome))
    return 1 if outcome.failures or now.mrr < options.min_mrr else 0
