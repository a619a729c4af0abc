"""The language tags of pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from kbgen.model import Region

ChineseTag = Literal["zh-Hant-HK", "zh-Hant-TW"]
LangTag = Literal["en"] | ChineseTag
CHINESE_TAGS: tuple[ChineseTag, ...] = get_args(ChineseTag)
TAG_OF: Mapping[Region, ChineseTag] = {"HK": "zh-Hant-HK", "TW": "zh-Hant-TW"}
"""Of Chinese pages for one region."""
