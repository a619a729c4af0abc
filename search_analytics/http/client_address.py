"""From a connection to the network prefix that limits are counted by; the address itself goes no further."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_MAPPED = b"\0" * 10 + b"\xff\xff"


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """The networks whose word about an address is taken, as (bytes of an address, first address, mask)."""

    networks: tuple[tuple[int, int, int], ...] = ()

    @classmethod
    def of(cls, networks: Iterable[Network]) -> TrustedProxies:
        """Return them in the form that is quick to compare."""
        return cls(tuple((each.max_prefixlen // 8, int(each.network_address), int(each.netmask)) for each in networks))

    def include(self, address: bytes) -> bool:
        """Say whether an address belongs to one of them."""
        number = int.from_bytes(address)
        return any(size == len(address) and number & mask == first for size, first, mask in self.networks)


def client_prefix(peer: str, forwarded: Sequence[str], trusted: TrustedProxies) -> str:
    """Return the /24 or /48 of the client.

    peer: address of the connection. forwarded: values of X-Forwarded-For, in order; used only when the peer is trusted,
    and then the rightmost hop that is not, because everything left of it can be invented by the client.
    """
    address = _packed(peer)
    if address is None:
        return "unknown"
    if forwarded and trusted.include(address):
        for hop in reversed([part for value in forwarded for part in value.split(",")]):
            claimed = _packed(hop.strip())
            if claimed is None:
                break
            address = claimed
            if not trusted.include(claimed):
                break
    if len(address) == 4:
        return f"{address[0]}.{address[1]}.{address[2]}.0/24"
    return f"{socket.inet_ntop(socket.AF_INET6, address[:6] + bytes(10))}/48"


def _packed(text: str) -> bytes | None:
    """Return an address as 4 or 16 bytes, None when it is none; much quicker than to make an object of ipaddress."""
    try:
        if ":" not in text:
            return socket.inet_pton(socket.AF_INET, text)
        packed = socket.inet_pton(socket.AF_INET6, text.partition("%")[0])
    except (OSError, ValueError):
        return None
    return packed[12:] if packed.startswith(_MAPPED) else packed
