"""The command line: `python -m search_analytics serve`, and `report`, which kbgen lends its name to."""

from __future__ import annotations

import argparse
import ipaddress
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from search_analytics.http.client_address import TrustedProxies
from search_analytics.errors import UsageError
from search_analytics.http.forwarded import MIN_SECRET_BYTES
from search_analytics.logs_cli import import_logs
from search_analytics.privacy.match_key import group_key
from search_analytics.http.origins import parse_origins
from search_analytics.privacy.redaction import redact
from kbgen.insights.sample_log import sample_events
from search_analytics.http.server import Place, open_collector, prepare_server
from search_analytics.http.settings import MAX_DAY_BYTES, CollectorSettings
from search_analytics.store import is_postgres, open_for_upkeep, open_store, without_password
from search_analytics.store.retention import RAW_DAYS
from search_analytics.store_options import (
    add_content_option,
    add_portal_option,
    add_store_option,
    explain_errors,
    published_in,
)

_MB = 1024**2
COUNT_TOGETHER = "KB_VISITOR_SECRET"
"""The variable with the secret of collectors that count visitor-days together."""


def main(argv: Sequence[str]) -> int:
    """Run `python -m search_analytics ARGV`; return the exit code."""
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "serve": serve,
        "report": report,
        "gaps": gaps,
        "import": import_logs,
        "export": export,
        "upkeep": upkeep,
        "sample": sample,
    }
    parser = argparse.ArgumentParser(prog="search_analytics", description="Collect searches, report those that failed.")
    parser.add_argument("command", choices=sorted(commands))
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args(argv)
    return commands[options.command](options.arguments)


def serve(argv: Sequence[str]) -> int:
    """Run the collector until it is stopped."""
    options = serve_options(argv)
    return explain_errors(lambda: _serve(options))


def serve_options(argv: Sequence[str]) -> argparse.Namespace:
    """Return the options of `serve`."""
    place = Place()
    parser = argparse.ArgumentParser(prog="search_analytics serve", description="Accept search events and store them.")
    parser.add_argument("--host", default=place.host, help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=place.port, help="first port to try; 0 takes any (default: %(default)s)")
    add_store_option(parser)
    parser.add_argument("--origin", action="append", default=[], metavar="URL", help="a portal that may send events")
    parser.add_argument("--site", action="append", default=[], metavar="NAME", help="a site name that may occur in events")
    add_content_option(parser)
    add_portal_option(parser)
    parser.add_argument("--trusted-proxy", action="append", default=[], metavar="NETWORK", help="believe its X-Forwarded-For")
    parser.add_argument(
        "--forward-secret", type=Path, metavar="FILE", help="believe edge functions that sign with the secret in this file"
    )
    parser.add_argument("--spool", type=Path, metavar="DIR", help="keep events here while PostgreSQL is away")
    parser.add_argument(
        "--day-limit",
        type=int,
        default=MAX_DAY_BYTES // _MB,
        metavar="MB",
        help="most the store may grow in a day (default: %(default)s)",
    )
    return parser.parse_args(argv)


def collector_settings(options: argparse.Namespace) -> CollectorSettings:
    """Return the settings that the options of `serve` stand for. Raises UsageError."""
    return CollectorSettings(
        origins=parse_origins(options.origin),
        sites=frozenset(options.site),
        trusted_proxies=TrustedProxies.of(_network(value) for value in options.trusted_proxy),
        published=published_in(options.content),
        portal=options.portal,
        forward_secret=_secret(options.forward_secret),
        visitor_secret=_visitor_secret(os.environ.get(COUNT_TOGETHER, ""), options.store),
        max_day_bytes=options.day_limit * _MB,
    )


# These ask kbgen's search or come with tables; loaded with the collector they would more than double its memory,
# and it has to run where kbgen is not installed.
def report(argv: Sequence[str]) -> int:
    """Write the report of failed searches."""
    from kbgen.commands.report import report as write_report

    return write_report(argv)


def gaps(argv: Sequence[str]) -> int:
    """List what the articles do not answer."""
    from kbgen.commands.gaps import gaps as list_gaps

    return list_gaps(argv)


def export(argv: Sequence[str]) -> int:
    """Write searches day by day."""
    from kbgen.commands.export import export as write_days

    return write_days(argv)


