"""Read YAML as text with line numbers: no types, no tags, no surprises.

YAML's own types turn `no` into False and `12:30:45` into 45045, its aliases expand without bound, and its mappings drop
repeated keys in silence. Front matter needs none of that. Configuration files may use aliases and tags (MkDocs does);
they are read with `lenient=True`, where an alias is the node it names and a tag is kept beside its value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from kbgen.settings.yaml_faults import fault_of_yaml

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, same events
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 20


class YamlError(ValueError):
    """The text is not YAML of the kind we accept. `line` counts from 1."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as written. plain: without quotes, so that `null` and `true` may have a meaning for the reader."""

    text: str
    line: int
    plain: bool = True
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping. key_lines: the line of each key."""

    entries: Mapping[str, Node]
    key_lines: Mapping[str, int]
    line: int
    tag: str = ""


Node = Scalar | Items | Table


def parse(text: str, *, first_line: int = 1, lenient: bool = False) -> Node | None:
    """Return the single document in `text`, or None when it is empty.

    first_line: line of the file on which `text` begins. Raises YamlError.
    """
    reader = _Reader(yaml.parse(text, Loader=_Loader), first_line, lenient)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        fault = fault_of_yaml(text, error, reader.last)
        raise YamlError(first_line + fault.line, fault.message, fault.hint) from error
    except yaml.reader.ReaderError as error:
        before = text.partition(chr(error.character))[0]
        message = f"characters that YAML does not allow: U+{error.character:04X}"
        hint = f"delete it: it is character {len(before) - before.rfind(chr(10))} of the line, and mostly cannot be seen"
        raise YamlError(first_line + before.count("\n"), message, hint) from error


class _Reader:
    """Builds nodes from parser events; the composer of PyYAML would resolve aliases before we can refuse them."""

    def __init__(self, events: Iterator[yaml.Event], first_line: int, lenient: bool) -> None:
        self.last: yaml.Event | None = None
        self._events = self._remembered(events)
        self._first_line = first_line
        self._lenient = lenient
        self._anchors: dict[str, Node] = {}

    def _remembered(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        for self.last in events:
            yield self.last

    def document(self) -> Node | None:
        node: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    raise YamlError(self._line(event), "a second YAML document", "remove the line '---' in the middle")
                node = self._node(next(self._events), 0)
        return node

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return self._first_line + (mark.line if mark else 0)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        if depth > MAX_DEPTH:
            raise YamlError(line, f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, line)
        if not isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
            raise YamlError(line, "not valid YAML")
        tag = event.tag or ""
        if not self._lenient and (event.anchor or tag):
            found = f"&{event.anchor}" if event.anchor else tag
            raise YamlError(line, f"'{found}' is not allowed here", "write the value itself, in quotes if it begins so")
        node = self._value(event, line, tag, depth)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _alias(self, event: yaml.AliasEvent, line: int) -> Node:
        if self._lenient and event.anchor in self._anchors:
            return self._anchors[event.anchor]
        raise YamlError(line, f"'*{event.anchor}' is not allowed here", "put the value in quotes")

    def _value(self, event: yaml.NodeEvent, line: int, tag: str, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, event.style is None or event.style == "", tag)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            return Items(tuple(items), line, tag)
        return self._table(line, tag, depth)

    def _table(self, line: int, tag: str, depth: int) -> Table:
        entries: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        while not isinstance(inner := next(self._events), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            if not isinstance(key, Scalar):
                raise YamlError(self._line(inner), "a key must be a word")
            if key.text in entries:
                raise YamlError(
                    key.line,
                    f"'{key.text}' is given twice (first on line {key_lines[key.text]})",
                    "keep one of them",
                )
            entries[key.text] = self._node(next(self._events), depth + 1)
            key_lines[key.text] = key.line
        return Table(entries, key_lines, line, tag)
