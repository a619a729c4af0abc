"""`kbgen report`: what readers did not find, as a page, Markdown, CSV or JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, get_args

from kbgen.commands.garbage import garbage_looked_for_seldom
from kbgen.commands.log_reading import PORTAL, add_filters, add_gap_options, read_report, require_decisions, say_unless_listed
from kbgen.commands.options import STANDARD_OUTPUT, add_format, add_language, add_output, write
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from kbgen.insights.report.thresholds import DigestKind, Thresholds
from kbgen.model import Language
from search_analytics.option_values import HIGHEST_PORT, number, whole_number
from search_analytics.store.search_log import AT_HOME_K, AWAY_K

if TYPE_CHECKING:
    from email.message import EmailMessage

    from kbgen.insights.report.content import ReportContent

ABOUT = "write the report of what readers did not find"
WEBHOOK_VARIABLE = "KBGEN_WEBHOOK"
MAIL_VARIABLE = "KBGEN_SMTP"
LIVE_PORT = 8790
HTML_OUTPUT = "var/failed-searches.html"
FORMATS = ("html", "markdown", "csv", "json")
_USUAL = Thresholds()


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_gap_options(parser)
    add_filters(parser)
    add_format(parser, FORMATS, "html")
    parser.set_defaults(format=None)  # so that it is known whether anybody named one
    add_output(parser, f"{HTML_OUTPUT} for html, standard output otherwise")
    add_language(parser, "of the page (default: %(default)s)", "en")
    parser.add_argument("--serve", action="store_true", help="show it live on this computer; a click sets the state of a gap")
    parser.add_argument(
        "--port",
        type=whole_number(1, HIGHEST_PORT),
        metavar="N",
        help=f"of --serve (default: from {LIVE_PORT} on)",
    )
    digest = parser.add_argument_group("a digest instead of a report")
    digest.add_argument("--digest", choices=get_args(DigestKind), help="a short message, if anything passes the thresholds")
    digest.add_argument(
        "--webhook",
        metavar="URL",
        help=f"post it there; the variable {WEBHOOK_VARIABLE} shows in no list of processes",
    )
    digest.add_argument(
        "--mail-to", action="append", default=[], metavar="ADDRESS", help=f"send it there, by the server in {MAIL_VARIABLE}"
    )
    digest.add_argument("--mail-from", metavar="ADDRESS", help="who sends it (default: the first of --mail-to)")
    digest.add_argument("--report-at", metavar="URL", help="where its readers find the report; each gap links to its page there")
    digest.add_argument(
        "--min-impact", type=number(0), default=_USUAL.least_impact, metavar="N", help="of a gap (default: %(default)s)"
    )
    digest.add_argument(
        "--min-failed",
        type=number(0, 100),
        default=100 * _USUAL.least_failed_share,
        metavar="PERCENT",
        help="of searches (default: %(default)s)",
    )
    digest.add_argument("--most-gaps", type=whole_number(1), default=_USUAL.most_gaps, metavar="N", help="(default: %(default)s)")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    for name in ("webhook", "mail_to", "report_at"):
        if getattr(options, name) and not options.digest:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(
                f"{option} goes with --digest: a report is a file", hint=f"write --digest email or slack beside {option}"
            )
    if options.digest and not options.serve and (named := [name for name in ("format", "output") if getattr(options, name)]):
        raise UsageError(f"--{named[0]} goes with a report: --digest is a message", hint=f"leave out --{named[0]} or --digest")
    options.format = options.format or "html"
    if options.serve:
        from kbgen.commands.live_report import serve_report

        return serve_report(options, terminal)
    if options.port:
        raise UsageError("--port goes with --serve", hint="write --serve --port N")
    require_decisions(options)
    return _digest(options, terminal) if options.digest else _report(options, terminal)


@garbage_looked_for_seldom()
def _report(options: argparse.Namespace, terminal: Terminal) -> int:
    at_home = options.format == "html"
    found = read_report(options, terminal, least_k=AT_HOME_K if at_home else AWAY_K, with_comments=at_home)
    say_unless_listed(options.portal or PORTAL, terminal)
    text = _render(found, options.format, options.language)
    output = options.output or (HTML_OUTPUT if options.format == "html" else STANDARD_OUTPUT)
    to_spreadsheet = options.format == "csv" and output != STANDARD_OUTPUT
    if write(output, text.encode("utf-8-sig" if to_spreadsheet else "utf-8")):
        print(output)
    gaps, phrases = counted(len(found.gaps), "open gap"), counted(found.held_back_phrases, "phrase")
    terminal.say(f"{gaps}, {phrases} held back for privacy")
    return 0


def _render(found: ReportContent, form: str, language: Language) -> str:
    if form == "html":
        from kbgen.insights.report.html import render_html

        return render_html(found, language)
    if form == "markdown":
        from kbgen.insights.report.markdown import render_markdown

        return render_markdown(found, language)
    from kbgen.insights.report.tables import render_csv, render_json

    return render_csv(found) if form == "csv" else render_json(found)


@garbage_looked_for_seldom()
def _digest(options: argparse.Namespace, terminal: Terminal) -> int:
    from kbgen.insights.report.digest import digest_of, email_of, render_digest, report_address
    from kbgen.insights.webhook import post_json

    send = _mail_sender(options)
    report_at = report_address(options.report_at) if options.report_at else ""
    url = options.webhook or os.environ.get(WEBHOOK_VARIABLE, "")
    if options.digest == "email" and url:
        raise UsageError("an e-mail is not posted to a webhook", hint="name who gets it with --mail-to, or pipe it into sendmail")
    found = read_report(options, terminal, least_k=AWAY_K)
    digest = digest_of(
        found, Thresholds(options.min_impact, options.min_failed / 100, options.most_gaps), options.language, report_at
    )
    if digest is None:
        terminal.say("nothing passes the thresholds, nothing is sent")
        return 0
    if send:
        send(email_of(digest))
        terminal.say(f"{counted(len(digest.gaps), 'gap')} sent to {', '.join(options.mail_to)}")
        return 0
    text = render_digest(digest, options.digest)
    if url:
        post_json(url, text.encode())
        terminal.say(f"{counted(len(digest.gaps), 'gap')} sent")
    else:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    return 0


def _mail_sender(options: argparse.Namespace) -> Callable[[EmailMessage], None] | None:
    """Return what sends a message to those that the options name, or None where they name nobody. Raises UsageError."""
    from kbgen.insights import mail

    if not options.mail_to:
        if options.mail_from:
            raise UsageError("--mail-from goes with --mail-to", hint="name who gets it with --mail-to ADDRESS")
        return None
    if options.digest != "email":
        raise UsageError(f"--mail-to goes with --digest email, not {options.digest}", hint="write --digest email")
    receivers, sender = [mail.mailbox(one) for one in options.mail_to], mail.mailbox(options.mail_from or options.mail_to[0])
    server = mail.server_of(os.environ.get(MAIL_VARIABLE, ""))

    def send(message: EmailMessage) -> None:
        mail.send(mail.addressed(message, sender, receivers, datetime.now(UTC)), server)

    return send
