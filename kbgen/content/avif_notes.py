"""What a camera or program noted in an AVIF picture, overwritten where it stands: no byte of the picture moves or changes.

The file says in many places where its parts begin (ISO/IEC 14496-12 and 23008-12), so nothing is cut out of it. Which side is
up does not stand in the notes: `irot` and `imir` say it, which stay.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0"
"""Where the TIFF begins, and one that says nothing."""
_MOST_ITEMS = 10_000


class NotReadableError(Exception):
    """A file whose parts are not where it says, or that keeps them in a way that is not read here."""


@dataclass(frozen=True, slots=True)
class _Note:
    """Bytes from `start` to `end` of the file that are of notes; blank: what is written there."""

    start: int
    end: int
    blank: bytes


def is_avif(raw: bytes) -> bool:
    """Tell whether a file is an AVIF picture, one that moves included."""
    return raw[4:8] == b"ftyp" and b"avi" in raw[8:64]


def without_avif_notes(raw: bytes) -> bytes:
    """Return the picture without notes, as long as it was. Raises NotReadableError."""
    bare = bytearray(raw)
    for note in _notes(raw):
        bare[note.start : note.end] = note.blank
    return raw if bare == raw else bytes(bare)


def has_avif_notes(raw: bytes) -> bool:
    """Tell whether there are notes that are not blank. Raises NotReadableError."""
    return without_avif_notes(raw) != raw  # notes may share bytes with each other


def _notes(raw: bytes) -> tuple[_Note, ...]:
    meta = next((box for box in _boxes(raw, 0, len(raw)) if box[0] == b"meta"), None)
    if meta is None:
        raise NotReadableError
    boxes = {kind: (start, end) for kind, start, end in _boxes(raw, meta[1] + 4, meta[2])}
    if b"iinf" not in boxes or b"iloc" not in boxes:
        raise NotReadableError
    kinds = dict(_kinds(raw, *boxes[b"iinf"]))
    idat = boxes.get(b"idat")
    places = [(item, start, end) for item, start, end in _places(raw, *boxes[b"iloc"], idat)]
    notes = [(item, start, end) for item, start, end in places if kinds.get(item) in {b"Exif", b"mime"}]
    shown = [(start, end) for item, start, end in places if kinds.get(item) not in {b"Exif", b"mime"}]
    if any(start < other_end and other_start < end for _, start, end in notes for other_start, other_end in shown):
        raise NotReadableError
    return tuple(_Note(start, end, _blank(kinds[item], end - start)) for item, start, end in notes)


def _blank(kind: bytes, length: int) -> bytes:
    return b" " * length if kind == b"mime" else _EMPTY_EXIF[:length].ljust(length, b"\0")


def _boxes(raw: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, and begin and end of the content, of each box from `start` to `end`."""
    while start + 8 <= end:
        length, head = _number(raw, start, 4), 8
        if length == 1:
            length, head = _number(raw, start + 8, 8), 16
        stop = end if length == 0 else start + length
        if stop > end or stop < start + head:
            raise NotReadableError
        yield raw[start + 4 : start + 8], start + head, stop
        start = stop


def _kinds(raw: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield id and kind of each item: `mime` only where it is XMP, and `Exif` are notes."""
    width = 2 if _number(raw, start, 1) == 0 else 4
    for kind, at, stop in _boxes(raw, start + 4 + width, end):
        version = _number(raw, at, 1)
        if kind != b"infe" or version < 2:
            raise NotReadableError
        id_width = 2 if version == 2 else 4
        item, type_at = _number(raw, at + 4, id_width), at + 4 + id_width + 2
        what = raw[type_at : type_at + 4]
        is_xmp = what == b"mime" and b"rdf+xml" in raw[type_at:stop]
        yield item, what if what != b"mime" or is_xmp else b"file"


def _places(raw: bytes, start: int, end: int, idat: tuple[int, int] | None) -> Iterator[tuple[int, int, int]]:
    """Yield the id of an item with begin and end of each of its pieces."""
    version, sizes = _number(raw, start, 1), _number(raw, start + 4, 2)
    offset, length, base, index = (sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15
    id_width = 2 if version < 2 else 4
    at = start + 6
    count, at = _number(raw, at, id_width), at + id_width
    if version > 2 or count > _MOST_ITEMS:
        raise NotReadableError
    for _ in range(count):
        item, at = _number(raw, at, id_width), at + id_width
        method = 0
        if version:
            method, at = _number(raw, at, 2) & 15, at + 2
        at += 2  # which file: this one
        first, at = _number(raw, at, base), at + base
        pieces, at = _number(raw, at, 2), at + 2
        for _ in range(pieces):
            at += index if version else 0
            begin = first + _number(raw, at, offset)
            size = _number(raw, at + offset, length)
            at += offset + length
            if at > end or method > 1 or (method == 1 and idat is None):
                raise NotReadableError
            begin += idat[0] if idat and method == 1 else 0
            stop = begin + size if size else len(raw)
            if stop > len(raw):
                raise NotReadableError
            yield item, begin, stop


def _number(raw: bytes, at: int, width: int) -> int:
    """Return an unsigned number of 0, 1, 2, 4 or 8 bytes."""
    if width == 0:
        return 0
    form = {1: ">B", 2: ">H", 4: ">I", 8: ">Q"}.get(width)
    if form is None or at < 0 or at + width > len(raw):
        raise NotReadableError
    number: int = struct.unpack_from(form, raw, at)[0]
    return number
