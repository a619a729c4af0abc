"""Width and height of images from their first bytes, so that a page does not jump when they arrive."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from xml.parsers import expat

Size = tuple[int, int]
UNKNOWN: Size = (0, 0)
HEAD_BYTES = 64 * 1024

_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(px)?\s*", re.ASCII)
_ACTIVE_ELEMENTS = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "set", "animate"})
_REFERENCES = frozenset({"href", "xlink:href", "src"})
_OUTSIDE_URL = re.compile(r"url\(\s*['\"]?\s*(?!#|['\"]?#)|@import", re.IGNORECASE)


def image_size(name: str, head: bytes) -> Size:
    """Return width and height in pixels, or UNKNOWN. head: the first HEAD_BYTES of the file."""
    suffix = name.lower().rpartition(".")[2]
    try:
        if suffix == "png" and head.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack(">II", head[16:24])
        if suffix == "gif" and head[:3] == b"GIF":
            return struct.unpack("<HH", head[6:10])
        if suffix in {"jpg", "jpeg"}:
            return _jpeg_size(head)
        if suffix == "webp" and head[8:12] == b"WEBP":
            return _webp_size(head)
    except (struct.error, IndexError):
        pass
    return UNKNOWN


def _jpeg_size(head: bytes) -> Size:
    position = 2
    while head[position] == 0xFF:
        marker = head[position + 1]
        (length,) = struct.unpack(">H", head[position + 2 : position + 4])
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # the frame headers
            height, width = struct.unpack(">HH", head[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return UNKNOWN


def _webp_size(head: bytes) -> Size:
    kind = head[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(head[24:27], "little") + 1
        return width, int.from_bytes(head[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return UNKNOWN


class SvgReader:
    """Reads an SVG once: its size, and whether it is only a drawing.

    A browser runs no script in `<img>`, but it does when a reader opens the file itself, on the portal's own origin.
    """

    def __init__(self) -> None:
        self.size: Size = UNKNOWN
        self.faults: list[tuple[int, str]] = []
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.EntityDeclHandler = self._entity
        self._in_style = False

    def read(self, raw: bytes) -> None:
        """Fill in `size` and `faults`, each fault with its line."""
        try:
            self._parser.Parse(raw, True)
        except expat.ExpatError as error:
            self.faults.append((error.lineno, f"is not well-formed: {expat.ErrorString(error.code)}"))
        except _Refused:
            pass

    def _fault(self, message: str) -> None:
        self.faults.append((self._parser.CurrentLineNumber, message))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(":")[2].lower()
        if self._depth == 0:
            self.size = _svg_size(attributes)
        self._depth += 1
        self._in_style = element == "style"
        if element in _ACTIVE_ELEMENTS and not (element in {"set", "animate"} and not _animates_link(attributes)):
            self._fault(f"holds the element <{name}>")
        for message in _attribute_faults(attributes):
            self._fault(message)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._in_style = False

    def _text(self, text: str) -> None:
        if self._in_style and _OUTSIDE_URL.search(text):
            self._fault("loads something from elsewhere in its <style>")

    def _instruction(self, target: str, _text: str) -> None:
        self._fault(f"holds the instruction <?{target}?>")

    def _entity(self, *_declaration: object) -> None:
        self._fault("declares an XML entity")
        raise _Refused


class _Refused(Exception):  # noqa: N818 - ends the parse, never leaves this file
    pass


def _animates_link(attributes: dict[str, str]) -> bool:
    return attributes.get("attributeName", "").lower().rpartition(":")[2] in {"href"} or any(
        key.lower().startswith("on") for key in attributes
    )


def _attribute_faults(attributes: dict[str, str]) -> Iterator[str]:
    for key, value in attributes.items():
        lower = key.lower()
        if lower.startswith("on"):
            yield f"holds the attribute '{key}'"
        elif lower in _REFERENCES and not value.strip().startswith("#") and not _is_inline_picture(value):
            yield f"refers to '{value[:80]}'"
        elif _OUTSIDE_URL.search(value):
            yield f"loads something from elsewhere in '{key}'"


def _is_inline_picture(value: str) -> bool:
    return value.startswith(("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/webp;base64,"))


def _svg_size(attributes: dict[str, str]) -> Size:
    sides = [_LENGTH.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
    if sides[0] and sides[1]:
        return round(float(sides[0][1])), round(float(sides[1][1]))
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        _, _, width, height = map(float, box)
    except ValueError:
        return UNKNOWN
    return (round(width), round(height)) if 0 < width < 1e6 and 0 < height < 1e6 else UNKNOWN
