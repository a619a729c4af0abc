"""The regions that a site knows: their codes, and how readers see them called."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.model import LANGUAGES, REGIONS, Language, Region
from kbgen.settings.config_file import Block
from kbgen.settings.fields import Fields, nearest

RegionNames = Mapping[Region, Mapping[Language, str]]
"""The regions of a site, each with its name in both languages; the name is missing where the site gives none."""

USUAL_REGIONS: RegionNames = {region: {} for region in REGIONS}


REGION_WORDS: tuple[str, ...] = (*REGIONS, *(region.lower() for region in REGIONS))
"""What writers may call a region."""


def region_called(word: str) -> Region | None:
    """Return the region of a code, `hk` or `HK`, or None where there is none."""
    return next((region for region in REGIONS if region == word.strip().upper()), None)


def read_region(fields: Fields, key: str) -> Region | None:
    """Return the region that `key` names, or None after a report, or where it names none."""
    word = fields.text(key)
    region = region_called(word)
    if word and region is None:
        fields.bad(key, word, nearest(word.upper(), REGIONS))
    return region


def read_regions(block: Block) -> RegionNames:
    """Read the setting `regions`, a mapping of code to name. Raises ConfigError."""
    inner = block.block("regions")
    if inner is None:
        return USUAL_REGIONS
    found: dict[Region, Mapping[Language, str]] = {}
    for code in inner.table.entries:
        region = region_called(code)
        if region is None:
            raise inner.error(inner.line_of(code), f"unknown region '{code}'", nearest(code.upper(), REGIONS))
        if region in found:
            raise inner.error(inner.line_of(code), f"the region '{region}' stands here twice", "keep one of them")
        found[region] = inner.local_text(code, LANGUAGES)
    return found or USUAL_REGIONS
