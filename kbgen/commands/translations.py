"""`kbgen translations`: which translations are missing or behind their source."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from kbgen.commands.options import add_config, add_format, add_language, add_output, add_period, add_site, period_of, write
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.settings.site import Settings, load

if TYPE_CHECKING:
    from kbgen.content.every_article import EveryArticle
    from kbgen.translations.listing import Demand
    from kbgen.translations.status import Translation

ABOUT = "list which translations are missing or behind their source, what readers ask for most first"
FORMATS = ("html", "json", "text")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--all", action="store_true", help="list those that are up to date too")
    parser.add_argument(
        "--adopt",
        nargs="?",
        const="git",
        choices=("git", "now"),
        help="begin: note what each translation is of, as git tells it, or take all as up to date (now)",
    )
    parser.add_argument("--dry-run", action="store_true", help="with --adopt: say what would be written, and write nothing")
    add_format(parser, FORMATS, "text")
    add_output(parser)
    add_language(parser, "of the page (default: en)", "en")
    parser.add_argument("--store", metavar="PLACE", help="of the searches, for the order: what readers view most comes first")
    add_period(parser)
    add_site(parser)
    add_config(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.content.every_article import read_every_article
    from kbgen.translations.listing import as_page, as_records, as_text, counts_of, in_order
    from kbgen.translations.status import translations_of

    settings = load(options.config)
    site = read_every_article(settings)
    every = translations_of(site.articles.values(), settings)
    if options.adopt:
        return _adopt(options, settings, site, every, terminal)
    demand = _demand(options, site) if options.store else None
    shown = in_order((one for one in every if options.all or one.state not in {"current", "unknown"}), demand or {})
    counts = counts_of(every)
    if options.format == "json":
        outcome = {"counts": dict(counts), "translations": as_records(shown, demand, settings)}
        write(options.output, json.dumps(outcome, ensure_ascii=False, indent=2) + "\n")
    elif options.format == "html":
        write(options.output, as_page(shown, demand, settings, options.language, counts))
    else:
        write(options.output, as_text(shown, demand))
    told = ", ".join(f"{counts.get(state, 0):,} {word}" for state, word in _TOLD)
    terminal.say(f"{counted(len(every), 'pair')}: {told}")
    if counts.get("unknown"):
        terminal.say("  hint: 'kbgen translations --adopt' notes what each of those not known was translated from")
    return 0


_TOLD = (("missing", "missing"), ("stale", "behind"), ("current", "up to date"), ("unknown", "not known"))


def _demand(options: argparse.Namespace, site: EveryArticle) -> Demand:
    from kbgen.content.former import former_ids, pages_for_regions
    from kbgen.content.pairs import pair_articles
    from kbgen.insights.demand import views_by_language
    from kbgen.insights.search_log import read_log_under_todays_ids
    from search_analytics.store.search_log import AT_HOME_K, Question

    from_day, to_day = period_of(options)
    question = Question(from_day, to_day, AT_HOME_K, options.site, time_limit_seconds=options.time_limit)
    pairs = pair_articles(site.articles.values())
    moved = {**pages_for_regions({pair.id for pair in pairs}), **former_ids(pairs)}
    return views_by_language(read_log_under_todays_ids(options.store, question, moved))


def _adopt(
    options: argparse.Namespace, settings: Settings, site: EveryArticle, every: tuple[Translation, ...], terminal: Terminal
) -> int:
    from kbgen.translations.adoption import adopt
    from kbgen.whole_file import replace_file

    adopted = adopt(site, every, settings.root if options.adopt == "git" else None)
    for path, raw in () if options.dry_run else adopted.contents.items():
        replace_file(settings.root / path, raw)
    stale = sum(found.state == "stale" for found in adopted.found)
    for found in adopted.found:
        print(f"{found.state}\t{found.language}\t{found.id}")
    terminal.say(f"{counted(len(adopted.found), 'translation')} taken in, {stale:,} of them behind")
    if options.dry_run:
        terminal.say("nothing was written (--dry-run)")
    return 0
