"""Drawings made safe: what a browser could run or fetch is taken out of an SVG, and the drawing stays.

A browser runs no script in `<img>`, but it does when a reader opens the file itself, on the portal's own origin.
`SvgReader` has the last word: what it still finds in the result is reported as an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from kbgen.content.images import ACTIVE_ELEMENTS, OUTSIDE_URL, animates_link, attribute_faults, local_name

_MAX_DEPTH = 200
_MAX_ENTITIES = 30
_MAX_REFERENCES = 1000
_NAMESPACE = re.compile(r"https?://[^\s&%<>\"']{1,200}")
_CENTERED = re.compile(r"text-align:\s*center|justify-content:[^;]*center", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d{1,9})?")
_LINE_HEIGHT_EMS = 1.2
_OUTSIDE_VALUE = re.compile(rf"(?:{OUTSIDE_URL.pattern})\s*(?:\"[^\"]*\"?|'[^']*'?|[^)]*)\s*\)?", re.IGNORECASE)
_BLOCKS = frozenset({"div", "p", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_CUT_OFF = ("...", "…")


@dataclass(slots=True)
class _Element:
    """One element of a drawing as read. line: counted from 1."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[_Element | str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SafeSvg:
    """A drawing without what acts or fetches. removed: line and name of each thing that readers might miss."""

    content: bytes
    removed: tuple[tuple[int, str], ...]


def safe_svg(raw: bytes) -> SafeSvg | None:
    """Return a drawing made safe, or None where it cannot be read: not well-formed, entities, nested too deeply."""
    root = _read(raw)
    if root is None:
        return None
    removed: list[tuple[int, str]] = []
    if local_name(root.name) == "svg" and not any(key.startswith("xmlns") for key in root.attributes):
        root.attributes["xmlns"] = "http://www.w3.org/2000/svg"
    _clean(root, removed)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_written(root)) + "\n"
    return SafeSvg(text.encode(), tuple(dict.fromkeys(removed)))


class _Unreadable(Exception):  # noqa: N818 - ends the parse, never leaves this file
    pass


def _read(raw: bytes) -> _Element | None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    top = _Element("", {}, 0)
    path = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(path) > _MAX_DEPTH:
            raise _Unreadable
        element = _Element(name, attributes, parser.CurrentLineNumber)
        path[-1].children.append(element)
        path.append(element)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    parser.CharacterDataHandler = lambda text: path[-1].children.append(text)
    names: list[str] = []

    def declare(name: str, is_parameter: int, value: str | None, *_: object) -> None:
        """Let pass what Illustrator declares: short names for addresses of namespaces, of which none holds another."""
        names.append(name)
        harmless = not is_parameter and value is not None and _NAMESPACE.fullmatch(value)
        if not harmless or len(names) > _MAX_ENTITIES or raw.count(f"&{name};".encode()) > _MAX_REFERENCES:
            raise _Unreadable

    parser.EntityDeclHandler = declare
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, _Unreadable):
        return None
    return next((child for child in top.children if isinstance(child, _Element)), None)


def _clean(element: _Element, removed: list[tuple[int, str]]) -> None:
    _clean_attributes(element, removed)
    if local_name(element.name) == "style":
        text = "".join(child for child in element.children if isinstance(child, str))
        element.children = [_without_outside(text, element, removed)]
        return
    kept: list[_Element | str] = []
    for child in element.children:
        name = local_name(child.name) if isinstance(child, _Element) else ""
        if isinstance(child, str):
            kept.append(child)
        elif name == "foreignobject":
            kept += _as_text(child, element)
        elif name in ACTIVE_ELEMENTS and not (name in {"set", "animate"} and not animates_link(child.attributes)):
            removed.append((child.line, f"the element <{child.name}>"))
        else:
            _clean(child, removed)
            kept.append(child)
    element.children = kept


def _clean_attributes(element: _Element, removed: list[tuple[int, str]]) -> None:
    for key, value in list(element.attributes.items()):
        if not any(attribute_faults({key: value})):
            continue
        is_link = local_name(element.name) == "a" and value.strip().lower().startswith(("http://", "https://"))
        if key.lower() == "style":
            element.attributes[key] = _without_outside(value, element, removed)
        else:
            del element.attributes[key]
            if not (is_link and local_name(key) == "href") and key != "content":  # the drawing looks the same without
                removed.append((element.line, f"the attribute '{key}'"))


def _without_outside(css: str, element: _Element, removed: list[tuple[int, str]]) -> str:
    safe = re.sub(r"@import[^;]*;?", "", css, flags=re.IGNORECASE)
    safe = _OUTSIDE_VALUE.sub("none", safe)
    if safe != css:
        removed.append((element.line, "what its style loads from elsewhere"))
    return safe


def _as_text(foreign: _Element, around: _Element) -> list[_Element | str]:
    """Return the text of a `foreignObject` as text of SVG; nothing where the drawing brings a text or picture beside it.

    draw.io writes both, in a `switch`, and cuts the text short; then the whole one is written into it.
    """
    lines = [line for text in "".join(_plain(foreign)).split("\n") if (line := " ".join(text.split()))]
    beside = [child for child in around.children if isinstance(child, _Element) and child is not foreign]
    if local_name(around.name) == "switch" and beside:
        other = beside[0]
        shown = " ".join("".join(_plain(other)).split())
        if local_name(other.name) == "text" and shown.endswith(_CUT_OFF):
            other.children = [" ".join(lines)]
        return []
    if not lines:
        return []
    return [_placed(foreign, lines)]


def _placed(foreign: _Element, lines: list[str]) -> _Element:
    """Return lines of text where a browser shows those of a `foreignObject`: in the middle of it, if its style says so."""
    sides = {key: float(_number(foreign.attributes.get(key, ""))) for key in ("x", "y", "width", "height")}
    centered = sides["width"] > 0 and any(_CENTERED.search(style) for style in _styles(foreign))
    x = f"{sides['x'] + (sides['width'] / 2 if centered else 0):g}"
    middle = sides["height"] > 0
    y = f"{sides['y'] + (sides['height'] / 2 if middle else 0):g}"
    first = 0.35 - (len(lines) - 1) * _LINE_HEIGHT_EMS / 2 if middle else _LINE_HEIGHT_EMS
    text = _Element("text", {"x": x, "y": y} | ({"text-anchor": "middle"} if centered else {}), foreign.line)
    for number, line in enumerate(lines):
        step = f"{first if not number else _LINE_HEIGHT_EMS:g}em"
        text.children.append(_Element("tspan", {"x": x, "dy": step}, foreign.line, [line]))
    return text


def _number(written: str) -> str:
    return written if _NUMBER.fullmatch(written) else "0"


def _styles(element: _Element) -> Iterator[str]:
    yield element.attributes.get("style", "")
    for child in element.children:
        if isinstance(child, _Element):
            yield from _styles(child)


def _plain(element: _Element) -> Iterator[str]:
    name = local_name(element.name)
    if name in {"script", "style"}:
        return
    if name in _BLOCKS:
        yield "\n"
    for child in element.children:
        if isinstance(child, str):
            yield child.replace("\n", " ")
        else:
            yield from _plain(child)
    if name in _BLOCKS:
        yield "\n"


def _written(element: _Element) -> Iterator[str]:
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in element.attributes.items())
    if not element.children:
        yield f"<{element.name}{attributes}/>"
        return
    yield f"<{element.name}{attributes}>"
    for child in element.children:
        if isinstance(child, str):
            yield escape(child)
        else:
            yield from _written(child)
    yield f"</{element.name}>"
