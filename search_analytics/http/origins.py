"""Which pages may send events: an exact list of origins, or pages on this computer when there is no list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from search_analytics.errors import UsageError

_LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Origins:
    """The allow-list; empty means pages on this computer, and programs that send no Origin.

    embedded: other sites, which show the search of the portal.
    """

    listed: frozenset[str] = frozenset()
    embedded: frozenset[str] = frozenset()

    def allows(self, origin: str | None) -> bool:
        """Say whether a request with this Origin header may store events."""
        if self.is_embedded(origin):
            return True
        if not self.listed:
            return origin is None or _is_loopback(origin)
        return origin in self.listed

    def is_embedded(self, origin: str | None) -> bool:
        """Say whether a request comes from another site than the portal."""
        return origin in self.embedded


def parse_origins(values: Iterable[str], embedded: Iterable[str] = ()) -> Origins:
    """Return the allow-list of settings such as https://help.example.com; raises UsageError with the value."""
    return Origins(_parsed(values), _parsed(embedded))


def _parsed(values: Iterable[str]) -> frozenset[str]:
    listed = set()
    for value in values:
        parts = _split(value)
        if parts is None or value != f"{parts[0]}://{parts[1]}":
            raise UsageError(f"'{value}' is not an origin", hint="write scheme and host only: https://help.example.com")
        listed.add(value)
    return frozenset(listed)


def _is_loopback(origin: str) -> bool:
    parts = _split(origin)
    return parts is not None and parts[2] in _LOOPBACK_HOSTS and origin == f"{parts[0]}://{parts[1]}"


def _split(origin: str) -> tuple[str, str, str] | None:
    """Return scheme, host with port, and host; None for anything that is not http or https."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return parts.scheme, host if port is None else f"{host}:{port}", parts.hostname
