"""`kbgen search`: ask the built site, as its readers would."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from kbgen.commands.options import add_config, add_json, add_language, print_json
from kbgen.commands.terminal import Terminal
from kbgen.errors import UsageError
from kbgen.model import AnswerCard
from kbgen.search.constants import MOST_RESULTS
from kbgen.settings.site import load

ABOUT = "ask the built site, as its readers would"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    add_config(parser)
    parser.add_argument("query")
    add_language(parser, "of the reader (default: by the query)")
    parser.add_argument("--limit", type=int, default=MOST_RESULTS, metavar="N", help="so many articles (default: %(default)s)")
    parser.add_argument("--site", type=Path, metavar="DIR", help="a built site (default: that of the configuration)")
    parser.add_argument("--explain", action="store_true", help="say why each article was found")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.search.explain import answer_as_json, reasons
    from kbgen.search.query import SearchEngine
    from kbgen.search.reader import open_index
    from kbgen.text.normalise import is_han

    if options.limit < 1:
        raise UsageError("--limit starts at 1")
    settings = load(options.config)
    index = open_index((options.site or settings.output) / "search")
    chinese = any(is_han(char) for char in options.query)
    language = options.language or ("zh-hant" if chinese else settings.default_language)
    answer = SearchEngine(index, language).search(options.query, limit=options.limit)
    if options.json:
        print_json(answer_as_json(index, answer))
        return 0
    if answer.suggested:
        terminal.say(f"did you mean: {answer.suggested}")
    if answer.corrected:
        terminal.say(f"showing results for {answer.corrected}")
    if answer.card:
        print("\n".join(said_lines(answer.card)))
    terminal.say(f"{answer.outcome}: {answer.total} articles")
    for number, result in enumerate(answer.results, start=1):
        notes = ["pinned"] * result.pinned + ["weak"] * result.weak + [f"only in {result.document.language}"] * (not result.own)
        print(f"{number}. {result.document.title}{''.join(f' ({note})' for note in notes)}\n   {result.document.url}")
        if options.explain:
            if result.pinned:
                print("   pinned: editors put it first for this query")
            for reason in reasons(index, result):
                print(f"   {reason.query} → {reason.term}: {reason.kind}, {reason.field}")
    return 0


def said_lines(card: AnswerCard) -> Iterator[str]:
    """Yield the lines that say an answer at once: its title, its values, and where it stands."""
    yield card.title
    if card.text:
        yield f"   {card.text}"
    for item in card.items:
        yield f"   {item.label}: {item.value or item.href}{f' ({item.note})' if item.note else ''}"
    for place in card.places:
        yield f"   {place.name} ({place.note})"
        yield from (f"      {days}: {times}" for days, times in place.rows)
    yield f"   → {card.source}: {card.url}{f'#{card.anchor}' if card.anchor else ''}"
