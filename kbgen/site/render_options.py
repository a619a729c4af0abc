"""Settings and shared texts of a site → what the text of an article depends on besides itself."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.content.glossary import read_glossary
from kbgen.content.parts import read_parts
from kbgen.model import LANGUAGES, Language
from kbgen.render import RenderOptions
from kbgen.render.shared import SharedTexts
from kbgen.settings.site import Settings
from kbgen.site.strings import Strings


def render_options(
    settings: Settings, strings: Mapping[Language, Strings], parts: Mapping[str, str] | None = None
) -> RenderOptions:
    """Return what a text depends on besides itself. parts: as `read_parts` returns them; read here where none are given."""
    labels = {language: strings[language].for_markup for language in LANGUAGES}
    shared = shared_texts(settings, read_parts(settings.content, settings.content).texts if parts is None else parts)
    directories = settings.use_directory_urls
    return RenderOptions(labels=labels, use_directory_urls=directories, shared=shared, formulas=settings.formulas)


def shared_texts(settings: Settings, parts: Mapping[str, str]) -> Mapping[Language, SharedTexts]:
    """Return what articles of each language share."""
    meanings = read_glossary(settings.glossary, settings.shown_content / settings.glossary.name).meanings
    return {
        language: SharedTexts(
            variables={name: texts[language] for name, texts in settings.variables.items()},
            parts=parts,
            meanings=meanings[language],
            folder=settings.folders[language],
        )
        for language in LANGUAGES
    }
