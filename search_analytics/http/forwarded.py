"""Bodies that an edge function sends on for its readers: one signed header says who they came from (clause 18).

The header is `<payload>.<signature>`: the payload is JSON in base64url, the signature HMAC-SHA256 of the payload's characters
in hexadecimal digits. It is checked before a byte of the body is read, and the body against its hash after that.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta

HEADER = b"x-kb-forwarded"
MAX_HEADER_CHARACTERS = 4_096
MAX_AGE_SECONDS = 300
MIN_SECRET_BYTES = 32
_PREFIX_LENGTHS = {4: 24, 6: 48}


class ForwardedRefusedError(Exception):
    """A header that nobody with the secret made for this body, now."""


class _Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """t: Unix seconds. prefix: the client's /24 or /48. origin: of the page, if its browser sent one. sha256: of the body."""

    t: int
    prefix: Annotated[str, Meta(max_length=64)]
    agent: Annotated[str, Meta(max_length=1_024)]
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
    origin: Annotated[str, Meta(max_length=256)] | None = None


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Who a body came from, as the edge function says."""

    prefix: str
    agent: str
    origin: str | None
    body_sha256: str

    def is_of(self, body: bytes) -> bool:
        """Say whether this is the body that was signed."""
        return hmac.compare_digest(sha256(body).hexdigest(), self.body_sha256)


_DECODER = msgspec.json.Decoder(_Payload)


def read_forwarded(header: str, secret: bytes, now: float) -> Forwarded:
    """Return what a header says.

    Raises ForwardedRefusedError: no secret is set, or the header was not signed with it in the last minutes.
    """
    payload, _, signature = header.partition(".")
    if not secret or len(header) > MAX_HEADER_CHARACTERS:
        raise ForwardedRefusedError
    expected = hmac.digest(secret, payload.encode("latin-1", "replace"), "sha256").hex()
    if not hmac.compare_digest(expected.encode(), signature.encode("latin-1", "replace")):
        raise ForwardedRefusedError
    try:
        said = _DECODER.decode(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        network = ipaddress.ip_network(said.prefix)
    except (binascii.Error, msgspec.MsgspecError, ValueError):
        raise ForwardedRefusedError from None
    if abs(now - said.t) > MAX_AGE_SECONDS or network.prefixlen != _PREFIX_LENGTHS[network.version]:
        raise ForwardedRefusedError
    return Forwarded(str(network), said.agent, said.origin, said.sha256)
