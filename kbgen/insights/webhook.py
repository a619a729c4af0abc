"""Post JSON to an address that an operator configured, and to nothing behind it.

The name is resolved once, every address it has must be public, and the connection goes to the very address that was
checked: a name that changes its mind later, a redirect, or another way to write 127.0.0.1 reaches nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from kbgen.errors import KbgenError, UsageError

TIMEOUT_SECONDS = 10.0
MOST_ANSWER_BYTES = 4_096
HTTPS_PORT = 443

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port → all its addresses as text."""
Connect = Callable[[str, int], socket.socket]

# Addresses that lead to others: what they lead to is not what was checked.
_TUNNELS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
# Not public whatever the table of this Python's `ipaddress` says.
_PRIVATE = tuple(map(ipaddress.ip_network, ("100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "168.63.129.16/32", "fec0::/10")))


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _connect(address: str, port: int) -> socket.socket:
    return socket.create_connection((address, port), timeout=TIMEOUT_SECONDS)


def _secure(plain: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


class WebhookError(KbgenError):
    """A digest was not delivered. The message names the host alone: the rest of such an address is a password."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to post: an address that was checked, and the name that its certificate must carry."""

    host: str
    port: int
    path: str
    address: str


@dataclass(frozen=True, slots=True)
class Network:
    """What posting needs of the world. secure: TLS over a connection, in the name of a host."""

    resolve: Resolve = _resolve
    connect: Connect = _connect
    secure: Callable[[socket.socket, str], socket.socket] = _secure


def check_target(url: str, resolve: Resolve) -> Target:
    """Return where a URL leads; raises UsageError for anything but https to a public address."""
    try:
        parts = urlsplit(url)
        port = parts.port or HTTPS_PORT
    except ValueError:
        raise UsageError("the webhook is not a URL", hint="write https://host/path") from None
    host = _host(parts)
    try:
        addresses = list(resolve(host, port))
    except (OSError, UnicodeError):
        raise WebhookError(f"{host} cannot be found") from None
    if not addresses or not all(map(is_public, addresses)):
        raise UsageError(f"{host} is not a public address", hint="a webhook must be reachable on the internet")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port, path, addresses[0])


def is_public(text: str) -> bool:
    """Tell whether an address is one of the public internet, and itself, not one that hides another."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped is not None or address.scope_id or any(address in network for network in _TUNNELS)
    ):
        return False
    if any(address.version == network.version and address in network for network in _PRIVATE):
        return False
    special = (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback or address.is_link_local
    )
    return address.is_global and not special


def post_json(url: str, body: bytes, network: Network | None = None) -> None:
    """Post a body of JSON; return when the receiver took it. Raises UsageError before anything is sent, WebhookError."""
    network = network or Network()
    target = check_target(url, network.resolve)
    connection = _PinnedConnection(target, network)
    try:
        connection.request("POST", target.path, body, {"Content-Type": "application/json", "User-Agent": "kbgen"})
        answer = connection.getresponse()
        answer.read(MOST_ANSWER_BYTES)
    except (OSError, http.client.HTTPException) as error:
        raise WebhookError(f"{target.host} did not take the digest: {type(error).__name__}") from None
    finally:
        connection.close()
    if 300 <= answer.status < 400:
        raise WebhookError(f"{target.host} sends elsewhere ({answer.status}), which is not followed", hint="give the final URL")
    if answer.status >= 300 or answer.status < 200:
        raise WebhookError(f"{target.host} answered {answer.status}")


class _PinnedConnection(http.client.HTTPSConnection):
    """Speaks TLS with the address that was checked, in the name that was asked for."""

    def __init__(self, target: Target, network: Network) -> None:
        super().__init__(target.host, target.port, timeout=TIMEOUT_SECONDS)
        self._target, self._network = target, network

    def connect(self) -> None:
        """Connect to the pinned address; the parent would resolve the name again."""
        plain = self._network.connect(self._target.address, self._target.port)
        try:
            self.sock = self._network.secure(plain, self._target.host)
        except BaseException:
            plain.close()
            raise


def _host(parts: SplitResult) -> str:
    if parts.scheme != "https":
        raise UsageError("a webhook must begin with https://", hint="what is sent may not be read on the way")
    if parts.username is not None or parts.password is not None or not parts.hostname:
        raise UsageError("a webhook is https://host/path, without a name and password")
    if any(char in parts.netloc for char in "\\\t\r\n %"):
        raise UsageError("the host of the webhook holds characters that no host has")
    if any(ord(char) <= 32 or ord(char) == 127 for char in parts.path + parts.query) or not (parts.path + parts.query).isascii():
        raise UsageError("the path of the webhook holds characters that must be escaped")
    try:
        return parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode("ascii")
    except UnicodeError:
        raise UsageError("the host of the webhook is no host name") from None
