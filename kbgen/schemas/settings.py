"""mkdocs.yml: the block of kbgen below `plugins`, and what kbgen needs of the rest of it."""

from __future__ import annotations

from kbgen.errors import PROBLEM_CODES
from kbgen.model import LANGUAGES
from kbgen.schemas.contact import contact
from kbgen.schemas.look import look
from kbgen.schemas.parts import Schema, choice, flag, local_text, may_be_empty, named, number, table, text, texts
from kbgen.settings.budget import Budget
from kbgen.settings.check_levels import CHECK_LEVELS, COUNTED_ONLY
from kbgen.settings.collector import CollectorSettings
from kbgen.settings.lang_tags import CHINESE_TAGS
from kbgen.settings.mermaid import MermaidSettings
from kbgen.settings.regions import REGION_WORDS
from kbgen.settings.site import FORMULAS, SETTINGS, SPACINGS
from kbgen.settings.translations import TranslationSettings


def mkdocs() -> Schema:
    """Return the schema of mkdocs.yml; keys of MkDocs and of other plugins are free."""
    plugin = {"type": "object", "properties": {"kbgen": may_be_empty(_settings())}}
    plugins = {"anyOf": [{"type": "array", "items": {"anyOf": [{"type": "string"}, plugin]}}, plugin]}
    fields = {
        "site_name": text("The name of the portal."),
        "site_url": text("The address readers use; the sitemap and links between languages need it."),
        "docs_dir": text("The folder of articles."),
        "plugins": {"description": "kbgen, and others beside it.", **plugins},
    }
    return {"type": "object", "properties": fields, "required": ["site_name", "plugins"]}


def _settings() -> Schema:
    fields = {
        "folders": table(
            "The folder of each language below docs_dir.", {one: text("Its folder.") for one in LANGUAGES}, LANGUAGES
        ),
        "site_name_zh_hant": text("The name of the portal on Chinese pages."),
        "zh_hant_tag": choice("The language tag of the Chinese pages.", CHINESE_TAGS),
        "zh_hant_spacing": choice("Whether a blank stands between Chinese and Latin letters.", SPACINGS),
        "default_language": choice("The language of pages that have to choose one.", LANGUAGES),
        "time_zone": text("Where a day begins that an article gives without a zone, such as Asia/Tokyo."),
        "collector": _collector(),
        "contact": contact(),
        "social_image": local_text("The picture that shared links show, as PNG or JPEG below docs_dir."),
        "owners": named("The teams that look after articles, in both languages.", local_text("Its name.")),
        "cache": text("The folder of what a build need not work out again; 'off' makes everything anew."),
        "terms": text("The file of synonyms and product words, relative to this file."),
        "popular": text("The articles that readers open most, as 'kbgen popular' writes them."),
        "checks": table("How serious each problem is.", {code: _level(code) for code in PROBLEM_CODES}, PROBLEM_CODES),
        "budget": _budget(),
        "withdrawn": texts("Published addresses that may vanish, such as /en/returns/old-name/."),
        "variables": named("Values that articles name as {{ name }}.", local_text("Its value.")),
        "regions": named("What readers see regions called.", _region_name(), "|".join(REGION_WORDS)),
        "translations": _translations(),
        "pictures": flag("false publishes pictures as they are, with what a camera noted in them."),
        "formulas": choice("Which formulas of articles are drawn.", FORMULAS),
        "mermaid": _mermaid(),
        "look": look(),
    }
    return table("The settings of kbgen.", fields, SETTINGS)


def _level(code: str) -> Schema:
    levels = (*CHECK_LEVELS, "info") if code in COUNTED_ONLY else CHECK_LEVELS
    return {"description": f"{PROBLEM_CODES[code].meaning}.", "enum": [*levels, False]}


def _collector() -> Schema:
    address = text("An address with https://, or a path such as /_kb/events; !ENV reads it from the environment.")
    fields = {
        "endpoint": {"description": address.pop("description"), "anyOf": [address, {"type": "array"}]},
        "site": text("The name the collector knows the portal by."),
        "operator": local_text("Who is answerable for what is counted; the privacy notice names it."),
        "comments": flag("true lets readers add a comment to “no, it did not help”."),
    }
    return table("Where the portal sends searches.", fields, CollectorSettings.__slots__, required=("endpoint", "site"))


def _budget() -> Schema:
    fields = {
        "first_search_kib": number("KiB, compressed, scripts of the search included.", least=1),
        "first_search_requests": number("Requests.", least=1),
        "first_search_waves": number("Round trips one after the other.", least=1),
    }
    return table("What a first search may fetch, for 'kbgen check --budget'.", fields, Budget.__slots__)


def _region_name() -> Schema:
    return {"anyOf": [local_text("Its name."), {"type": "null"}]}


def _translations() -> Schema:
    fields = {
        "source": choice("The language that articles are written in first.", LANGUAGES),
        "note": flag("true: the page of a translation that is behind says so."),
    }
    return table("How articles are translated.", fields, TranslationSettings.__slots__)


def _mermaid() -> Schema:
    fields = {
        "program": text("The command line of Mermaid: a name on PATH, or a path with a slash; 'off' draws nothing."),
        "puppeteer": text("The file that says which browser it starts and how."),
    }
    return table("What draws the diagrams of articles.", fields, MermaidSettings.__slots__)
