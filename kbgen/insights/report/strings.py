"""The words of the report in one language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from kbgen.model import Language

LANG_TAGS: Mapping[Language, str] = {"en": "en", "zh-hant": "zh-Hant"}


@dataclass(frozen=True, slots=True)
class Strings:
    """Look words up by key: Strings("en")("times.of", searches=3)."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of `key` with its placeholders filled in; an unknown key is a KeyError."""
        return _catalogue()[key][self.language].format(**values)


@cache
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("kbgen.insights.report") / "strings.yml").read_text("utf-8")
    catalogue: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return catalogue
