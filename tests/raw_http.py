"""Bytes over a socket that no HTTP client would send."""

from __future__ import annotations

import socket

from collector_process import CollectorProcess


def talk(port: int, *parts: bytes) -> bytes:
    """Send parts over one connection and return everything until the server closes it."""
    heard = b""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        for part in parts:
            try:
                connection.sendall(part)
            except (BrokenPipeError, ConnectionResetError):
                break
        try:
            while more := connection.recv(65_536):
                heard += more
        except ConnectionResetError:
            pass
    return heard


def hold_sockets(collector: CollectorProcess, number: int) -> tuple[set[int], set[bytes]]:
    """Hold connections that say nothing, or half a head; return what readers heard meanwhile, and what these heard at last."""
    sockets = [socket.create_connection(("127.0.0.1", collector.port), timeout=60) for _ in range(number)]
    for place, each in enumerate(sockets):
        each.sendall(b"POST /v1/events HTTP/1.1\r\nHost: x\r\n" if place % 2 else b"")
    statuses = {collector.send(event) for event in range(1, 21)}
    heard = {each.recv(1) for each in sockets}
    for each in sockets:
        each.close()
    return statuses, heard
