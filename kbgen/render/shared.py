"""Texts that articles share: variables of the settings, parts in files of their own, and the meanings of terms."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from kbgen.content.code_places import CODE, outside_code
from kbgen.content.names import PARTS_FOLDERS

VARIABLE = re.compile(r"\{\{[ \t]*([A-Za-z_][\w-]{0,60})[ \t]*\}\}")
INCLUDE = re.compile(
    r"[ \t]*(?:-{1,}8<-{1,}[ \t]+(?P<quote>[\"'])(?P<snippet>[^\"'\n]{1,200})(?P=quote)(?P<values>[^\n]{0,500})"
    r"|\{%-?[ \t]*include(?:_relative)?[ \t]+[\"']?(?P<tag>[^\"'\s%]{1,200})[\"']?(?P<given>[^\n%]{0,500}?)-?%\}"
    r"|\{!>?[ \t]*(?P<bang>[^!\s]{1,200})[ \t]*!\}"
    r"|<!--[ \t]*@include:[ \t]*(?P<comment>\S{1,200})[ \t]*-->)[ \t]*"
)
_PLACES = ("_parts", *sorted(PARTS_FOLDERS - {"_parts"}))
"""Where a part is looked for, in this order."""
_IN_PLACE = re.compile(rf"^(?:.*/)?(?:{'|'.join(_PLACES)})/")
_BEGINS_INCLUDE = re.compile(r"-8<|\{%|\{!|<!--")
_VALUES = re.compile(r"[ \t]*([A-Za-z_][\w-]{0,60})[ \t]*=[ \t]*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s\"']+))")
_TARGET = re.compile(r"(?<=\]\()(<?(?:\{\{[^{}\n]{0,80}\}\}|[^\s(){}<>]){1,500}>?)([^()\n]{0,300})(?=\))")
"""What stands in the brackets of a link: its address, where a variable may hold blanks, and the rest."""
_MARK = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_SAFE_IN_ADDRESS = "/:?#@!$&'*+,;=%~"
_ADDRESS = re.compile(r"(\]\()([^()\s]{1,300})(?=[)\s])")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|#|$")
_DEEPEST = 8
MOST_INCLUDES = 200
"""In one article, those of its parts among them: two parts that include each other twice would double without end."""


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """What articles of one language share.

    variables: value by name. parts: Markdown by path below the content folder. meanings: of terms, as plain text.
    folder: of the language, below the content folder.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""

    def part_of(self, source: str, name: str) -> str:
        """Return the path of the part that a text at `source` calls `name`, or an empty text where there is none."""
        here = posixpath.dirname(source)
        for folder in (here, self.folder, ""):
            for place in ("", *_PLACES):
                path = posixpath.normpath(posixpath.join(folder, place, name))
                if path in self.parts:
                    return path
        return ""

    def names_of_parts(self, source: str) -> tuple[str, ...]:
        """Return what a text at `source` calls each part that it can include."""
        names = {path: _IN_PLACE.sub("", path) for path in self.parts}
        return tuple(sorted({name for path, name in names.items() if self.part_of(source, name) == path}))


@dataclass(frozen=True, slots=True)
class Include:
    """A line that stands for a part. name: as written. values: its parameters."""

    name: str
    values: Mapping[str, str]


def include_of(line: str) -> Include | None:
    """Return the include that a line is, or None; the forms are those of pymdownx, GitBook, Jekyll, VitePress."""
    match = INCLUDE.fullmatch(line)
    if not match:
        return None
    name = match["snippet"] or match["tag"] or match["bang"] or match["comment"]
    given = match["values"] or match["given"] or ""
    values = {found[1]: found[2] or found[3] or found[4] or "" for found in _VALUES.finditer(given)}
    return Include(name, values) if not _VALUES.sub("", given).strip() else None


def may_include(text: str) -> bool:
    """Tell whether a text may include parts; one that does not begins no line that stands for one."""
    return _BEGINS_INCLUDE.search(text) is not None


def may_hold_shared(text: str) -> bool:
    """Tell whether a text may hold parts or variables; of one that does not none of them changes a thing."""
    return "{" in text or "&" in text or may_include(text)  # a brace may be written as an entity