def upkeep(argv: Sequence[str]) -> int:
    """Delete, forget or check what is stored; the collector may go on meanwhile."""
    parser = argparse.ArgumentParser(prog="search_analytics upkeep", description="Delete or check what is stored.")
    add_store_option(parser)
    chores = parser.add_mutually_exclusive_group(required=True)
    chores.add_argument("--purge-before", type=date.fromisoformat, metavar="YYYY-MM-DD", help="delete all days before")
    chores.add_argument("--forget", metavar="TEXT", help="delete every search that contains the text, and its clicks")
    chores.add_argument("--verify", action="store_true", help="check the database")
    options = parser.parse_args(argv)
    return explain_errors(lambda: _upkeep(options))


def _upkeep(options: argparse.Namespace) -> int:
    with open_for_upkeep(options.store) as store:
        if options.verify:
            problems = store.verify()
            print("\n".join(problems) or "ok")
            return 1 if problems else 0
        if options.purge_before:
            removed = store.purge(options.purge_before)
        else:
            text = group_key(redact(options.forget))
            if not text:
                raise UsageError("--forget needs a text", hint="all searches before a day: --purge-before")
            removed = store.forget(text)
    print(f"{removed.events} events, {removed.roll_ups} roll-ups and {removed.copies} copies deleted", file=sys.stderr)
    return 0


def sample(argv: Sequence[str]) -> int:
    """Fill a store with made-up searches of the sample shop, for a first look at the report."""
    parser = argparse.ArgumentParser(prog="search_analytics sample", description=sample.__doc__)
    add_store_option(parser)
    parser.add_argument("--days", type=int, default=28, metavar="N", help="today and the days before (default: %(default)s)")
    parser.add_argument("--site", default="harbour-hill", metavar="NAME", help="(default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another one makes other events (default: %(default)s)")
    options = parser.parse_args(argv)
    return explain_errors(lambda: _sample(options, datetime.now(UTC).date()))


def _sample(options: argparse.Namespace, today: date) -> int:
    if not 1 <= options.days <= RAW_DAYS:
        raise UsageError(f"--days goes from 1 to {RAW_DAYS}", hint="older events would be deleted at once")
    store = open_store(options.store, shared=True)
    stored = 0
    try:
        events = sample_events(days=options.days, last_day=today, site=options.site, seed=options.seed)
        while batch := list(islice(events, 500)):
            stored += sum(store.append(batch))
    finally:
        store.close()
    print(f"{stored} made-up events stored in {without_password(options.store)}", file=sys.stderr)
    return 0


def _serve(options: argparse.Namespace) -> int:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    collector, listener = open_collector(
        Place(options.host, options.port, options.store, options.spool), collector_settings(options)
    )
    server = prepare_server(collector)
    _announce(options, listener.getsockname()[1])
    server.run(sockets=[listener])
    return 0


def _announce(options: argparse.Namespace, port: int) -> None:
    if options.port not in (0, port):
        print(f"port {options.port} is taken, using {port}", file=sys.stderr)
    host = f"[{options.host}]" if ":" in options.host else options.host
    print(f"http://{host}:{port}/v1/events", flush=True)
    print(f"collecting into {without_password(options.store)}; stop with Ctrl-C", file=sys.stderr, flush=True)
    if not options.origin:
        print("pages on this computer may send; name your portal with --origin to let it", file=sys.stderr, flush=True)


def _secret(path: Path | None) -> bytes:
    if path is None:
        return b""
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}", hint="--forward-secret names a file") from None
    if len(secret) < MIN_SECRET_BYTES:
        raise UsageError(f"the secret in {path} is too short", hint=f"openssl rand -hex 32 > {path}")
    return secret


def _visitor_secret(secret: str, store: str) -> bytes:
    if secret and not is_postgres(store):
        raise UsageError(
            f"{COUNT_TOGETHER} is for collectors that share a PostgreSQL store", hint="a SQLite store has one: unset the variable"
        )
    if 0 < len(secret) < MIN_SECRET_BYTES:
        raise UsageError(
            f"the secret in {COUNT_TOGETHER} is too short",
            hint=f"at least {MIN_SECRET_BYTES} characters, the same for every collector: openssl rand -hex 32",
        )
    return secret.encode("utf-8", "surrogateescape")


def _network(value: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(value)
    except ValueError:
        raise UsageError(f"'{value}' is not a network", hint="write 10.0.0.0/8 or 10.0.0.7") from None
