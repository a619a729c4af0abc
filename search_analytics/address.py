"""From a connection to the network prefix that limits are counted by; the address itself goes no further."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def client_prefix(peer: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """Return the /24 or /48 of the client.

    peer: address of the connection. forwarded: values of X-Forwarded-For, in order; used only when the peer is trusted,
    and then the rightmost hop that is not, because everything left of it can be invented by the client.
    """
    address = _address(peer)
    if address is None:
        return "unknown"
    if _is_trusted(address, trusted):
        for hop in reversed([part for value in forwarded for part in value.split(",")]):
            claimed = _address(hop.strip())
            if claimed is None:
                break
            address = claimed
            if not _is_trusted(claimed, trusted):
                break
    length = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network((address, length), strict=False))


def _address(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _is_trusted(address: Address, trusted: Sequence[Network]) -> bool:
    return any(address in network for network in trusted)
