"""Write the front matter of other tools with the keys of kbgen; the text below it stays to the last byte.

Nothing is lost: a key without a counterpart, or whose counterpart is taken, becomes a comment; lists of several keys are one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from kbgen.content.edit.lines import yaml_word
from kbgen.content.foreign_keys import NO_KEY, counterpart, is_about_readers, keeps_from_readers
from kbgen.content.foreign_values import UnreadableFrontMatterError, yaml_lines_of
from kbgen.content.front_matter import KEYS, split_front_matter
from kbgen.content.other_formats import OtherFormat, other_format
from kbgen.content.short_ids import is_short_id
from kbgen.settings.moment import read_moment
from kbgen.settings.strict_yaml import Items, Node, Scalar, Table, YamlError, parse

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_HUGO_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$", re.ASCII)
_LISTS = frozenset({"keywords", "aliases"})
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"
_VALUE = (
    rf"(?:{_QUOTED}|[\[{{](?:{_QUOTED}|[^\"'#]|(?<=\S)#)*[\]}}]"
    r"|[^\"'#\s\[{](?:[^#\n]|(?<=\S)#)*?|[|>][-+\d]*)?"
)
_BESIDE = re.compile(rf"[^\s#:][^:\n]*:[ \t]*{_VALUE}(?P<comment>(?<![ \t])[ \t]+#.*)")
_IN_LIST = re.compile(rf"[ \t]*-[ \t]+{_VALUE}(?P<comment>(?<![ \t])[ \t]+#.*)")
_ON_ONE_LINE = frozenset({"title", "description"})
_TITLE = re.compile(r"#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\{[^{}]*\}[ \t]*)?")
_MARKUP = re.compile(r"[`*]|\[([^\]]*)\]\([^)]*\)")


def with_keys_of_kbgen(text: str) -> str:
    """Return an article with front matter that kbgen reads; the same text where there is nothing to change, or no safe way.

    text: with '\\n' as its only line end.
    """
    found = other_format(text)
    try:
        if found:
            text = _as_yaml(found)
        parts = split_front_matter(text, lambda *_: None)
        table = parse(parts.yaml_text, first_line=1) if parts.yaml_text else None
    except (YamlError, ValueError, UnreadableFrontMatterError):  # `kbgen check` says why
        return text
    if parts.yaml_text is None:
        title = _written_title(parts.body)
        return f"---\ntitle: {yaml_text(title)}\n---\n\n{text}" if title else text
    if not isinstance(table, Table):
        return text
    lines = list(_changed(parts.yaml_text.rstrip("\n").split("\n"), table))
    title = _written_title(parts.body)
    if title and not any(line.startswith("title:") for line in lines):
        lines.insert(0, f"title: {yaml_text(title)}")
    changed = "\n".join(["---", *lines, "---"]) + "\n" + parts.body
    return changed if lines != parts.yaml_text.rstrip("\n").split("\n") else text


def _as_yaml(found: OtherFormat) -> str:
    return "\n".join(["---", *yaml_lines_of(found), "---"]) + "\n" + found.body


def yaml_text(text: str) -> str:
    """Return a text as a value of YAML on one line; a JSON string is a YAML string, whatever it holds."""
    return text if yaml_word(text) == text else json.dumps(text, ensure_ascii=False)


def _written_title(body: str) -> str:
    first = body.lstrip("\n").partition("\n")[0]
    match = _TITLE.fullmatch(first)
    return _MARKUP.sub(lambda link: link[1] or "", match[1]).strip() if match else ""


def _changed(lines: list[str], table: Table) -> Iterator[str]:
    """Yield the lines with each key of another tool as ours or as a comment."""
    taken = {key for key in table.entries if key in KEYS}
    lists = _lists(table, taken)
    starts = {line - 1: key for key, line in table.key_lines.items()}
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and end not in starts:
            end += 1
        key = starts.get(at, "")
        yield from _entry(lines[at:end], key, table.entries.get(key), taken, lists)
        at = end


def _lists(table: Table, taken: Set[str]) -> Mapping[str, str]:
    """Return our lists that are not written yet, each with what all keys of other tools say that mean it."""
    texts: dict[str, list[str]] = {}
    for key, node in table.entries.items():
        if (meant := _meant(key, node)) in _LISTS and meant not in taken:
            texts.setdefault(str(meant), []).extend(_list_texts(str(meant), node))
    return {meant: _as_list(own) for meant, own in texts.items()}


def _meant(key: str, node: Node | None) -> str | None:
    """Return the key that says the same here, an empty text where none does, and None for one that is ours or unknown."""
    return NO_KEY if _is_foreign_id(key, node) else counterpart(key, KEYS)


def _entry(lines: list[str], key: str, node: Node | None, taken: set[str], lists: Mapping[str, str]) -> list[str]:
    if key in _LISTS and isinstance(node, Scalar) and (listed := _value(key, key, node)):
        return _replaced(lines, f"{key}: {listed}")
    if key in _ON_ONE_LINE and isinstance(node, Scalar) and "\n" in node.text.strip():
        return _replaced(lines, f"{key}: {yaml_text(' '.join(node.text.split()))}")
    meant = _meant(key, node)
    if not key or meant is None:
        return lines
    value = "" if not meant or (meant in taken and meant not in lists) else _value(key, meant, node)
    if not value:
        return [f"# {line}" if line.strip() and not line.startswith("#") else line for line in lines]
    if meant in taken:
        return _replaced(lines, "")  # among those that the first of its keys wrote
    taken.add(meant)
    return _replaced(lines, f"{meant}: {lists.get(meant, value)}")


def _replaced(lines: list[str], line: str) -> list[str]:
    """Return a line in place of those of an entry, or nothing, with the comments that stood beside and below."""
    is_block = re.search(r":[ \t]*[|>][-+\d]*[ \t]*(?:#.*)?$", lines[0]) is not None
    inner = [] if is_block else [match["comment"].strip() for match in map(_IN_LIST.fullmatch, lines[1:]) if match]
    below = [own for own in lines[1:] if own.startswith("#") or (not is_block and own.lstrip().startswith("#"))]
    match = _BESIDE.fullmatch(lines[0])
    beside = match["comment"] if match else ""
    return [*filter(None, [f"{line}{beside}" if line else beside.strip()]), *inner, *below]


def _is_foreign_id(key: str, node: Node | None) -> bool:
    """Tell whether this is the `id` of another tool: we have that key too, for something else."""
    return key == "id" and not is_short_id("".join(_texts(node)))


def _value(key: str, meant: str, node: Node | None) -> str:
    """Return the value as the key `meant` takes it; empty where it cannot."""
    texts = _texts(node)
    text = texts[0] if texts else ""
    if is_about_readers(key):
        return "true" if keeps_from_readers(key, texts) else ""
    if meant == "title" and not isinstance(node, Scalar):
        return ""
    if meant in {"updated", "reviewed"}:
        return _day(text)
    if meant in {"publish_at", "expire_at"}:
        return _hugo_moment(text)
    if meant == "order":
        return text if re.fullmatch(r"-?\d{1,6}", text) else ""
    if meant == "featured":
        return "true" if text.lower() == "true" else ""
    if meant in _LISTS:
        return _as_list(_list_texts(meant, node))
    return yaml_text(" ".join(text.split())) if isinstance(node, Scalar) and text else ""


def _list_texts(meant: str, node: Node | None) -> list[str]:
    texts = _texts(node)
    if meant == "aliases":
        return [former for former in texts if former.startswith("/") and former.strip("/") and not re.search(r"[:{}\s]", former)]
    return [word.strip() for word in texts[0].split(",") if word.strip()] if isinstance(node, Scalar) else texts


def _as_list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(yaml_word, unique))}]" if (unique := dict.fromkeys(texts)) else ""


def _texts(node: Node | None) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text.strip()]
    if isinstance(node, Table):  # last_update: {date: 2024-05-01, author: …}
        inner: Mapping[str, Node] = node.entries
        return _texts(inner.get("date"))
    return [item.text.strip() for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []


def _hugo_moment(text: str) -> str:
    """Return a moment as Hugo means it: without a zone in UTC, and a day from its first minute, also where something ends."""
    found = _HUGO_MOMENT.match(text)
    if not found:
        return ""
    moment = f"{found[1]} {found[2] or '00:00'}{found[3] or 'Z'}"
    return moment if read_moment(moment) else ""


def _day(text: str) -> str:
    match = _DAY.match(text)
    if not match:
        return ""
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""
