"""The few colours that a site chooses → every colour of its pages, in one scheme, light or dark.

What a site does not choose is derived so that it can be read; only what it chose itself can be at fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from kbgen.settings.colours import (
    BLACK,
    MORE_CONTRAST,
    SHAPE_CONTRAST,
    TEXT_CONTRAST,
    WHITE,
    Colour,
    contrast,
    is_dark,
    is_vivid,
    legible,
    mixed,
    read_colour,
)

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
Role = Literal["primary", "link", "accent", "background", "text"]
ROLES: tuple[Role, ...] = get_args(Role)
Chosen = Mapping[Role, Colour]
Tokens = Mapping[str, Colour]
"""Colours by the custom property of theme/assets/portal/tokens.css that holds them."""

BACKGROUND, TEXT, PRIMARY = "--md-default-bg-color", "--md-default-fg-color", "--md-primary-fg-color"
LINK, ACCENT, MUTED = "--md-typeset-a-color", "--md-accent-fg-color", "--md-default-fg-color--light"
ON_PRIMARY, STRONG = "--md-primary-bg-color", "--md-primary-fg-color--dark"
SURFACE, TINT, TINT_STRONG = "--kb-surface", "--kb-tint", "--kb-tint-strong"
LINE, LINE_STRONG = "--kb-line", "--kb-line-strong"
CODE, CODE_TEXT = "--md-code-bg-color", "--md-code-fg-color"
HILL_FAR, HILL_NEAR = "--kb-hill-far", "--kb-hill-near"
CALLOUTS = ("--kb-note", "--kb-tip", "--kb-warning", "--kb-danger")

TOKEN: Mapping[Role, str] = {"primary": PRIMARY, "link": LINK, "accent": ACCENT, "background": BACKGROUND, "text": TEXT}
RATIO: Mapping[Role, float] = {
    "primary": TEXT_CONTRAST,
    "link": TEXT_CONTRAST,
    "text": TEXT_CONTRAST,
    "accent": SHAPE_CONTRAST,
}
"""What each needs on the background. The background itself needs nothing: text on it does."""

_STANDARD = """
--md-default-bg-color         fbfaf7 11191c
--md-default-fg-color         1c2a30 e3e9ea
--md-default-fg-color--light  526068 a3b2b7
--md-primary-fg-color         0d5763 7fcad3
--md-primary-fg-color--dark   083f49 a5dde3
--md-primary-bg-color         ffffff 08252a
--md-accent-fg-color          a9471c f0a27c
--md-typeset-a-color          0b5f6d 86cfd8
--md-code-bg-color            f0eee8 222d31
--md-code-fg-color            2c3a40 d5dfe1
--kb-surface                  ffffff 182226
--kb-tint                     e6f0ef 192e33
--kb-tint-strong              cfe3e2 264349
--kb-line                     e4e0d8 2a363b
--kb-line-strong              7d898d 7c8b90
--kb-hill-far                 cfe2e0 20393f
--kb-hill-near                b4d2d0 29474e
--kb-note                     1d5fa8 8fc0f2
--kb-note-tint                e9f1fa 17273a
--kb-tip                      1a6b49 84d1a8
--kb-tip-tint                 e7f3ec 142a21
--kb-warning                  8a5200 edbd6a
--kb-warning-tint             fcf1dc 2e2512
--kb-danger                   a8322b f2a49c
--kb-danger-tint              fbebe8 331d1b
"""


def _column(number: int) -> Tokens:
    rows = [line.split() for line in _STANDARD.split("\n") if line]
    return {row[0]: colour for row in rows if (colour := read_colour(f"#{row[number]}"))}


STANDARD: Mapping[Scheme, Tokens] = {"light": _column(1), "dark": _column(2)}
"""The colours of a site that chooses none; a test holds tokens.css to it."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A colour that a site chose and that cannot be read. better: the nearest one that can."""

    role: Role
    scheme: Scheme
    colour: Colour
    background: Colour
    ratio: float
    needed: float
    better: Colour


def unreadable(chosen: Mapping[Scheme, Chosen]) -> Iterator[Unreadable]:
    """Yield each chosen colour whose contrast with the background of its scheme is below that of WCAG AA."""
    for scheme in SCHEMES:
        own = chosen.get(scheme, {})
        background = own.get("background", STANDARD[scheme][BACKGROUND])
        for role, needed in RATIO.items():
            if role in own and (ratio := contrast(own[role], background)) < needed:
                better = legible(own[role], (background,), needed)
                yield Unreadable(role, scheme, own[role], background, ratio, needed, better)


