"""The look of a site → what its style sheet has besides ours, the files it names, and the little icon of the tab."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from kbgen.settings.colours import is_dark, written
from kbgen.settings.fonts import FONT_USES, GENERIC, Font, FontFile
from kbgen.settings.look import Look
from kbgen.settings.palette import BACKGROUND, PRIMARY, STANDARD, Scheme, Tokens, more_contrast, palette

TOKENS = "assets/portal/tokens.css"
ICON = "assets/portal/icons/favicon.svg"
FONTS = "portal/fonts/"
"""Where the site has the fonts, below the folder of its scripts and styles: under an address that changes with them."""

_DARK = " and (prefers-color-scheme: dark)"
_MORE = " and (prefers-contrast: more)"


def with_look(sources: Mapping[str, bytes], look: Look, content: Path) -> Mapping[str, bytes]:
    """Return the files of the theme, by path, as a site with this look has them. content: where its fonts lie."""
    fonts = {f"assets/{font_path(file, content)}": (content / file.path).read_bytes() for file in font_files(look)}
    style = "".join(_rules(look, content)).encode()
    changed = {TOKENS: sources[TOKENS] + style} if style else {}
    if "primary" in look.colours.get("light", {}):
        ink, own = written(STANDARD["light"][PRIMARY]), written(palette(look.colours, "light")[PRIMARY])
        changed[ICON] = sources[ICON].replace(ink.encode(), own.encode())
    return {**sources, **changed, **fonts}


def font_files(look: Look) -> Iterator[FontFile]:
    """Yield every file of a font of the site."""
    for use in FONT_USES:
        for font in look.fonts.get(use, ()):
            yield from font.files


def first_fonts(look: Look) -> tuple[FontFile, ...]:
    """Return the files that the beginning of every page is set in, so that a browser fetches them at once.

    Those of text, plain and bold, and one of headings: a page in which some words have their font and others wait looks broken.
    """
    text = [file for font in look.fonts.get("text", ()) for file in font.files if file.style == "normal"]
    headings = [file for font in look.fonts.get("headings", ()) for file in font.files if file.style == "normal"]
    return tuple(dict.fromkeys((*text[:2], *headings[:1])))


def font_path(file: FontFile, content: Path) -> str:
    """Return where the site has a font, below the folder of its scripts and styles."""
    digest = hashlib.blake2b((content / file.path).read_bytes(), digest_size=6).hexdigest()
    return f"{FONTS}{digest}{PurePosixPath(file.path).suffix.lower()}"


def _rules(look: Look, content: Path) -> Iterator[str]:
    for use in FONT_USES:
        for font in look.fonts.get(use, ()):
            yield from (_face(font, file, content) for file in font.files)
    if names := {use: _names(fonts) for use, fonts in look.fonts.items() if fonts}:
        names.setdefault("headings", names.get("text", ""))
        yield _block("", {f"--kb-own-{use}": value for use, value in names.items() if value})
    if any(look.colours.values()):
        light, dark = palette(look.colours, "light"), palette(look.colours, "dark")
        yield _scheme("", light, "light")
        yield _scheme(_DARK, dark, "dark")
        yield _scheme(_MORE, more_contrast(light))
        yield _scheme(_MORE + _DARK, more_contrast(dark))


def _face(font: Font, file: FontFile, content: Path) -> str:
    # `optional`: a font that is late is for the next page, so that no line moves under the eyes of its reader.
    address = font_path(file, content).removeprefix("portal/")
    kind = PurePosixPath(address).suffix[1:]
    return (
        f'@font-face {{ font-family: "{font.family}"; src: url("{address}") format("{kind}"); '
        f"font-weight: {file.weight}; font-style: {file.style}; font-display: optional; }}\n"
    )


def _names(fonts: tuple[Font, ...]) -> str:
    """Return families as the beginning of a list: tokens.css goes on with those of every system."""
    return "".join(f"{font.family}, " if font.family in GENERIC else f'"{font.family}", ' for font in fonts)


def _scheme(media: str, tokens: Tokens, scheme: Scheme | None = None) -> str:
    """Return the colours for the screen; paper keeps those of print.css."""
    own = {name: written(colour) for name, colour in tokens.items()}
    kind = {"color-scheme": "dark" if is_dark(tokens[BACKGROUND]) else "light"} if scheme else {}
    return _block(f"screen{media}", kind | own)


def _block(media: str, properties: Mapping[str, str]) -> str:
    rules = " ".join(f"{name}: {value};" for name, value in properties.items())
    return f"@media {media} {{ :root {{ {rules} }} }}\n" if media else f":root {{ {rules} }}\n"
