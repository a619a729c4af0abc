"""What front matter in TOML, JSON or MultiMarkdown says, with the comments of its writers, as lines of YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from kbgen.content.other_formats import OtherFormat
from kbgen.settings.strict_yaml import YamlError, parse

_TOKEN = re.compile(
    r'"{3}(?:[^\\"]|\\.|"(?!""))*"{3,5}|\'{3}(?:[^\']|\'(?!\'\'))*\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
    r"|(?P<comment>#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|[^\"'#\[\]{}\n]+|.",
    re.DOTALL,
)
_HEAD = re.compile(r"\s*\[{0,2}[ \t]*(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<bare>[A-Za-z0-9_-]+))")
_LINE_OF_TOML = re.compile(r" \(at line (?P<line>\d+), column \d+\)$")


class UnreadableFrontMatterError(Exception):
    """Front matter in another format that breaks the rules of that format. line: in the file, from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def yaml_lines_of(found: OtherFormat) -> list[str]:
    """Return front matter as lines of YAML, a value a line; comments stand above the key that they were written for.

    Raises UnreadableFrontMatterError where it breaks the rules of its format, or holds a value that YAML has not.
    """
    if found.name == "YAML":
        _read(found)
        return found.text.rstrip("\n").split("\n")
    values = _read(found)
    comments = dict(_comments(found.text)) if found.name == "TOML" else {}
    if isinstance(nested := values.get("taxonomies"), dict):  # Zola has below it what others have on the first level
        values = {name: value for name, value in (values | nested | values).items() if name != "taxonomies"}
    lines: list[str] = []
    for key, value in values.items():
        lines += comments.pop(key, ())
        lines.append(f"{_key(key)}: {json.dumps(value, ensure_ascii=False, default=_plain)}")
    return [*lines, *(line for own in comments.values() for line in own)]


def fault_of(found: OtherFormat) -> UnreadableFrontMatterError | None:
    """Return why front matter in another format cannot be read, or None where it can."""
    try:
        yaml_lines_of(found)
    except UnreadableFrontMatterError as error:
        return error
    return None


def _read(found: OtherFormat) -> dict[str, Any]:
    try:
        return _READERS[found.name](found.text)
    except (YamlError, ValueError, RecursionError) as error:  # ValueError: also of what reads TOML and JSON
        message = str(error) or "it is nested too deeply"
        of_toml = _LINE_OF_TOML.search(message)
        line = int(of_toml["line"]) if of_toml else int(getattr(error, "lineno", getattr(error, "line", 1)))
        reason = _LINE_OF_TOML.sub("", getattr(error, "msg", message) if isinstance(error, json.JSONDecodeError) else message)
        raise UnreadableFrontMatterError(found.line + line - 1, reason) from error


def _toml_table(text: str) -> dict[str, Any]:
    import tomllib  # for files of other tools: it takes 0.01 s

    return tomllib.loads(text)


def _json_object(text: str) -> dict[str, object]:
    values = json.loads(text if text.lstrip().startswith("{") else f"{{{text}}}")
    if not isinstance(values, dict):
        raise ValueError("it holds no keys")
    return values


def _yaml_table(text: str) -> dict[str, object]:
    parse(text)
    return {}


def _keys_of_lines(text: str) -> dict[str, object]:
    values: dict[str, object] = {}
    key = ""
    for line in text.rstrip("\n").split("\n"):
        if line[:1].strip():
            key, _, value = line.partition(":")
            values[key.strip()] = _typed(value.strip())
        elif line.strip():
            values[key] = f"{values[key]} {line.strip()}".strip()
    return values


def _typed(value: str) -> object:
    return value.lower() == "true" if value.lower() in {"true", "false"} else int(value) if value.isdecimal() else value


_READERS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "TOML": _toml_table,
    "JSON": _json_object,
    "MultiMarkdown": _keys_of_lines,
    "YAML": _yaml_table,
}


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_][\w .-]*(?<! )", key) else json.dumps(key, ensure_ascii=False)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(f"no value of TOML or JSON: {value!r}")


def _comments(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the comments of TOML by the key of the first level that they stand above or beside; those below all by ''."""
    by_key: dict[str, list[str]] = {}
    waiting: list[str] = []
    depth, statement, table = 0, "", ""
    for token in _TOKEN.finditer(text):
        if token["comment"] is not None:
            waiting.append(token[0].rstrip())
            continue
        statement += token[0]
        if statement.lstrip().startswith("[") and "=" not in statement:
            depth = 0  # of a table, whose brackets are on its line
        else:
            depth = max(0, depth + bool(token["open"]) - bool(token["close"]))
        if token["end"] is None or depth:
            continue
        if head := _HEAD.match(statement):
            name = head["double"] or head["single"] or head["bare"] or ""
            table = name if statement.lstrip().startswith("[") else table
            by_key.setdefault(table or name, []).extend(waiting)
            waiting = []
        statement = ""
    yield from by_key.items()
    yield "", waiting