def palette(chosen: Mapping[Scheme, Chosen], scheme: Scheme) -> Tokens:
    """Return every colour of a scheme. chosen: of both; of what only the light one has, the dark one gets its own form."""
    own, light = dict(chosen.get(scheme, {})), chosen.get("light", {})
    background = own.get("background", STANDARD[scheme][BACKGROUND])
    base = STANDARD["dark" if is_dark(background) else "light"]
    for role in ("primary", "link", "accent"):
        if role not in own and role in light:
            own[role] = legible(light[role], (background, base[SURFACE], base[TINT]), TEXT_CONTRAST)
    if not own:
        return STANDARD[scheme]
    text = own.get("text") or legible(base[TEXT], (background,), MORE_CONTRAST)
    primary = own.get("primary") or legible(base[PRIMARY], (background,), TEXT_CONTRAST)
    link = own.get("link") or legible(primary if "primary" in own else base[LINK], (background,), TEXT_CONTRAST)
    inks = (text, primary, link)
    shade = text if is_vivid(background) else primary  # two strong colours make a muddy third
    plain = "background" not in own
    surface = base[SURFACE] if plain else _ground(background, WHITE, 0.05 if is_dark(background) else 0.7, inks)
    tint = base[TINT] if plain and "primary" not in own else _ground(background, shade, 0.12, inks)
    grounds = (background, surface, tint)
    found = {
        **base,
        BACKGROUND: background,
        TEXT: text,
        **_of_primary(primary, text),
        LINK: link,
        ACCENT: own.get("accent") or legible(base[ACCENT], grounds, SHAPE_CONTRAST),
        SURFACE: surface,
        TINT: tint,
        MUTED: legible(base[MUTED] if plain and "text" not in own else mixed(text, background, 0.3), grounds, TEXT_CONTRAST),
    }
    if "primary" in own or not plain:
        found |= {TINT_STRONG: mixed(background, shade, 0.22)}
        found |= {HILL_FAR: mixed(background, shade, 0.2), HILL_NEAR: mixed(background, shade, 0.34)}
    return found if plain and "text" not in own else {**found, **_of_the_ground(found, base)}


def more_contrast(tokens: Tokens) -> Tokens:
    """Return the colours that are other for readers who ask their system for more contrast."""
    background, text = (BLACK, WHITE) if is_dark(tokens[BACKGROUND]) else (WHITE, BLACK)
    surface = mixed(background, text, 0.05) if background == BLACK else WHITE
    grounds = (background, surface, tokens[TINT])
    return {
        BACKGROUND: background,
        SURFACE: surface,
        TEXT: text,
        MUTED: legible(tokens[MUTED], grounds, MORE_CONTRAST),
        **_of_primary(legible(tokens[PRIMARY], grounds, MORE_CONTRAST), text),
        LINK: legible(tokens[LINK], grounds, MORE_CONTRAST),
        ACCENT: legible(tokens[ACCENT], grounds, TEXT_CONTRAST),
        LINE: mixed(background, text, 0.6),
        LINE_STRONG: mixed(background, text, 0.85),
    }


def _of_primary(primary: Colour, text: Colour) -> Tokens:
    """Return the colour of buttons, its form under the pointer, and what is written on it."""
    on_it = WHITE if contrast(primary, WHITE) >= TEXT_CONTRAST else BLACK
    return {PRIMARY: primary, STRONG: mixed(primary, text, 0.3), ON_PRIMARY: on_it}


def _of_the_ground(found: Tokens, base: Tokens) -> Tokens:
    """Return what a background or a colour of text of the site's own brings along: lines, code and callouts."""
    background, text = found[BACKGROUND], found[TEXT]
    code = _ground(background, text, 0.07, (text,))
    tints = {tint: _ground(background, base[tint], 0.8, (text,)) for tint in (f"{name}-tint" for name in CALLOUTS)}
    return {
        CODE: code,
        CODE_TEXT: legible(mixed(text, background, 0.1), (code,), TEXT_CONTRAST),
        LINE: mixed(background, text, 0.14),
        LINE_STRONG: legible(mixed(background, text, 0.45), (background, found[SURFACE]), SHAPE_CONTRAST),
        **tints,
        **{name: legible(base[name], (tints[f"{name}-tint"], found[SURFACE]), TEXT_CONTRAST) for name in CALLOUTS},
    }


def _ground(background: Colour, other: Colour, share: float, inks: tuple[Colour, ...]) -> Colour:
    """Return the background with as much of another colour in it, up to a share, as lets each ink be read on it."""
    for part in (1.0, 0.75, 0.5, 0.25):
        ground = mixed(background, other, share * part)
        if all(contrast(ink, ground) >= TEXT_CONTRAST for ink in inks):
            return ground
    return background
