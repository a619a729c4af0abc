"""Width and height of images from their first bytes, so that a page does not jump when they arrive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.parsers import expat

Size = tuple[int, int]
UNKNOWN: Size = (0, 0)
HEAD_BYTES = 64 * 1024

RASTER = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif"})
_LENGTH = re.compile(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*(px|in|cm|mm|pt|pc|em|rem|)\s*", re.ASCII | re.IGNORECASE)
_PIXELS: Mapping[str, float] = {
    "": 1,
    "px": 1,
    "in": 96,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "pt": 96 / 72,
    "pc": 16,
    "em": 16,
    "rem": 16,
}
ACTIVE_ELEMENTS = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "set", "animate"})
_REFERENCES = frozenset({"href", "xlink:href", "src"})
_DATA = r"data:(?:font/|application/(?:x-)?font|application/octet-stream;base64|image/(?:png|jpeg|webp);base64)"
OUTSIDE_URL = re.compile(rf"url\((?![\s'\"]*(?:#|{_DATA}))|@import", re.IGNORECASE)
"""What fetches something, in a style: letters that the drawing brings along (`@font-face`) do not."""


def image_size(name: str, head: bytes) -> Size:
    """Return width and height in pixels as browsers show the image, or UNKNOWN. head: the first HEAD_BYTES of the file."""
    if name.lower().rpartition(".")[2] not in RASTER:
        return UNKNOWN
    import imagesize  # which loads what fetches pages, for 0.03 s of a site that has no such picture

    width, height = imagesize.get(BytesIO(head))
    return (int(width), int(height)) if width > 0 and height > 0 else UNKNOWN


class SvgReader:
    """Reads an SVG once: its size, and whether it is only a drawing, or none at all.

    lacks_namespace: browsers do not show it, though it is one.

    A browser runs no script in `<img>`, but it does when a reader opens the file itself, on the portal's own origin.
    """

    def __init__(self) -> None:
        self.size: Size = UNKNOWN
        self.faults: list[tuple[int, str]] = []
        self.is_drawing = True
        self.lacks_namespace = False
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
        element = local_name(name)
        if self._depth == 0:
            self._root(name, attributes)
        self._depth += 1
        self._in_style = element == "style"
        if element in ACTIVE_ELEMENTS and not (element in {"set", "animate"} and not animates_link(attributes)):
            self._fault(f"holds the element <{name}>")
        for message in attribute_faults(attributes):
            self._fault(message)

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        self.size = _svg_size(attributes)
        self.is_drawing = local_name(name) == "svg"
        if not self.is_drawing:
            self._fault(f"is none: it begins with <{name}>")
        self.lacks_namespace = not any(key == "xmlns" or key.startswith("xmlns:") for key in attributes)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._in_style = False

    def _text(self, text: str) -> None:
        if self._in_style and OUTSIDE_URL.search(text):
            self._fault("loads something from elsewhere in its <style>")

    def _instruction(self, target: str, _text: str) -> None:
        self._fault(f"holds the instruction <?{target}?>")

    def _entity(self, *_declaration: object) -> None:
        self._fault("declares an XML entity")
        raise _Refused


class _Refused(Exception):  # noqa: N818 - ends the parse, never leaves this file
    pass


def local_name(name: str) -> str:
    """Return the name of an element or attribute without its prefix, in small letters."""
    return name.rpartition(":")[2].lower()


def animates_link(attributes: dict[str, str]) -> bool:
    """Tell whether an animation changes where a link leads, or holds a handler."""
    return attributes.get("attributeName", "").lower().rpartition(":")[2] in {"href"} or any(
        key.lower().startswith("on") for key in attributes
    )


def attribute_faults(attributes: dict[str, str]) -> Iterator[str]:
    """Yield what is active or leads out of the drawing among the attributes of an element."""
    for key, value in attributes.items():
        lower = key.lower()
        if lower.startswith("on"):
            yield f"holds the attribute '{key}'"
        elif lower in _REFERENCES and not value.strip().startswith("#") and not _is_inline_picture(value):
            yield f"refers to '{value[:80]}'"
        elif OUTSIDE_URL.search(value):
            yield f"loads something from elsewhere in '{key}'"


def _is_inline_picture(value: str) -> bool:
    return value.startswith(("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/webp;base64,"))


def _svg_size(attributes: dict[str, str]) -> Size:
    sides = [_LENGTH.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
    if sides[0] and sides[1]:
        in_pixels = [round(float(side[1]) * _PIXELS[side[2].lower()]) for side in (sides[0], sides[1])]
        if all(in_pixels):
            return in_pixels[0], in_pixels[1]
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        _, _, width, height = map(float, box)
    except ValueError:
        return UNKNOWN
    return (round(width), round(height)) if 0 < width < 1e6 and 0 < height < 1e6 else UNKNOWN
