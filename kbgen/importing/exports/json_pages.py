"""Files of JSON as an API gives them: whole answers, one object a file or a line, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from kbgen.importing.source_tree import SourceTree

Record: TypeAlias = Mapping[str, object]

_MAX_JSON_BYTES = 512 * 1024 * 1024
_ENDINGS = (".json", ".ndjson", ".jsonl")
_MOST_DEEP = 4
_MOST = 10**12


def records(tree: SourceTree, answered: Callable[[Record], None] = lambda _: None) -> Iterator[tuple[str, Record]]:
    """Yield every object of an API with the key it stood under, in the plural: `("articles", {…})`; empty for a bare one.

    answered: is shown each whole answer, or each of a list of them, before its objects.
    A file that is no JSON goes into `tree.left`, with the line.
    """
    for path in tree.ending(*_ENDINGS):
        for value in _values(tree, path):
            for answer in value if isinstance(value, list) else (value,):
                if isinstance(answer, dict):
                    answered(answer)
            yield from _objects(value, "", 0)


def _values(tree: SourceTree, path: str) -> Iterator[object]:
    text = tree.text(path, _MAX_JSON_BYTES)
    if not text.strip():
        if path not in tree.left:
            tree.left[path] = "is empty"
        return
    try:
        yield json.loads(text)
        return
    except RecursionError:
        tree.left[path] = "is nested too deeply to be an answer of an API"
        return
    except ValueError as error:
        reason = f"is no JSON: {error}"
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        found = [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        tree.left[path] = reason
        return
    yield from found


def _objects(value: object, key: str, depth: int) -> Iterator[tuple[str, Record]]:
    if depth > _MOST_DEEP:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, key, depth + 1)
    elif isinstance(value, dict):
        if "id" in value:
            yield key, value
            translations = value.get("translations")
            for item in translations if isinstance(translations, list) else ():
                if isinstance(item, dict):
                    yield "translations", {"source_id": value["id"], **item}
            return
        for name, item in value.items():
            if isinstance(item, (list, dict)):
                plural = key if name == "items" else f"{name.removesuffix('y')}ies" if name == "category" else name
                yield from _objects(item, plural if plural.endswith("s") else f"{plural}s", depth + 1)


def text_of(record: Record, *keys: str) -> str:
    """Return the first of these values that is text or a number, as text; empty where none is."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool) and value != "":
            return str(value)
    return ""


def number_of(record: Record, key: str) -> int:
    """Return a whole number; 0 where there is none, or one that counts nothing: infinite, or with hundreds of digits."""
    value = record.get(key)
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and -_MOST < value < _MOST else 0


def texts_of(record: Record, key: str) -> tuple[str, ...]:
    """Return a list of texts or numbers as texts."""
    value = record.get(key)
    items = value if isinstance(value, list) else []
    return tuple(str(item) for item in items if isinstance(item, (str, int)) and str(item).strip())
