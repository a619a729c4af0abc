"""The words of the interface, in both languages, from the one catalogue `strings.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kbgen.errors import KbgenError
from kbgen.model import LANGUAGES, Language
from kbgen.settings.config_file import read_file
from kbgen.settings.fields import nearest
from kbgen.settings.lang_tags import LangTag
from kbgen.settings.strict_yaml import Scalar, Table

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_EDGE = "\x00"
_HAN, _LATIN = "[\u3400-\u9fff]", "[0-9A-Za-z\u00c0-\u024f]"
_SPACED = re.compile(f"(?<={_HAN}){_EDGE}(?={_LATIN})|(?<={_LATIN}){_EDGE}(?={_HAN})")
"""Where a value meets its sentence: Chinese sets a blank before and after Latin names."""
_TAIWAN = {
    "甚麼": "什麼",
    "私隱": "隱私權",
    "電郵": "電子郵件",
    "按主題": "依主題",
    "搜尋記錄": "搜尋紀錄",
    "瀏覽記錄": "瀏覽紀錄",
    "未能幫到您": "沒能幫上忙",
    "很高興幫到您": "很高興能幫上忙",
    "未能載入": "無法載入",
    "上網連線": "網路連線",
    "有關字詞": "相關字詞",
}
"""What the catalogue has as Hong Kong writes it, and Taiwan writes otherwise."""
_IN_TAIWAN = re.compile("|".join(_TAIWAN))
FOR_SCRIPTS = "js."
FOR_RESULTS_PAGE = "results.js."
FOR_MARKUP = ("callout.", "footnote.", "heading.", "task.", "video.")
"""Texts that Markdown puts into articles; they are part of every rendered page."""


@dataclass(frozen=True)
class Strings:
    """The catalogue in one language."""

    language: Language
    texts: Mapping[str, str]

    def text(self, key: str, **values: object) -> str:
        """Return the text of `key` with its `{placeholders}` filled in. Raises KbgenError: a bug in a template."""
        try:
            template = self.texts[key]
        except KeyError:
            raise KbgenError(f"no interface string '{key}'", hint=nearest(key, self.texts)) from None
        if "{" not in template:
            return template
        wanted = set(_PLACEHOLDER.findall(template))
        if wanted - values.keys():
            missing = ", ".join(sorted(wanted - values.keys()))
            raise KbgenError(f"the interface string '{key}' needs a value for {missing}")
        filled = _PLACEHOLDER.sub(lambda match: f"{_EDGE}{values[match[1]]}{_EDGE}", template)
        return _SPACED.sub(" ", filled).replace(_EDGE, "")

    @cached_property
    def for_scripts(self) -> Mapping[str, str]:
        """The strings that travel to the page's scripts."""
        return {key: text for key, text in self.texts.items() if key.startswith(FOR_SCRIPTS)}

    @cached_property
    def for_results_page(self) -> Mapping[str, str]:
        """The strings that only the script of the results page needs, without their prefix."""
        return {key.removeprefix(FOR_RESULTS_PAGE): text for key, text in self.texts.items() if key.startswith(FOR_RESULTS_PAGE)}

    @cached_property
    def for_markup(self) -> Mapping[str, str]:
        """The strings that Markdown puts into articles."""
        return {key: text for key, text in self.texts.items() if key.startswith(FOR_MARKUP)}


def in_forms_of(strings: Mapping[Language, Strings], tag: LangTag) -> Mapping[Language, Strings]:
    """Return the catalogue as the region of a site writes Chinese: one form of a word, which its articles have too."""
    if tag != "zh-Hant-TW":
        return strings
    return {
        language: Strings(language, {key: _IN_TAIWAN.sub(lambda word: _TAIWAN[word[0]], text) for key, text in own.texts.items()})
        for language, own in strings.items()
    }


def load_strings(path: Path) -> Mapping[Language, Strings]:
    """Read the catalogue. Raises ConfigError: a language is missing, or its placeholders are not those of the other."""
    catalogue = read_file(path, what="strings", hint="write each as 'key: { en: …, zh-hant: … }'")
    texts: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    for key, entry in catalogue.table.entries.items():
        line = catalogue.line_of(key)
        sides = entry.entries if isinstance(entry, Table) else {}
        if unknown := set(sides) - set(LANGUAGES):
            raise catalogue.error(line, f"'{key}' has an unknown language '{min(unknown)}'", "write en and zh-hant")
        for language in LANGUAGES:
            side = sides.get(language)
            if not isinstance(side, Scalar) or not side.text:
                raise catalogue.error(line, f"'{key}' has no text in '{language}'", "write it in both languages")
            texts[language][key] = side.text
        found = [sorted(set(_PLACEHOLDER.findall(texts[language][key]))) for language in LANGUAGES]
        if found[0] != found[1]:
            message = f"'{key}' has the placeholders {found[0]} in one language and {found[1]} in the other"
            raise catalogue.error(line, message, "use the same ones in both")
    return {language: Strings(language, texts[language]) for language in LANGUAGES}
