"""The search for a free port, for whoever did not ask for a certain one."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from typing import TypeVar

from kbgen.commands.terminal import Terminal
from kbgen.errors import UsageError
from search_analytics.option_values import HIGHEST_PORT

PORTS_TRIED = 20
Server = TypeVar("Server")


def on_free_port(
    first: int, opened: Callable[[int], Server], terminal: Terminal, *, hint: str = "choose another one with --port"
) -> Server:
    """Return what `opened` makes of the first port from `first` on that nobody has; say so where it is another one.

    opened: raises OSError where the port is taken. hint: what to do when there is none.
    Raises UsageError: all of them are taken, or nobody can listen there.
    """
    for port in range(first, min(first + PORTS_TRIED, HIGHEST_PORT + 1)):
        try:
            server = opened(port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise UsageError(f"cannot listen on port {port}: {error.strerror}", hint=hint) from error
        else:
            if port != first:
                terminal.say(f"port {first} is taken, using {port}")
            return server
    raise UsageError(f"ports {first} to {first + PORTS_TRIED - 1} are taken", hint=hint)


def refuse_taken(host: str, port: int) -> int:
    """Return a port that nobody listens on now, for a server that opens it later. Raises OSError where it is taken."""
    with socket.socket(family_of(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if probe.connect_ex((host, port)) == 0:
            raise OSError(errno.EADDRINUSE, "the port is taken")
    return port


def family_of(host: str) -> socket.AddressFamily:
    """Return the kind of address that a host is."""
    return socket.AF_INET6 if ":" in host else socket.AF_INET
