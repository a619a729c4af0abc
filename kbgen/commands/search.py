"""`kbgen search`: ask the built site, as its readers would."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from kbgen.commands.options import add_config, add_former, add_json, add_language, print_json
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.model import AnswerCard
from kbgen.search.constants import MOST_RESULTS
from kbgen.settings.site import load
from search_analytics.option_values import whole_number

ABOUT = "ask the built site, as its readers would"
NOTES = {
    "phrase": "“{words}” was not found as a phrase; these are results for the words",
    "minus": "nothing to search for but words to leave out; these are results for “{words}”",
    "first": "only the closest articles were looked through for “{words}”",
}
"""What is said where a phrase, or a word to leave out, could not be searched for as typed."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    add_config(parser)
    parser.add_argument("query")
    add_language(parser, "of the reader (default: by the query)")
    parser.add_argument(
        "--limit", type=whole_number(1), default=MOST_RESULTS, metavar="N", help="so many articles (default: %(default)s)"
    )
    parser.add_argument("--portal", type=Path, metavar="DIR", help="the built site (default: that of the configuration)")
    add_former(parser, "--site", "--portal")
    parser.add_argument("--explain", action="store_true", help="say why each article was found")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.search.query import SearchEngine
    from kbgen.search.reader import open_index
    from kbgen.search.reasons import answer_as_json, reasons
    from kbgen.text.normalise import is_han

    settings = load(options.config)
    index = open_index((options.portal or settings.output) / "search")
    chinese = any(is_han(char) for char in options.query)
    language = options.language or ("zh-hant" if chinese else settings.default_language)
    answer = SearchEngine(index, language).search(options.query, limit=options.limit)
    if options.json:
        print_json(answer_as_json(index, answer))
        return 0
    if answer.note:
        terminal.say(NOTES[answer.note.kind].format(words="”, “".join(answer.note.words)))
    if answer.suggested:
        terminal.say(f"did you mean: {answer.suggested}")
    if answer.corrected:
        terminal.say(f"showing results for {answer.corrected}")
    if answer.card:
        print("\n".join(said_lines(answer.card)))
    terminal.say(f"{answer.outcome}: {counted(answer.total, 'article')}")
    for number, result in enumerate(answer.results, start=1):
        notes = ["pinned"] * result.pinned + ["weak"] * result.weak + [f"only in {result.document.language}"] * (not result.own)
        print(f"{number}. {result.document.title}{''.join(f' ({note})' for note in notes)}\n   {result.document.url}")
        for other in result.others:
            print(f"   also: {other.title} — {other.url}")
        if options.explain:
            if result.pinned:
                print("   pinned: editors put it first for this query")
            for reason in reasons(index, result):
                extent = ", in part" if reason.extent == "part" else ""
                print(f"   {reason.query} → {reason.term}: {reason.kind}, {reason.field}{extent}")
    return 0


def said_lines(card: AnswerCard) -> Iterator[str]:
    """Yield the lines that say an answer at once: its title, its values, and where it stands."""
    yield card.title
    if card.text:
        yield f"   {card.text}"
    for item in card.items:
        yield f"   {item.label}: {item.value or item.href}{f' ({item.note})' if item.note else ''}"
    for place in (place for place in card.places if place.rows):
        yield f"   {place.name} ({place.note})"
        yield from (f"      {days}: {times}" for days, times in place.rows)
    yield f"   → {card.source}: {card.url}{f'#{card.anchor}' if card.anchor else ''}"
