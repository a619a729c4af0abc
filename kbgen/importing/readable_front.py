"""Front matter that breaks the rules of its format → what of it can be read, as YAML, with the other lines as comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.content.foreign_values import UnreadableFrontMatterError, fault_of, yaml_lines_of
from kbgen.content.other_formats import OtherFormat

_START = {
    "TOML": re.compile(r"(?P<indent>[ \t]*)(?:\[|(?:[\w-]+|\"[^\"]*\"|'[^']*')(?:[ \t]*\.[ \t]*[\w-]+)*[ \t]*=)"),
    "JSON": re.compile(r"(?P<indent>[ \t]*)\"[^\"]*\"[ \t]*:"),
}
_MOST_LINES = 200
"""Of broken front matter that is read entry by entry; with more, all of it is comments."""
_MOST_ENDS = 20
"""Up to which an entry is tried, for a value on several lines may hold what looks like a key."""


def readable_yaml(found: OtherFormat) -> tuple[str, str]:
    """Return front matter of another format as YAML between lines of `---`, and line and reason of what is wrong; or ''.

    What broken TOML and JSON say before and after an entry that cannot be read is kept; that entry is a comment.
    YAML that was in another place is returned as it is.
    """
    fault = fault_of(found)
    lines = _lines(found, fault)
    return "\n".join(["---", *lines, "---"]) + "\n", f"line {fault.line}: {fault}" if fault else ""


def _lines(found: OtherFormat, fault: UnreadableFrontMatterError | None) -> list[str]:
    if found.name == "YAML":
        return found.text.rstrip("\n").split("\n")
    if fault is None:
        return yaml_lines_of(found)
    text = found.text.strip().removeprefix("{").removesuffix("}") if found.name == "JSON" else found.text
    lines = text.strip("\n").split("\n")
    if len(lines) > _MOST_LINES:
        return as_comments(lines)
    sound, broken = _parted(found, lines)
    return [*(yaml_lines_of(_whole(found.name, sound)) if sound else ()), *as_comments(broken)]


def as_comments(lines: list[str]) -> list[str]:
    """Return lines of front matter as comments, those that are some already as they are."""
    return [f"# {line.removeprefix('# ')}" for line in lines if line.strip()]


def _parted(found: OtherFormat, lines: list[str]) -> tuple[list[str], list[str]]:
    """Return entries that can be read together, and the lines of the others."""
    sound: list[str] = []
    broken: list[str] = []
    for entry in _entries(found.name, lines):
        if _is_sound(found.name, [*sound, entry]):
            sound.append(entry)
        else:
            broken += entry.split("\n")
    return sound, broken


def _entries(name: str, lines: list[str]) -> Iterator[str]:
    """Yield the entries of the first level, each from a line that begins one; a table of TOML is one entry."""
    found = [(at, match["indent"]) for at, line in enumerate(lines) if (match := _START[name].match(line))]
    tables = [at for at, _ in found if lines[at].lstrip().startswith("[")]
    least = min((len(indent) for _, indent in found), default=0)
    first_table = min(tables, default=len(lines))
    if name == "TOML":
        begins = [at for at, _ in found if at <= first_table or at in tables]
    else:
        begins = [at for at, indent in found if len(indent) == least]
    yield from lines[: begins[0]] if begins else lines
    ends = [*begins[1:], len(lines)]
    at = 0
    while at < len(begins):
        tried = range(at, min(at + _MOST_ENDS, len(ends)))
        last = next((end for end in tried if _is_sound(name, ["\n".join(lines[begins[at] : ends[end]])])), at)
        yield "\n".join(lines[begins[at] : ends[last]])
        at = last + 1


def _is_sound(name: str, entries: list[str]) -> bool:
    return fault_of(_whole(name, entries)) is None


def _whole(name: str, entries: list[str]) -> OtherFormat:
    if name == "JSON":
        text = "{" + ",\n".join(entry.rstrip().removesuffix(",") for entry in entries if entry.strip()) + "}"
    else:
        text = "\n".join(entries) + "\n"
    return OtherFormat(name, text, 1, "", 1)
