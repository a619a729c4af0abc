"""Commands of the editors' loop that need nothing but the articles: `eval` and `snippets`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from kbgen.errors import UsageError
from kbgen.settings.fields import shown
from kbgen.commands.terminal import Terminal

FORMATS = ("text", "markdown", "json")

Run = Callable[[argparse.Namespace, Terminal], int]
AddCommand = Callable[[str, Run, str], argparse.ArgumentParser]


def add_loop_commands(add: AddCommand) -> None:
    """Add the commands to the command line."""
    judged = add("eval", _eval, "ask the queries that editors judged, and say which do not find their article")
    judged.add_argument("queries", type=Path, metavar="FILE", help="the judged queries: docs/eval.md")
    judged.add_argument("--site", type=Path, metavar="DIR", help="a built site (default: the articles as they are now)")
    judged.add_argument("--against", type=Path, metavar="FILE", help="an earlier result; only what got lost since then fails")
    judged.add_argument("--save", type=Path, metavar="FILE", help="write the result, for a later --against")
    judged.add_argument("--min-mrr", type=float, default=0.0, metavar="N", help="fail below this (default: %(default)s)")
    _add_output(judged)
    snippets = add("snippets", _snippets, "write a short reply for each article, with its link, for those who answer customers")
    snippets.add_argument("--base", metavar="URL", help="address of the site (default: site_url of the configuration)")
    snippets.add_argument("--against", type=Path, metavar="FILE", help="an earlier JSON file: list what changed since then")
    snippets.add_argument("--format", choices=("markdown", "csv", "json"), default="markdown", help="(default: %(default)s)")
    snippets.add_argument("--output", type=Path, metavar="FILE", help="(default: standard output)")


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, default="text", help="(default: %(default)s)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="(default: standard output)")


def _eval(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.site.proof import judged_outcome as show  # here, so that other commands do not wait for the search's tables
    from kbgen.site.proof.judged import ask_judged, read_judged
    from kbgen.site.site_search import open_site_search

    search = open_site_search(options.site or options.config, lambda done, total: terminal.progress("articles", done, total))
    judged = read_judged(options.queries, search.articles())
    before = show.read_results(options.against) if options.against else None
    now = ask_judged(search, judged, lambda done, total: terminal.progress("searches", done, total))
    outcome = show.compare(now, before)
    if options.save:
        _write(options.save, show.saved_results(now))
    chosen = "json" if options.json else options.format
    if chosen == "text":
        text = "\n".join(show.outcome_lines(outcome)) + "\n"
    else:
        text = show.outcome_json(outcome) if chosen == "json" else show.outcome_markdown(outcome)
    _put(options.output, text)
    if options.output:
        terminal.say(show.summary(outcome))
    return 1 if outcome.failures or now.mrr < options.min_mrr else 0


def _snippets(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.settings.site import load
    from kbgen.site import snippets as show
    from kbgen.site.portal import prepare

    settings = load(options.config)
    base = options.base or settings.site_url
    if not base.startswith(("https://", "http://")):
        raise UsageError("a reply needs the address of the site", hint="set site_url, or give --base https://help.example.com/")
    before = show.read_snippets(options.against) if options.against else None
    portal = prepare(settings, lambda done, total: terminal.progress("articles", done, total))
    found = show.make_snippets(portal, base if base.endswith("/") else f"{base}/")
    if before is not None:
        changes = show.compare_snippets(found, before)
        kinds = (("changed", changes.changed), ("new", changes.new), ("gone", changes.gone))
        _put(options.output, "".join(f"{kind}\t{article}\n" for kind, articles in kinds for article in articles))
        terminal.say(", ".join(f"{len(articles)} {kind}" for kind, articles in kinds))
        return 0
    chosen = "json" if options.json else options.format
    if chosen == "csv":
        text = "\ufeff" * bool(options.output) + show.snippets_csv(found)  # spreadsheets read UTF-8 by this mark
    else:
        text = show.snippets_json(found) if chosen == "json" else show.snippets_markdown(found)
    _put(options.output, text)
    terminal.say(f"{len(found.snippets)} replies")
    return 0


def _put(output: Path | None, text: str) -> None:
    if output:
        _write(output, text.encode())
    else:
        sys.stdout.write(text)


def _write(path: Path, content: bytes) -> None:
    """Write through a file beside it, so that nobody reads half of it."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {shown(path)}: {error.strerror}", hint="choose another place") from error