def is_unknown_part(shared: SharedTexts, source: str, name: str) -> bool:
    """Return whether a name is like that of a part and none is called so; other kinds of files are those of another tool."""
    return "://" not in name and posixpath.splitext(name)[1].lower() in {"", ".md"} and not shared.part_of(source, name)


def with_values(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its variables filled in, never within code; unknown ones stay."""
    if not values or "{{" not in text:
        return text
    return outside_code(text, lambda piece: filled(with_addresses(piece, values), values))


def with_addresses(text: str, values: Mapping[str, str]) -> str:
    """Return a text without code with the variables in the addresses and titles of its links and images filled in."""
    in_title = {name: value.replace('"', "&quot;") for name, value in values.items()}
    return _TARGET.sub(lambda found: in_address(found[1], values) + filled(found[2], in_title), text)


def in_address(address: str, values: Mapping[str, str]) -> str:
    """Return an address with its variables filled in, each so that it is part of an address."""
    return filled(address, {name: quote(value, safe=_SAFE_IN_ADDRESS) for name, value in values.items()})


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text without code with its variables filled in; unknown ones stay."""
    return VARIABLE.sub(lambda match: values.get(match[1], match[0]), text)


def included_by(text: str, source: str, shared: SharedTexts) -> Iterator[str]:
    """Yield the paths of the parts that a text at `source` includes itself."""
    for line in CODE.sub("", text).split("\n"):
        if (found := include_of(line[len(_mark_of(line)) :])) and (path := shared.part_of(source, found.name)):
            yield path


def with_moved_parts(text: str, before: tuple[str, SharedTexts], after: tuple[str, SharedTexts], moved: Mapping[str, str]) -> str:
    """Return a text that includes the parts it included. before, after: its own path, and all parts. moved: path → new path."""
    return outside_code(text, lambda piece: "\n".join(_included_anew(line, before, after, moved) for line in piece.split("\n")))


def _included_anew(line: str, before: tuple[str, SharedTexts], after: tuple[str, SharedTexts], moved: Mapping[str, str]) -> str:
    found = include_of(line[len(_mark_of(line)) :])
    path = before[1].part_of(before[0], found.name) if found else ""
    now = moved.get(path, path)
    if not found or not path or after[1].part_of(after[0], found.name) == now:
        return line
    return line.replace(found.name, posixpath.relpath(now, posixpath.dirname(after[0])), 1)


def as_written_out(text: str, source: str, shared: SharedTexts, around: tuple[str, ...] = ()) -> str:
    """Return Markdown with its variables and parts in it, for programs that read articles as Markdown."""
    written = with_values(text, shared.variables)
    if not shared.parts or not may_include(written):
        return written
    return outside_code(written, lambda piece: _with_parts(piece, source, shared, around))


def _with_parts(text: str, source: str, shared: SharedTexts, around: tuple[str, ...]) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        mark = _mark_of(line)
        found = include_of(line[len(mark) :])
        path = shared.part_of(source, found.name) if found else ""
        if not found or not path or path in around or len(around) > _DEEPEST:
            lines.append(line)
            continue
        part = as_written_out(with_values(shared.parts[path], found.values), path, shared, (*around, path))
        part = readdressed(part, path, source)
        first, *others = part.strip("\n").split("\n")
        following = re.sub(r"[^\s>]", " ", mark)
        lines += [f"{mark}{first}".rstrip(), *(f"{following}{other}".rstrip() for other in others)]
    return "\n".join(lines)


def _mark_of(line: str) -> str:
    """Return what stands before the text of a line: its indent, and the marks of quotations and items."""
    found = _MARK.match(line)
    return found[0] if found else ""


def readdressed(text: str, part: str, source: str) -> str:
    """Return a text without code with the addresses of a text at `part` as that at `source` must write them."""
    return with_addresses_by(text, lambda written: from_article(written, part, source))


def with_addresses_by(text: str, change: Callable[[str], str]) -> str:
    """Return a text without code in which each address of a link is another one."""
    return _ADDRESS.sub(lambda match: match[1] + change(match[2]), text)


def from_article(written: str, part: str, source: str) -> str:
    """Return an address in a part as the text at `source` must write it; both paths below the content folder."""
    if _ELSEWHERE.match(written):
        return written
    return posixpath.relpath(posixpath.join(posixpath.dirname(part), written), posixpath.dirname(source) or ".")
