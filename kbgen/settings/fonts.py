"""The setting `look.fonts`: families of the site's own, whose files lie below the content folder, or that systems have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kbgen.settings.config_file import Block
from kbgen.settings.faults import ConfigFaults, read_each

FontUse = Literal["text", "headings", "code", "chinese"]
FONT_KEYS = ("family", "files")
FONT_FILE_KEYS = ("file", "weight", "style")
FONT_USES: tuple[FontUse, ...] = get_args(FontUse)
GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"}
    | {"ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded"}
)
"""Names of CSS for a kind of font; quoted, they would be the name of one."""

_FAMILY = re.compile(r"[^\W_][\w .+&()-]{0,79}")
_WEIGHT = re.compile(r"([1-9]\d{0,2}|1000)(?:\s+([1-9]\d{0,2}|1000))?")
_SIGNATURES = {".woff2": b"wOF2", ".woff": b"wOFF"}


@dataclass(frozen=True, slots=True)
class FontFile:
    """A file of a family. path: below the content folder. weight: `400`, or `200 900` of a variable font."""

    path: str
    weight: str = "400"
    style: str = "normal"


@dataclass(frozen=True, slots=True)
class Font:
    """A family. files: none where it is one that systems have."""

    family: str
    files: tuple[FontFile, ...] = ()


Fonts = Mapping[FontUse, tuple[Font, ...]]
"""Families for each use, the first one that a browser has wins."""


def read_fonts(block: Block, content: Path) -> Fonts:
    """Return the fonts of a site. Raises ConfigError: a name that is none, or a file that is no font for browsers."""
    inner = block.block("fonts")
    if inner is None:
        return {}
    inner.expect(FONT_USES)
    entries = {use: inner.each(use, short="family") for use in FONT_USES}
    faults = ConfigFaults()
    fonts = {use: faults.each(lambda entry: _font(entry, content), entries[use]) for use in FONT_USES}
    faults.say()
    return fonts


def _font(block: Block, content: Path) -> Font:
    block.expect(FONT_KEYS)
    family = block.text("family")
    if not family:
        raise block.missing("family", "write its name, as in 'family: Lora'")
    if not _FAMILY.fullmatch(family):
        block.bad("family", family, "write the name of one family, as in Lora; several are a list")
    files = read_each(lambda entry: _file(entry, content), block.each("files", short="file"))
    if files and family in GENERIC:
        block.bad("family", family, "CSS means a kind of font by this name: give the files another one")
    return Font(family, files)


def _file(block: Block, content: Path) -> FontFile:
    block.expect(FONT_FILE_KEYS)
    name, weight = block.text("file"), block.text("weight", "400")
    if not name:
        raise block.missing("file", "name a WOFF2 file below docs_dir")
    signature = _SIGNATURES.get(Path(name).suffix.lower())
    if signature is None:
        block.bad("file", name, "name a .woff2 file: browsers need no other kind, and it is the smallest")
    with block.require_below("file", name, content).open("rb") as file:
        if file.read(4) != signature:
            message = f"'{block.full('file')}' is '{name}', which is no such font by its first bytes"
            raise block.error(block.line_of("file"), message, "convert the font to WOFF2; another name does not")
    found = _WEIGHT.fullmatch(weight)
    if not found or int(found[2] or found[1]) < int(found[1]):
        block.bad("weight", weight, "write a number from 1 to 1000, as 700, or two for a variable font, as 200 900")
    style = block.choice("style", ("normal", "italic"), "normal")
    return FontFile(name, " ".join(weight.split()), style)
