"""`kbgen serve`: show the site at home, and again after every change."""

from __future__ import annotations

import argparse
import logging
import socket

from kbgen.commands.options import add_config, add_json
from kbgen.commands.ports import family_of, on_free_port, refuse_taken
from kbgen.commands.terminal import Terminal, mkdocs_log
from kbgen.errors import UsageError
from kbgen.settings.site import load
from search_analytics.option_values import HIGHEST_PORT, whole_number

ABOUT = "show the site at home, and again after every change"
DEFAULT_PORT = 8000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_config(parser)
    add_json(parser)  # what is to mend before there is a site to serve
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=whole_number(1, HIGHEST_PORT), help=f"(default: {DEFAULT_PORT}, or the next one that is free)"
    )


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command until it is interrupted."""
    from kbgen.mkdocs_plugin.engine import serve_site

    settings = load(options.config)
    _refuse_host(options.host)
    port = _port(options, terminal)
    with mkdocs_log(terminal, logging.INFO):
        serve_site(settings.file, host=options.host, port=port)
    return 0


def _port(options: argparse.Namespace, terminal: Terminal) -> int:
    if not options.port:
        return on_free_port(DEFAULT_PORT, lambda port: refuse_taken(options.host, port), terminal)
    try:
        return refuse_taken(options.host, options.port)
    except OSError as error:
        raise UsageError(f"port {options.port} is taken", hint="choose another with --port, or leave it out") from error


def _refuse_host(host: str) -> None:
    """Raise UsageError where nobody can listen, before a site is built for it."""
    try:
        with socket.socket(family_of(host)) as probe:
            probe.bind((host, 0))
    except OSError as error:
        raise UsageError(f"cannot listen on {host}: {error.strerror}", hint="choose another --host") from None
