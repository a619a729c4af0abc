"""`python -m search_analytics import`: what web servers wrote down goes into the store."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import time as clock

from search_analytics.cli.options import (
    Parser,
    add_content_option,
    add_portal_option,
    add_store_option,
    counted,
    explain_errors,
    published_in,
)
from search_analytics.events.portal_articles import portal_articles
from search_analytics.limits import NETWORK_DAYS
from search_analytics.logs.formats import FORMATS
from search_analytics.logs.importing import LogImport
from search_analytics.logs.left_events import LeftEvents
from search_analytics.logs.searches import MARKER, LogSearches
from search_analytics.privacy.visitors import VisitorDays, random_salt
from search_analytics.store.opening import open_store

POSITIONS = Path("var/import-positions.json")
MOST_SITES = 5
"""Other sites of a log that are named."""


def import_logs(argv: Sequence[str]) -> int:
    """Add the searches of readers without JavaScript, and events that pages left in the log; importing again changes nothing."""
    return explain_errors(lambda: _import(_options(argv)))


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = Parser(prog="search_analytics import", description=import_logs.__doc__)
    parser.add_argument("logs", nargs="+", type=Path, metavar="LOG", help="oldest first; .gz is read too")
    parser.add_argument("--format", choices=sorted(FORMATS), default="combined", help="(default: %(default)s)")
    parser.add_argument("--site", required=True, metavar="NAME", help="name of the portal in the report")
    add_store_option(parser)
    add_content_option(parser)
    add_portal_option(parser)
    parser.add_argument(
        "--marker",
        default=MARKER,
        metavar="PARAMETER",
        help="the parameter of searches without JavaScript (default: %(default)s); '' counts every search page that was fetched",
    )
    parser.add_argument(
        "--positions",
        type=Path,
        default=POSITIONS,
        metavar="FILE",
        help="how far logs were read (default: %(default)s)",
    )
    return parser.parse_args(argv)


def _import(options: argparse.Namespace) -> int:
    published = published_in(options.content)
    portal = portal_articles(options.portal)
    visitors = VisitorDays(random_salt)
    store = open_store(options.store, shared=True)
    try:
        searches = LogSearches(options.site, visitors, options.marker, published)
        left = LeftEvents(options.site, visitors, published, portal)
        done = LogImport(store, options.format, searches, left, options.positions, clock).run(options.logs)
    finally:
        store.close()
    found = f"{counted(done.searches, 'search', 'searches')} and {counted(done.events, 'event')} found"
    print(f"{found}, {done.stored} new, {done.refused} refused", file=sys.stderr)
    if done.not_new:
        of = counted(done.not_new, "search, view or vote", "searches, views and votes")
        print(f"of {of} it is not known whether the network is new: they are no evidence for gaps", file=sys.stderr)
        print(f"hint: name the rotated logs of the last {NETWORK_DAYS} days too, oldest first", file=sys.stderr)
    if done.future:
        print(f"passed over: {counted(done.future, 'request')} of a time to come", file=sys.stderr)
        print("hint: the clock of the web server, or of this computer, is wrong", file=sys.stderr)
    for log, lines in done.unread:
        print(f"no new line of {log}, of {lines}, is a GET request in the format '{options.format}'", file=sys.stderr)
    if left.other_sites:
        names = ", ".join(f"'{name}' ({number})" for name, number in left.other_sites.most_common(MOST_SITES))
        print(f"events of other sites than '{options.site}': {names}", file=sys.stderr)
    if left.unknown_articles:
        dropped = counted(left.unknown_articles, "event")
        print(f"dropped: {dropped} of articles that the portal does not have", file=sys.stderr)
    return 0
