"""Run the collector: a socket that is really free, a store, and uvicorn told to keep addresses out of its logs."""

from __future__ import annotations

import errno
import os
import secrets
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from search_analytics.errors import UsageError
from search_analytics.events.ingest import Ingest
from search_analytics.events.portal_articles import portal_articles
from search_analytics.http.app import Collector
from search_analytics.http.limits import Limiter
from search_analytics.http.protocol import PunctualProtocol
from search_analytics.http.settings import CollectorSettings
from search_analytics.option_values import HIGHEST_PORT
from search_analytics.privacy.visitors import visitor_days
from search_analytics.store.location import DEFAULT_STORE
from search_analytics.store.opening import Store, open_store, open_with_spool
from search_analytics.store.writer import Writer

PORTS_TO_TRY = 20
KEEP_ALIVE_SECONDS = 15
SWITCH_SECONDS = 0.0005
"""The writer gives Python's lock away for each step of its database, and then waits for it this long; usually 5 ms."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where to listen and where to store. port: 0 takes any free one."""

    host: str = "127.0.0.1"
    port: int = 8787
    store: str = DEFAULT_STORE
    spool: Path | None = None
    """Where events wait while a PostgreSQL store is away; without it they are answered 503."""


def build_collector(settings: CollectorSettings, store: Store) -> Collector:
    """Return a collector with the clocks and the randomness of this computer."""
    ingest = Ingest(visitor_days(settings.visitor_secret), time.time, settings.published, settings.takes_comments)
    limiter = Limiter(secrets.token_bytes(32), time.monotonic)
    writer = Writer(store, max_day_bytes=settings.max_day_bytes)
    return Collector(settings, limiter, ingest, writer, portal=portal_articles(settings.portal))


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket on the first free port from `port` on; raises UsageError when the host is not ours."""
    if not 0 <= port <= HIGHEST_PORT:
        raise UsageError(f"--port goes from 0 to {HIGHEST_PORT}", hint="0 takes any that is free")
    last = port + 1 if port == 0 else min(port + PORTS_TO_TRY, HIGHEST_PORT + 1)
    for candidate in range(port, last):
        try:
            return _listen(host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise UsageError(f"cannot listen on {host}: {error.strerror}", hint="choose another --host") from None
    raise UsageError(f"ports {port} to {last - 1} are taken", hint="choose another one with --port")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere this option would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except BaseException:
        listener.close()
        raise
    return listener


def server_options() -> dict[str, Any]:
    """Return what uvicorn is told; the benchmark's floor runs with the same."""
    return {
        "http": PunctualProtocol,
        "access_log": False,  # it would hold addresses
        "log_level": "warning",
        "server_header": False,
        "proxy_headers": False,  # uvicorn would believe X-Forwarded-For from this computer; client_address.py decides instead
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
        "timeout_graceful_shutdown": 10,
        "ws": "none",
    }


def prepare_server(collector: Collector) -> uvicorn.Server:
    """Return a server that stops on SIGINT and SIGTERM from now on, even before it runs.

    Requests in progress are answered and their events committed first. A flag and no exception: Python drops a
    KeyboardInterrupt that falls into certain callbacks of an import, and the collector would run on.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    server = uvicorn.Server(uvicorn.Config(collector.app(), **server_options()))

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    return server


def open_collector(place: Whereabouts, settings: CollectorSettings) -> tuple[Collector, socket.socket]:
    """Open the store and the socket; when either fails nothing stays open."""
    collector = open_without_socket(place, settings)
    try:
        return collector, bind(place.host, place.port)
    except BaseException:
        collector.writer.store.close()
        raise


def open_without_socket(place: Whereabouts, settings: CollectorSettings) -> Collector:
    """Open the store for a server that listens by itself; when anything fails it does not stay open."""
    store = open_store(place.store) if place.spool is None else open_with_spool(place.store, place.spool)
    try:
        return build_collector(settings, store)
    except BaseException:
        store.close()
        raise
