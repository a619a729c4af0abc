"""`kbgen serve`: show the site at home, and again after every change."""

from __future__ import annotations

import argparse
import logging
import socket

from kbgen.commands.options import add_config, add_json
from kbgen.commands.terminal import Terminal, mkdocs_log
from kbgen.errors import UsageError
from kbgen.settings.site import load

ABOUT = "show the site at home, and again after every change"
DEFAULT_PORT = 8000
PORTS_TRIED = 20
HIGHEST_PORT = 65_535


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_config(parser)
    add_json(parser)  # what is to mend before there is a site to serve
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, help=f"(default: {DEFAULT_PORT}, or the next one that is free)")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command until it is interrupted."""
    from kbgen.mkdocs_plugin.engine import serve_site

    settings = load(options.config)
    _refuse_place(options.host, options.port)
    port = options.port or _free_port(options.host, terminal)
    if options.port and not _is_free(options.host, options.port):
        raise UsageError(f"port {options.port} is taken", hint="choose another with --port, or leave it out")
    with mkdocs_log(terminal, logging.INFO):
        serve_site(settings.file, host=options.host, port=port)
    return 0


def _free_port(host: str, terminal: Terminal) -> int:
    for port in range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED):
        if _is_free(host, port):
            return port
        terminal.say(f"port {port} is taken, trying {port + 1}")
    raise UsageError(f"no free port from {DEFAULT_PORT} to {DEFAULT_PORT + PORTS_TRIED - 1}", hint="use --port")


def _refuse_place(host: str, port: int | None) -> None:
    """Raise UsageError where nobody can listen, before a site is built for it."""
    if port is not None and not 1 <= port <= HIGHEST_PORT:
        raise UsageError(f"--port goes from 1 to {HIGHEST_PORT}", hint="leave it out for the next one that is free")
    try:
        with socket.socket(_family(host)) as probe:
            probe.bind((host, 0))
    except OSError as error:
        raise UsageError(f"cannot listen on {host}: {error.strerror}", hint="choose another --host") from None


def _is_free(host: str, port: int) -> bool:
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((host, port)) != 0


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
