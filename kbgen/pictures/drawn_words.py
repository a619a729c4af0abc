"""The words of a diagram: its name, as its source gives it, and what is written in its boxes and beside its arrows."""

from __future__ import annotations

import re
from xml.parsers import expat

from kbgen.content.images import local_name

_FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<front>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_FRONT_TITLE = re.compile(r"^title:[ \t]*(?P<title>\S[^\n]*)", re.MULTILINE)
_STATEMENT = re.compile(
    r"^[ \t]*(?:pie|gantt|sequenceDiagram|timeline|journey|quadrantChart|xychart|gitGraph|radar|packet|C4\w+)(?:-beta)?\b"
    r"(?:[ \t]+showData)?[ \t]*(?:\n(?:[ \t]*%%[^\n]*\n|[ \t]*\n)*)?[ \t]*title:?[ \t]+(?P<title>\S[^\n]*)",
    re.MULTILINE,
)
_BETWEEN_WIDE = re.compile(r"(?<=[\u3001-\u9fff\uf900-\ufaff\uff01-\uff60]) (?=[\u3001-\u9fff\uf900-\ufaff\uff01-\uff60])")


def drawn_words(svg: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a diagram, which may be empty, and its labels, each once, in the order of the drawing."""
    reader = _LabelReader()
    reader.read(svg)
    name = reader.title or _title_of(source)
    labels = dict.fromkeys(filter(None, (*reader.descriptions, *reader.labels)))
    labels.pop(name, None)
    return name, tuple(labels)


def _title_of(source: str) -> str:
    front = _FRONT.search(source)
    found = (_FRONT_TITLE.search(front["front"]) if front else None) or _STATEMENT.search(source)
    return found["title"].strip().strip("\"'") if found else ""


class _LabelReader:
    """Reads the texts of a clean SVG."""

    def __init__(self) -> None:
        self.title = ""
        self.descriptions: list[str] = []
        self.labels: list[str] = []
        self._text: list[str] = []
        self._open: list[str] = []

    def read(self, svg: bytes) -> None:
        """Fill in title, descriptions and labels."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(svg, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = local_name(name)
        self._open.append(element)
        if element in {"text", "title", "desc"}:
            self._text = []
        elif element == "tspan" and ("dy" in attributes or "row" in attributes.get("class", "")):
            self._text.append(" ")  # a line of its own

    def _end(self, name: str) -> None:
        element = local_name(name)
        self._open.pop()
        if element not in {"text", "title", "desc"}:
            return
        text = _BETWEEN_WIDE.sub("", " ".join("".join(self._text).split()))
        if element == "text":
            self.labels.append(text)
        elif len(self._open) == 1 and element == "title":
            self.title = self.title or text
        elif len(self._open) == 1:
            self.descriptions.append(text)

    def _characters(self, text: str) -> None:
        if {"text", "title", "desc"} & set(self._open) and "style" not in self._open:
            self._text.append(text)
