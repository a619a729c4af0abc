"""`kbgen report`: what readers did not find, as a page, Markdown, CSV or JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import get_args

from search_analytics.errors import UsageError
from search_analytics.events.record import Language
from kbgen.insights.report.content import ReportContent
from kbgen.insights.report.digest import DigestKind, Thresholds, digest_of, render_digest
from kbgen.insights.report.html import render_html
from kbgen.insights.report.markdown import render_markdown
from kbgen.insights.report.tables import render_csv, render_json
from kbgen.commands.log_options import add_gap_options, read_report, run_for_editors
from search_analytics.store.search_log import AT_HOME_K, AWAY_K
from kbgen.insights.webhook import post_json
from search_analytics.whole_file import write_output

WEBHOOK_VARIABLE = "KBGEN_WEBHOOK"
_USUAL = Thresholds()
HTML_OUTPUT = "var/failed-searches.html"
FORMATS: Mapping[str, Callable[[ReportContent, Language], str]] = {
    "html": render_html,
    "markdown": render_markdown,
    "csv": lambda found, _: render_csv(found),
    "json": lambda found, _: render_json(found),
}


def report(argv: Sequence[str]) -> int:
    """Write the report of what readers did not find."""
    parser = argparse.ArgumentParser(prog="kbgen report", description=report.__doc__)
    add_gap_options(parser)
    parser.add_argument("--format", choices=sorted(FORMATS), default="html", help="(default: %(default)s)")
    parser.add_argument("--output", metavar="FILE", help=f"- for standard output (default: {HTML_OUTPUT} for html, - otherwise)")
    parser.add_argument("--language", choices=get_args(Language), default="en", help="of the page (default: %(default)s)")
    digest = parser.add_argument_group("a digest instead of a report")
    digest.add_argument("--digest", choices=get_args(DigestKind), help="a short message, if anything passes the thresholds")
    digest.add_argument(
        "--webhook",
        metavar="URL",
        help=f"post it there; the variable {WEBHOOK_VARIABLE} shows in no list of processes",
    )
    digest.add_argument(
        "--min-impact", type=float, default=_USUAL.least_impact, metavar="N", help="of a gap (default: %(default)s)"
    )
    digest.add_argument(
        "--min-failed",
        type=float,
        default=100 * _USUAL.least_failed_share,
        metavar="PERCENT",
        help="of searches (default: %(default)s)",
    )
    digest.add_argument("--most-gaps", type=int, default=_USUAL.most_gaps, metavar="N", help="(default: %(default)s)")
    options = parser.parse_args(argv)
    return run_for_editors(lambda: _digest(options) if options.digest else _report(options))


def _report(options: argparse.Namespace) -> int:
    found = read_report(options, least_k=AT_HOME_K if options.format == "html" else AWAY_K)
    text = FORMATS[options.format](found, options.language)
    output = options.output or (HTML_OUTPUT if options.format == "html" else "-")
    if output == "-":
        sys.stdout.write(text)
    else:
        content = text.encode("utf-8-sig" if options.format == "csv" else "utf-8")
        write_output(Path(output), content, hint="choose another place with --output")
        print(output)
    gaps, phrases = _counted(len(found.gaps), "open gap"), _counted(found.held_back_phrases, "phrase")
    print(f"{gaps}, {phrases} held back for privacy", file=sys.stderr)
    return 0


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _digest(options: argparse.Namespace) -> int:
    url = options.webhook or os.environ.get(WEBHOOK_VARIABLE, "")
    if options.digest == "email" and url:
        raise UsageError("an e-mail is not posted to a webhook", hint="write --digest email | sendmail ADDRESS")
    if options.most_gaps < 1:
        raise UsageError("--most-gaps starts at 1")
    found = read_report(options, least_k=AWAY_K)
    digest = digest_of(found, Thresholds(options.min_impact, options.min_failed / 100, options.most_gaps), options.language)
    if digest is None:
        print("nothing passes the thresholds, nothing is sent", file=sys.stderr)
        return 0
    text = render_digest(digest, options.digest)
    if url:
        post_json(url, text.encode())
        print(f"{len(digest.gaps)} gaps sent", file=sys.stderr)
    else:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    return 0
