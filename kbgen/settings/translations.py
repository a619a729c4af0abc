"""Which language is written first, and what readers are told of a translation that is behind: the setting `translations`."""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.model import LANGUAGES, Language
from kbgen.settings.config_file import Block


@dataclass(frozen=True, slots=True)
class TranslationSettings:
    """source: the language that articles are translated from, unless one says otherwise.

    note: whether the page of a translation that is behind says so to its readers.
    """

    source: Language = "en"
    note: bool = False


USUAL_TRANSLATIONS = TranslationSettings()


def read_translations(block: Block) -> TranslationSettings:
    """Read `translations` of the settings. Raises ConfigError."""
    inner = block.block("translations")
    if inner is None:
        return USUAL_TRANSLATIONS
    inner.expect(TranslationSettings.__slots__)
    return TranslationSettings(source=inner.choice("source", LANGUAGES, "en"), note=inner.flag("note", default=False))
