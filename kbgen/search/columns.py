"""The bytes of an index file.

Twin: theme/assets/search/columns.js. Specification: index-format 3.3, 3.4 and 4.1.
"""

from __future__ import annotations

import gzip
import re
import zlib

import numpy as np
from numpy.typing import NDArray

from kbgen.errors import IndexReadError
from kbgen.index.codec import header

Numbers = NDArray[np.int64]


class Columns:
    """The columns of a payload, read one after another."""

    def __init__(self, payload: bytes) -> None:
        self._payload = payload
        self.position = 0

    @property
    def is_left(self) -> bool:
        """Whether there are more columns."""
        return self.position < len(self._payload)

    def varint(self) -> int:
        """Read one variable-length integer."""
        value = shift = 0
        while True:
            byte = self._payload[self.position]
            self.position += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def column(self) -> bytes:
        """Read one column: its length, then as many bytes."""
        size = self.varint()
        self.position += size
        return self._payload[self.position - size : self.position]

    def text(self) -> str:
        """Read one column of UTF-8."""
        return self.column().decode()

    def numbers(self) -> list[int]:
        """Read one column of variable-length integers."""
        column = self.column()
        if column.isascii():  # most are: each byte is a number
            return list(column)
        values, value, shift = [], 0, 0
        for byte in column:
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                values.append(value)
                value = shift = 0
            else:
                shift += 7
        return values

    def terms(self) -> list[str]:
        """Read two columns of front-coded terms."""
        shared, rests = self.numbers(), self.text()
        terms: list[str] = []
        before = ""
        for length, rest in zip(shared, rests.split("\n") if shared else (), strict=True):
            before = before[:length] + rest
            terms.append(before)
        return terms


_SEAL = re.compile(rb',"crc32":"([0-9a-f]{8})"\}\Z')


def is_sealed(manifest: bytes) -> bool:
    """Tell whether a manifest ends with the checksum of what stands before it (index-format 3.1)."""
    seal = _SEAL.search(manifest)
    return seal is not None and int(seal[1], 16) == zlib.crc32(manifest[: seal.start()])


def unpack(content: bytes, name: str, place: str, *, ending: str = ".bin") -> bytes:
    """Return the payload of a file after checking its length and checksum (gzip's own) and its header (index-format 3.4).

    Raises IndexReadError: the bytes are truncated or changed, or belong to another place of the index.
    """
    try:
        whole = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise IndexReadError(f"search index file {name}{ending} is damaged: {error}", hint="build the portal again") from error
    expected = header(place)
    if not whole.startswith(expected):
        raise IndexReadError(f"search index file {name}{ending} is not {place!r}", hint="build the portal again")
    return whole[len(expected) :]


def open_pack(content: bytes, language: str) -> tuple[bytes, dict[str, bytes]]:
    """Return the manifest that a pack holds, and the payloads of the files in it by name (index-format 3.5 and 4.12).

    Raises IndexReadError: the pack is damaged, or is another file.
    """
    columns = Columns(unpack(content, language, f"pack/{language}", ending=".pack"))
    manifest = columns.column()
    payloads = {}
    while columns.is_left:
        name = columns.text()
        payloads[name] = columns.column()
    return manifest, payloads
