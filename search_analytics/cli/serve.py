"""`python -m search_analytics serve`: run the collector."""

from __future__ import annotations

import argparse
import ipaddress
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from search_analytics.cli.options import (
    Parser,
    add_content_option,
    add_portal_option,
    add_store_option,
    explain_errors,
    published_in,
)
from search_analytics.errors import UsageError
from search_analytics.http.client_address import TrustedProxies
from search_analytics.http.forwarded import MIN_SECRET_BYTES
from search_analytics.http.origins import parse_origins
from search_analytics.http.server import Whereabouts, open_collector, prepare_server
from search_analytics.http.settings import CollectorSettings
from search_analytics.limits import MAX_DAY_BYTES
from search_analytics.option_values import HIGHEST_PORT, whole_number
from search_analytics.store.location import is_postgres, without_password

_MB = 1024**2
COUNT_TOGETHER = "KB_VISITOR_SECRET"
"""The variable with the secret of collectors that count visitor-days together."""


def serve(argv: Sequence[str]) -> int:
    """Run the collector until it is stopped."""
    return explain_errors(lambda: _serve(serve_options(argv)))


def serve_options(argv: Sequence[str]) -> argparse.Namespace:
    """Return the options of `serve`. Raises UsageError."""
    place = Whereabouts()
    parser = Parser(prog="search_analytics serve", description="Accept search events and store them.")
    parser.add_argument("--host", default=place.host, help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port",
        type=whole_number(0, HIGHEST_PORT),
        default=place.port,
        help="first port to try; 0 takes any (default: %(default)s)",
    )
    add_store_option(parser)
    parser.add_argument("--origin", action="append", default=[], metavar="URL", help="a portal that may send events")
    parser.add_argument(
        "--embedded-origin",
        action="append",
        default=[],
        metavar="URL",
        help="another site that shows the search of the portal and may send events; reports tell its searches apart",
    )
    parser.add_argument("--site", action="append", default=[], metavar="NAME", help="a site name that may occur in events")
    add_content_option(parser)
    add_portal_option(parser)
    parser.add_argument(
        "--comments", action="store_true", help="store what readers add to 'no, it did not help', after redaction (default: not)"
    )
    parser.add_argument("--trusted-proxy", action="append", default=[], metavar="NETWORK", help="believe its X-Forwarded-For")
    parser.add_argument(
        "--forward-secret", type=Path, metavar="FILE", help="believe edge functions that sign with the secret in this file"
    )
    parser.add_argument("--spool", type=Path, metavar="DIR", help="keep events here while PostgreSQL is away")
    parser.add_argument(
        "--day-limit",
        type=whole_number(1),
        default=MAX_DAY_BYTES // _MB,
        metavar="MB",
        help="most the store may grow in a day (default: %(default)s)",
    )
    return parser.parse_args(argv)


def collector_settings(options: argparse.Namespace) -> CollectorSettings:
    """Return the settings that the options of `serve` stand for. Raises UsageError."""
    return CollectorSettings(
        origins=parse_origins(options.origin, options.embedded_origin),
        sites=frozenset(options.site),
        trusted_proxies=TrustedProxies.of(_network(value) for value in options.trusted_proxy),
        published=published_in(options.content),
        portal=options.portal,
        takes_comments=options.comments,
        forward_secret=_secret(options.forward_secret),
        visitor_secret=_visitor_secret(os.environ.get(COUNT_TOGETHER, ""), options.store),
        max_day_bytes=options.day_limit * _MB,
    )


def _serve(options: argparse.Namespace) -> int:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    collector, listener = open_collector(
        Whereabouts(options.host, options.port, options.store, options.spool), collector_settings(options)
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
    if not options.portal:
        said = "clicks, views and votes may name any article; name the built portal with --portal to drop what it does not have"
        print(said, file=sys.stderr, flush=True)


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
