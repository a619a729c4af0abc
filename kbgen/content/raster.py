"""Whether a picture is whole, from the marks with which each kind begins and ends."""

from __future__ import annotations

import struct
import zlib

LARGE_IMAGE_BYTES = 2_000_000
"""A picture that takes a phone more than ten seconds at 1.5 Mbit/s, and is hardly ever needed that large."""

MOST_PIXELS = 60_000_000
"""Of a picture that phones can show, at 4 bytes each, and that a build can draw smaller."""

_PNG = b"\x89PNG\r\n\x1a\n"
_LFS = b"version https://git-lfs"


def picture_fault(raw: bytes) -> str:
    """Return what is wrong with a PNG, JPEG, GIF or WebP file, or an empty text; AVIF is taken as it is.

    Browsers look at the content and not at the name, so we do too.
    """
    if not raw:
        return "is empty"
    if raw.startswith(_LFS):
        return "is only a pointer of Git LFS, not the picture"
    if raw.startswith(_PNG):
        return _png_fault(raw)
    if raw.startswith(b"\xff\xd8\xff"):
        return "" if raw.rfind(b"\xff\xd9") > 0 else "ends before the picture does"
    if raw.startswith((b"GIF87a", b"GIF89a")):
        return "" if raw.rstrip(b"\0").endswith(b"\x3b") else "ends before the picture does"
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return "" if len(raw) >= struct.unpack("<I", raw[4:8])[0] + 8 else "ends before the picture does"
    if raw[4:8] == b"ftyp":
        return ""
    return "is no picture: it begins as no PNG, JPEG, GIF, WebP or AVIF does"


def _png_fault(raw: bytes) -> str:
    """Walk through the chunks: length, kind, content and checksum of each, until the one that ends the picture."""
    at, has_pixels = len(_PNG), False
    while at + 12 <= len(raw):
        (length,) = struct.unpack(">I", raw[at : at + 4])
        kind, end = raw[at + 4 : at + 8], at + 12 + length
        if end > len(raw):
            break
        if zlib.crc32(raw[at + 4 : end - 4]) != struct.unpack(">I", raw[end - 4 : end])[0]:
            return f"is damaged: the checksum of its part {kind.decode('ascii', 'replace')} is wrong"
        if kind == b"IEND":
            return "" if has_pixels else "holds no picture"
        has_pixels = has_pixels or kind == b"IDAT"
        at = end
    return "ends before the picture does"
