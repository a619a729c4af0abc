"""HTML as a tree, without what programs put into it: scripts, styles, comments of Word, and more levels than anybody wrote."""

from __future__ import annotations

import re
import warnings
from collections import Counter

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning  # markdownify brings it
from bs4.element import NavigableString, PreformattedString

MAX_DEPTH = 100
"""Levels of elements; editors write a dozen, and each is a few frames of the program that walks them."""

_CONDITIONAL = re.compile(r"<!\[[^<>]{0,200}>|<\?[^<>]{0,500}>")
_DECLARATION = re.compile(r"<!(?!--|doctype)", re.IGNORECASE)
_LEFT_OUT = ("script", "style", "noscript", "template", "head", "meta", "link", "title", "object", "applet", "dialog", "colgroup")
_LOST = {
    "form": "form",
    "svg": "drawing within the text",
    "canvas": "drawing within the text",
    "math": "formula",
    "audio": "sound",
}
_NEVER_TEXT = re.compile("[\u200b\u2060\ufeff\u00ad\u2028\u2029\ue0f0-\ue0ff]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LISTS = ("ul", "ol", "menu")
_ENDED_BY = {
    "li": (("li",), _LISTS),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tr": (("tr", "td", "th"), ("table",)),
    "p": (("p",), ("div", "section", "li", "td", "th", "blockquote", "dd", "aside", "article", "details", "figure")),
}
"""What an element ends, and the elements beyond which it ends nothing."""
CONTAINERS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "center", "dd", "div", "fieldset", "footer", "header", "main", "nav"),
        *("section", "kb-box", "kb-note", "kb-question"),
    }
)
"""Elements in which text may lie beside blocks."""
BLOCKS = CONTAINERS | {
    *("details", "dl", "dt", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "iframe", "li", "ol"),
    *("p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video"),
}


def soup_of(html: str) -> BeautifulSoup:
    """Return the tree of any text; a declaration that the parser would stop at is text."""
    html = _CONDITIONAL.sub("", html).replace("\r\n", "\n").replace("\r", "\n")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)  # a text that is an address, or the name of a file
        return BeautifulSoup(_DECLARATION.sub("&lt;!", html), "html.parser")


def parsed(html: str, notes: Counter[str]) -> BeautifulSoup:
    """Return the tree of a text. notes: what was lost on the way, counted."""
    soup = soup_of(html)
    for text in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        text.extract()  # comments, doctypes, instructions, CDATA
    for name, what in _LOST.items():
        for tag in soup.find_all(name):
            notes[what] += 1
            tag.unwrap() if name in {"form", "audio"} else tag.extract()
    for tag in soup.find_all(_LEFT_OUT):
        tag.extract()
    for tag in soup.find_all(lambda tag: ":" in tag.name):  # <o:p> of Word
        tag.unwrap()
    _lift(soup)
    _flatten(soup, notes)
    for text in soup.find_all(string=True):
        clean = _NEVER_TEXT.sub("", text).replace("\u00a0", " ")
        if clean != text:
            text.replace_with(NavigableString(clean))
    return soup


def _lift(soup: BeautifulSoup) -> None:
    """Put elements whose end tags were left out, as HTML allows, beside each other instead of into each other."""
    for tag in soup.find_all(list(_ENDED_BY)):
        own, bounds = _ENDED_BY[tag.name]
        outermost = None
        for around in tag.parents:
            if around.name in bounds:
                break
            if around.name in own:
                outermost = around
        if outermost is not None:
            outermost.insert_after(tag.extract())


def inline_text(tag: object) -> str:
    """Return what an element says, on one line, and nothing where it is none; blocks and breaks in it end words, marks do not."""
    parts = []
    for one in tag.descendants if isinstance(tag, Tag) else ():
        if isinstance(one, NavigableString):
            parts.append(str(one))
        elif isinstance(one, Tag) and (one.name in BLOCKS or one.name == "br"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def _flatten(soup: BeautifulSoup, notes: Counter[str]) -> None:
    """Turn what lies deeper than `MAX_DEPTH` into plain text."""
    stack: list[tuple[Tag, int]] = [(soup, 0)]
    while stack:
        tag, depth = stack.pop()
        if depth >= MAX_DEPTH:
            text = " ".join(tag.get_text(" ").split())
            tag.clear()
            tag.append(NavigableString(text))
            notes["nested too deeply"] += 1
            continue
        stack += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]


def classes_of(tag: Tag) -> tuple[str, ...]:
    """Return the classes of an element, in lower case."""
    value = tag.get("class")
    words = value if isinstance(value, list) else str(value or "").split()
    return tuple(str(word).lower() for word in words)


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as text; empty where there is none."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "").strip()


def plain_text(html: str) -> str:
    """Return HTML on one line without its tags, such as a title or a description."""
    return " ".join(parsed(html, Counter()).get_text(" ").split()) if "<" in html or "&" in html else " ".join(html.split())
