"""The parts of which schemas are made: what a value may be, with a sentence for whoever writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kbgen.model import LANGUAGES
from kbgen.settings.moment import MOMENT

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""Values are text, so `no` and `2026` are too, which editors of code take for other things."""
LOCAL_TEXT = "local-text"
_LANGUAGE_NAMES = {"en": "In English.", "zh-hant": "In Traditional Chinese."}


def text(description: str, pattern: str = "") -> Schema:
    """Return a text. pattern: what the whole of it must be like."""
    return {"description": description, **(_TEXT | ({"type": "string", "pattern": f"^(?:{pattern})$"} if pattern else {}))}


def flag(description: str) -> Schema:
    """Return true or false."""
    return {"description": description, "enum": [True, False, "true", "false"]}


def number(description: str, least: int | None = None, most: int | None = None) -> Schema:
    """Return a whole number."""
    limits = {key: value for key, value in (("minimum", least), ("maximum", most)) if value is not None}
    return {"description": description, "type": "integer", **limits}


def choice(description: str, words: Iterable[str]) -> Schema:
    """Return one of some words."""
    return {"description": description, "enum": list(words)}


def moment(description: str) -> Schema:
    """Return a day or a time of a day."""
    return text(description, MOMENT.pattern)


def day(description: str) -> Schema:
    """Return a day."""
    return text(description, r"\d{4}-\d{2}-\d{2}")


def texts(description: str) -> Schema:
    """Return a list of texts."""
    return {"description": description, "type": "array", "items": _TEXT}


def one_or_more(description: str, item: Schema) -> Schema:
    """Return one of something, or a list of it."""
    return {"description": description, "anyOf": [item, {"type": "array", "items": item}]}


def some_texts(description: str) -> Schema:
    """Return one text or several."""
    return one_or_more(description, dict(_TEXT))


def local_text(description: str) -> Schema:
    """Return one text for both languages, or one for each."""
    return refer(description, LOCAL_TEXT)


def refer(description: str, name: str) -> Schema:
    """Return a part that stands once in a schema, among its definitions."""
    return {"description": description, "allOf": [{"$ref": f"#/definitions/{name}"}]}


def table(description: str, fields: Mapping[str, Schema], known: Iterable[str], required: Iterable[str] = ()) -> Schema:
    """Return a mapping with the keys that its reader knows. Raises ValueError: one is not described, or there is none such."""
    keys = tuple(known)
    if undescribed := sorted(set(keys) ^ set(fields)):
        raise ValueError(f"keys that a reader knows or a schema describes, but not both: {', '.join(undescribed)}")
    found: Schema = {"description": description} if description else {}
    found |= {"type": "object", "properties": {key: fields[key] for key in keys}, "additionalProperties": False}
    return found | ({"required": list(required)} if (required := tuple(required)) else {})


def named(description: str, each: Schema, names: str = "") -> Schema:
    """Return a mapping whose keys are names that writers give. names: what they must be like."""
    if not names:
        return {"description": description, "type": "object", "additionalProperties": each}
    return {
        "description": description,
        "type": "object",
        "patternProperties": {f"^(?:{names})$": each},
        "additionalProperties": False,
    }


def may_be_empty(schema: Schema) -> Schema:
    """Return a mapping that may also be left empty."""
    return {**schema, "type": [schema["type"], "null"]}


def definitions() -> dict[str, Schema]:
    """Return the parts that every schema may refer to, by name."""
    both = table("", {language: text(_LANGUAGE_NAMES[language]) for language in LANGUAGES}, LANGUAGES, required=LANGUAGES)
    return {LOCAL_TEXT: {"anyOf": [_TEXT, both]}}
