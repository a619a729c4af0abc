"""The words of the report in one language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kbgen.model import Language
from kbgen.site import strings as catalogue

LANG_TAGS: Mapping[Language, str] = {"en": "en", "zh-hant": "zh-Hant"}


@dataclass(frozen=True, slots=True)
class Strings:
    """Look words up by key: Strings("en")("times.of", searches=3)."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of `key` with its placeholders filled in. Raises KbgenError: an unknown key, or a missing value."""
        return _catalogue()[self.language].text(key, **values)


@cache
def _catalogue() -> Mapping[Language, catalogue.Strings]:
    return catalogue.load_strings(Path(__file__).with_name("strings.yml"))
