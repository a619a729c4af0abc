"""How large a writer wants a picture, in the words of many tools, and how large it is then shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

COLUMN_PIXELS = 672
"""The width of an article's text (`--kb-measure` in tokens.css), of which percentages are a part."""
PIXELS_PER_REM = 16

_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)[ \t]*(px|%|rem|em)?", re.IGNORECASE)
_IN_STYLE = re.compile(r"(?:^|;)[ \t]*(?:max-)?(width|height|zoom)[ \t]*:[ \t]*([\d.]{1,9}(?:px|%|rem|em)?)", re.IGNORECASE)
_IN_WORDS = re.compile(r"[ \t]*\|[ \t]*(\d{1,5})(?:[ \t]*x[ \t]*(\d{1,5}))?[ \t]*$")


def wanted_size(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return what attributes of an image say of its `width`, `height` and `zoom`; a `style` wins, as in browsers."""
    found = {key: attributes[key] for key in ("width", "height") if attributes.get(key)}
    if attributes.get("scale"):
        found["zoom"] = attributes["scale"]
    return found | {match[1].lower(): match[2] for match in _IN_STYLE.finditer(attributes.get("style", ""))}


def size_in_words(words: str) -> tuple[str, dict[str, str]]:
    """Return the words that replace a picture without `|300` or `|300x200` at their end, and the size that this says."""
    match = _IN_WORDS.search(words)
    if not match:
        return words, {}
    return words[: match.start()], {"width": match[1]} | ({"height": match[2]} if match[2] else {})


def shown_size(wanted: Mapping[str, str], width: int, height: int) -> tuple[int, int]:
    """Return the size in pixels: as its writer wants it, at most as wide as the picture is, and in its shape."""
    shown = _pixels(wanted.get("width", ""), COLUMN_PIXELS)
    if not shown:
        shown = _pixels(wanted.get("height", ""), height) * width / height if height else 0
    if not shown and wanted.get("zoom"):
        shown = _zoomed(wanted["zoom"], width)
    if not 0 < round(shown) < width:
        return width, height
    return round(shown), max(1, round(height * shown / width))


def _pixels(length: str, whole: int) -> float:
    match = _LENGTH.fullmatch(length.strip())
    if not match:
        return 0
    number, unit = float(match[1]), (match[2] or "px").lower()
    if unit == "%":
        return number / 100 * whole
    return number if unit == "px" else number * PIXELS_PER_REM


def _zoomed(zoom: str, width: int) -> float:
    match = _LENGTH.fullmatch(zoom.strip())
    number = float(match[1]) if match else 0
    return number * width / (100 if zoom.strip().endswith("%") else 1)
