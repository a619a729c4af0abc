"""Colours as numbers: how they are written, mixed and told apart, as WCAG 2.2 measures it."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
TEXT_CONTRAST = 4.5
"""Of text and its background: WCAG 2.2, success criterion 1.4.3."""
SHAPE_CONTRAST = 3.0
"""Of what shows where something is, such as the frame round what has the focus: 1.4.11."""
MORE_CONTRAST = 7.0
"""For readers who ask their system for more: 1.4.6."""

_HEX = re.compile(r"#(?:([0-9a-f]{3})|([0-9a-f]{6}))", re.IGNORECASE)
_STEPS = 100


def read_colour(text: str) -> Colour | None:
    """Return the colour of `#rgb` or `#rrggbb`, or None where a text is neither."""
    found = _HEX.fullmatch(text)
    if found is None:
        return None
    digits = found[2] or "".join(digit * 2 for digit in found[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def written(colour: Colour) -> str:
    """Return a colour as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of WCAG: 0 of black, 1 of white."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours: 1 of a colour with itself, 21 of black and white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def is_dark(colour: Colour) -> bool:
    """Tell whether white is easier to read on a colour than black."""
    return contrast(colour, WHITE) > contrast(colour, BLACK)


def is_vivid(colour: Colour) -> bool:
    """Tell whether a colour has a hue of its own, as purple has and cream has not."""
    return max(colour) - min(colour) > 0.35 * max(colour)


def mixed(colour: Colour, other: Colour, share: float) -> Colour:
    """Return a colour with a share, 0 to 1, of another in it."""
    red, green, blue = (round(one + (two - one) * share) for one, two in zip(colour, other, strict=True))
    return red, green, blue


def legible(colour: Colour, grounds: Iterable[Colour], ratio: float) -> Colour:
    """Return the colour of the same hue nearest to `colour` that has the contrast `ratio` on each of `grounds`.

    Where none has, black or white, whichever is easier to read there.
    """
    on = tuple(grounds)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    end = 1.0 if is_dark(on[0]) else 0.0
    for step in range(_STEPS + 1):
        channels = colorsys.hls_to_rgb(hue, lightness + (end - lightness) * step / _STEPS, saturation)
        red, green, blue = (round(channel * 255) for channel in channels)
        if all(contrast((red, green, blue), ground) >= ratio for ground in on):
            return red, green, blue
    return WHITE if end else BLACK
