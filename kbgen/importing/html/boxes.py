"""Callouts, panels and macros of editors, and what opens on a click → two elements of our own: `kb-box` and `kb-question`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from kbgen.importing.html.parsed import attribute, classes_of, inline_text
from kbgen.render.box_kinds import KINDS

_COLOURS = {
    "blue": "info", "yellow": "warning", "orange": "warning", "red": "danger", "green": "success", "gray": "note", "grey": "note",
    "purple": "note", "primary": "note", "secondary": "note", "transparent": "note", "information": "info", "error": "danger",
    "notice": "note", "alert": "warning", "message": "note",
}  # fmt: skip
_BOX = re.compile(
    r"(?:confluence-information-macro|callout|alert|admonition|notice|infobox|note-box|box|hint|is-style|c-callout|wysiwyg)"
    r"[-_]{1,2}(?P<kind>[a-z]+)"
)
_ONLY_BOX = frozenset({"callout", "admonition", "alert", "notice", "infobox", "note-box", "callout-box", "panel", "c-callout"})
_NAMES = frozenset({"note", "tip", "warning", "danger", "info", "important", "caution", "success", "hint", "attention", "error"})
_HOLDERS = ("div", "section", "aside", "p", "blockquote", "figure", "article")
_EMOJI = {
    "💡": "tip", "⚠": "warning", "❗": "important", "❕": "important", "🚨": "danger", "⛔": "danger", "🛑": "danger",
    "🔥": "danger",
    "ℹ": "info", "✅": "success", "❓": "question", "❌": "failure", "🐛": "bug", "📝": "note", "📌": "note", "👉": "note",
}  # fmt: skip
_TITLES = ("p", "div", "strong", "b", "h2", "h3", "h4", "h5", "h6", "span")
_QUESTIONS = {
    "expand-container": ("expand-control-text", "expand-content"),
    "schema-faq-section": ("schema-faq-question", "schema-faq-answer"),
    "accordion__item": ("accordion__item-title", "accordion__item-content"),
    "accordion-item": ("accordion-header", "accordion-body"),
    "rank-math-faq-item": ("rank-math-question", "rank-math-answer"),
    "wp-block-accordion-item": ("wp-block-accordion-heading", "wp-block-accordion-panel"),
}
"""Of containers by their class: the classes of what is clicked, and of what then opens."""

_PRIVATE = frozenset({"private-note", "internal-note"})


def with_boxes(soup: BeautifulSoup, notes: Counter[str]) -> None:
    """Rename what is a box or opens on a click; what only the team saw is left out, and counted in notes."""
    for tag in list(soup.find_all(True)):
        if tag.parent is None:
            continue
        if _PRIVATE & set(classes_of(tag)):
            notes["private note"] += 1
            tag.extract()
        elif tag.name == "details":
            _question(soup, tag, tag.find("summary"), None)
        elif parts := next((_QUESTIONS[name] for name in classes_of(tag) if name in _QUESTIONS), None):
            _question(soup, tag, tag.find(class_=parts[0]), tag.find(class_=parts[1]))
        elif tag.name in _HOLDERS and (kind := _kind(tag)):
            _box(soup, tag, kind)


def kind_of_emoji(text: str) -> str:
    """Return the kind of box that an emoji at the beginning of a text stands for, or an empty text."""
    return _EMOJI.get(text.strip()[:1], "")


def _kind(tag: Tag) -> str:
    words = classes_of(tag)
    if "code" in words and "panel" in words:
        return ""  # a listing of Confluence
    stated = [match["kind"] for word in words if (match := _BOX.fullmatch(word))]
    for word in stated:
        if word in KINDS or word in _COLOURS:
            return KINDS.get(word) or _COLOURS[word]
    named = next((word for word in words if word in _NAMES), "")
    if named and tag.name != "figure":
        return KINDS.get(named) or _COLOURS.get(named, "note")
    if _ONLY_BOX & set(words) or (tag.name == "aside" and not tag.find_parent("aside")):
        icon = tag.find(class_="icon")
        return kind_of_emoji(icon.get_text() if icon else tag.get_text()) or "note"
    return ""


def _box(soup: BeautifulSoup, tag: Tag, kind: str) -> None:
    if not tag.get_text(strip=True) and not tag.find(("img", "iframe", "video")):
        tag.unwrap()
        return
    for icon in tag.find_all(class_=("icon", "aui-icon", "callout-icon", "page-header-icon")):
        around = icon.parent
        icon.extract()
        if around is not None and around is not tag and not around.get_text(strip=True):
            around.extract()
    title = _title(tag, kind)
    inner = tag
    if tag.name in {"p", "blockquote"}:
        inner = soup.new_tag("p" if tag.name == "p" else "div")
        for child in list(tag.children):
            inner.append(child)
        tag.append(inner)
    _strip_emoji(tag)
    tag.name = "kb-box"
    identity = attribute(tag, "id")
    tag.attrs.clear()
    tag["kind"], tag["title"] = kind, title
    if identity:
        tag["id"] = identity


def _title(tag: Tag, kind: str) -> str:
    """Take the title of a box out of it."""
    for child in tag.find_all(_TITLES, limit=4):
        marks = classes_of(child)
        if any(mark in {"title", "panelheader"} or mark.endswith(("-title", "__title", "-heading", "-header")) for mark in marks):
            text = inline_text(child)
            child.extract()
            return "" if text.casefold() == kind else text
    return ""


def _strip_emoji(tag: Tag) -> None:
    """Leave out the emoji at the beginning of a box, which its colour and icon say."""
    first = next((text for text in tag.find_all(string=True) if text.strip()), None)
    if first is not None and kind_of_emoji(first):
        first.replace_with(NavigableString(re.sub(r"^\s*.\ufe0f?\s*", "", first, count=1)))


def _question(soup: BeautifulSoup, tag: Tag, head: object, body: object) -> None:
    title = inline_text(head)
    if isinstance(head, Tag):
        head.extract()
    inner: Iterator[object] = iter(list(body.children)) if isinstance(body, Tag) else iter(list(tag.children))
    holder = soup.new_tag("kb-question", attrs={"title": title})
    if tag.get("id"):
        holder["id"] = attribute(tag, "id")
    for child in inner:
        if isinstance(child, (Tag, NavigableString)):
            holder.append(child)
    tag.replace_with(holder)
