"""What a camera or program noted in a picture (where it was taken, by whom, with what), taken out without touching a pixel.

Kept is what browsers need to show it: colours (ICC) and which side is up.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from kbgen.content.avif_notes import NotReadableError, has_avif_notes, is_avif, without_avif_notes

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_NOTES = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_UPRIGHT = 1
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
"""Bits of the flags of an extended WebP file."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Marks of a JPEG that have no length."""


def without_metadata(raw: bytes) -> bytes:
    """Return a JPEG, PNG, WebP or AVIF file without notes; every other file, and one that is not whole, as it is."""
    try:
        bare = _bare(raw)
    except (_NotWholeError, NotReadableError):  # `picture_fault` says so
        return raw
    return raw if bare == raw else bare


def _bare(raw: bytes) -> bytes:
    if raw.startswith(b"\xff\xd8\xff"):
        return _jpeg(raw)
    if raw.startswith(_PNG):
        return _png(raw)
    if is_avif(raw):
        return without_avif_notes(raw)
    return _webp(raw) if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP" else raw


class _NotWholeError(Exception):
    """A file that ends, or goes on, where it should not."""


def _jpeg(raw: bytes) -> bytes:
    kept, orientation = [raw[:2]], _UPRIGHT
    at = 2
    while True:
        while raw[at : at + 2] == b"\xff\xff":
            at += 1
        if raw[at : at + 1] != b"\xff" or at + 2 > len(raw):
            raise _NotWholeError
        mark = raw[at + 1]
        if mark == 0xD9:
            kept.append(raw[at : at + 2])  # what follows is no part of the picture: a film, a second picture
            break
        if mark in _ALONE:
            kept.append(raw[at : at + 2])
            at += 2
            continue
        end = at + 2 + _number(raw, at + 2, ">H")
        segment = raw[at:end]
        if mark == 0xE1 and segment[4:10] == _EXIF:
            orientation = orientation_of(segment[10:])
        if _is_shown(mark, segment):
            kept.append(segment)
        at = end
        if mark == 0xDA:
            end = _scan_end(raw, at)
            kept.append(raw[at:end])
            at = end
    if orientation != _UPRIGHT:
        tiff = _EXIF + exif_of(orientation)
        kept.insert(1, b"\xff\xe1" + struct.pack(">H", len(tiff) + 2) + tiff)
    return b"".join(kept)


def _is_shown(mark: int, segment: bytes) -> bool:
    """Whether a segment is of the picture itself: JFIF, colours, how they are kept (Adobe), and all but APPn and remarks."""
    if mark == 0xE2:
        return segment[4:16] == b"ICC_PROFILE\0"
    return mark in {0xE0, 0xEE} or not (0xE0 <= mark <= 0xEF or mark == 0xFE)


def _scan_end(raw: bytes, at: int) -> int:
    """Return where the pixels end: at the next mark that is neither a stuffed byte nor a restart."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            raise _NotWholeError
        following = raw[at + 1]
        if following == 0 or following in _ALONE:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at


def _png(raw: bytes) -> bytes:
    kept, orientation = [_PNG], _UPRIGHT
    for kind, chunk in _png_chunks(raw):
        if kind == b"eXIf":
            orientation = orientation_of(chunk[8:-4])
        if kind == b"IEND" and orientation != _UPRIGHT:
            content = b"eXIf" + exif_of(orientation)
            kept.append(struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content)))
        if kind not in _PNG_NOTES:
            kept.append(chunk)
    return b"".join(kept)


def _png_chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        end = at + 12 + _number(raw, at, ">I")
        if end > len(raw):
            raise _NotWholeError
        kind = raw[at + 4 : at + 8]
        yield kind, raw[at:end]
        at = end


def _webp(raw: bytes) -> bytes:
    kept, orientation, at, whole = [], _UPRIGHT, 12, 8 + _number(raw, 4, "<I")
    if whole > len(raw):
        raise _NotWholeError
    while at + 8 <= whole:
        kind, length = raw[at : at + 4], _number(raw, at + 4, "<I")
        end = at + 8 + length + length % 2
        chunk = raw[at : min(end, whole)]
        if kind == b"EXIF":
            orientation = orientation_of(chunk[8 : 8 + length].removeprefix(_EXIF))
        elif kind == b"VP8X":
            kept.append(chunk[:8] + bytes([chunk[8] & ~(_WEBP_EXIF | _WEBP_XMP)]) + chunk[9:])
        elif kind != b"XMP ":
            kept.append(chunk)
        at = end
    if orientation != _UPRIGHT and kept and kept[0][:4] == b"VP8X":
        tiff = exif_of(orientation)
        kept[0] = kept[0][:8] + bytes([kept[0][8] | _WEBP_EXIF]) + kept[0][9:]
        kept.append(b"EXIF" + struct.pack("<I", len(tiff)) + tiff)
    content = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def has_notes(raw: bytes) -> bool:
    """Tell whether an AVIF file holds notes that cannot be taken out."""
    if not is_avif(raw):
        return False
    try:
        return has_avif_notes(raw)
    except NotReadableError:
        head = raw[:4096]
        return b"application/rdf+xml" in head or b"Exif" in head


def orientation_of(tiff: bytes) -> int:
    """Return which side of a picture is up, 1 to 8 as in EXIF; 1 where it does not say so."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return _UPRIGHT
    try:
        at = _number(tiff, 4, f"{order}I")
        for entry in range(_number(tiff, at, f"{order}H")):
            place = at + 2 + 12 * entry
            if _number(tiff, place, f"{order}H") == _ORIENTATION:
                side = _number(tiff, place + 8, f"{order}H")
                return side if 1 <= side <= 8 else _UPRIGHT
    except _NotWholeError:
        pass
    return _UPRIGHT


def exif_of(orientation: int) -> bytes:
    """Return EXIF that says which side is up and nothing else."""
    return b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _number(raw: bytes, at: int, form: str) -> int:
    size = struct.calcsize(form)
    if at < 0 or at + size > len(raw):
        raise _NotWholeError
    number: int = struct.unpack_from(form, raw, at)[0]
    return number
