"""`kbgen replay`: ask the searches of readers again, before and after a change of the articles."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.commands.garbage import garbage_looked_for_seldom
from kbgen.commands.log_reading import PORTAL, add_log_options, decisions_file, judged_log, question_of, require_decisions
from kbgen.commands.options import add_format, add_output, write
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from search_analytics.option_values import whole_number
from search_analytics.store.search_log import AT_HOME_K, AWAY_K

if TYPE_CHECKING:
    from kbgen.insights.replay.fates import Replay
    from kbgen.insights.replay.queries import LoggedQueries

ABOUT = "say which failed searches a change rescues, and which it breaks that worked"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_log_options(parser)
    parser.add_argument("--queries", type=Path, metavar="FILE", help="searches of a file that --save wrote, not of the store")
    parser.add_argument(
        "--save", type=Path, metavar="FILE", help=f"write the searches to a file ({AWAY_K} visitor-days), and stop"
    )
    parser.add_argument("--before", type=Path, metavar="DIR", help=f"a built site or a project (default: --portal, or {PORTAL})")
    parser.add_argument(
        "--after", type=Path, default=Path(), metavar="DIR", help="likewise (default: the project in this folder)"
    )
    parser.add_argument(
        "--within", type=whole_number(1), default=10, metavar="N", help="results that readers look at (default: %(default)s)"
    )
    parser.add_argument(
        "--max-broken", type=whole_number(0), default=0, metavar="N", help="searches it may break (default: %(default)s)"
    )
    add_format(parser, ("text", "markdown", "json"), "text")
    add_output(parser)


@garbage_looked_for_seldom()
def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; return 1 where more breaks than may."""
    return _save(options, terminal) if options.save else _replay(options, terminal)


def _save(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.insights.replay.queries import write_queries

    queries = _queries(options, least_k=AWAY_K)
    write(options.save, write_queries(queries))
    kept = len(queries.queries) - len(queries.rare)
    held_back = len(queries.rare) + queries.left_out
    terminal.say(f"{counted(kept, 'query', 'queries')} written to {options.save}; held back for privacy: {held_back}")
    return 0


def _replay(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.insights.replay.formats import headline
    from kbgen.insights.replay.run import replay
    from kbgen.site.site_search import open_site_search

    queries = _queries(options, least_k=AT_HOME_K if options.format == "text" else AWAY_K)
    if queries.left_out:
        terminal.say(f"left out: {counted(queries.left_out, 'query', 'queries')} of fewer than {AT_HOME_K} networks")
    if not queries.queries:
        raise UsageError("no searches whose outcome is known", hint="ask for more days with --since-days, or name --queries")
    before = open_site_search(options.before or options.portal or PORTAL)
    after = open_site_search(options.after, lambda done, total: terminal.progress("articles", done, total))
    outcome = replay(
        queries, before, after, within=options.within, progress=lambda done, total: terminal.progress("searches", done, total)
    )
    text = _renderers()[options.format](outcome)
    if write(options.output, text) or options.format != "text":
        terminal.say(headline(outcome))
    return 1 if outcome.broken > options.max_broken else 0


def _renderers() -> Mapping[str, Callable[[Replay], str]]:
    from kbgen.insights.replay.formats import as_json, as_lines, as_markdown

    return {"text": lambda outcome: "\n".join(as_lines(outcome)) + "\n", "markdown": as_markdown, "json": as_json}


def _queries(options: argparse.Namespace, *, least_k: int) -> LoggedQueries:
    from kbgen.insights.decisions import read_decisions
    from kbgen.insights.diagnosis.examiner import examiner_of
    from kbgen.insights.diagnosis.no_portal import NoPortal
    from kbgen.insights.replay.queries import queries_of_log, read_queries, without_failures

    require_decisions(options)
    left_alone = read_decisions(decisions_file(options)).left_alone()
    if options.queries:
        return without_failures(read_queries(options.queries), left_alone)
    portal = options.portal or options.before or PORTAL
    examiner = examiner_of(portal) if options.portal or (portal / "search").is_dir() else NoPortal()
    question = replace(question_of(options, least_k=least_k), most_phrases=None)
    log = judged_log(options.store, question, portal, examiner)
    return without_failures(queries_of_log(log, examiner.is_published), left_alone)
