"""`{ #anchor .class }` after a heading or an image."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest

from markdown_it.token import Token

from kbgen.render.anchors import AnchorNames, unreserved
from kbgen.render.picture_size import size_in_words, wanted_size

_PART = r"(?:#[^\s{}#.\"'<>=&]+|\.[A-Za-z_][\w-]*)"
_NAMES = re.compile(rf"\{{:?[ \t]*({_PART}(?:[ \t]+{_PART})*)[ \t]*\}}")
_KEY = r"(?:width|height|scale|style|align|loading|decoding|lang|title|caption|fetchpriority|data-[\w-]{1,40})"
_VALUE = r"(?:\"[^\"{}]{0,300}\"|'[^'{}]{0,300}'|[^\s\"'{}]{1,300})"
_OF_IMAGE = re.compile(rf"{_PART}|(?P<key>{_KEY})[ \t]*=[ \t]*(?P<value>{_VALUE})", re.IGNORECASE)
_AFTER_IMAGE = re.compile(
    rf"[ \t]?\{{:?[ \t]*((?:(?:{_PART}|{_KEY}[ \t]*=[ \t]*{_VALUE})(?:[ \t]+|(?=\}}))){{1,20}})\}}", re.IGNORECASE
)
_AFTER_LINK = re.compile(r"[ \t]?\{:?[ \t]*([^{}\n]{1,200}?)[ \t]*\}")
_BUTTONS = frozenset({".button", ".btn", ".md-button", ".btn-secondary", ".md-button--secondary", ".button--secondary"})
_PRIMARY = frozenset({".primary", ".btn-primary", ".md-button--primary", ".button--primary", ".button-primary"})
_OF_OPENING = re.compile(
    r"(?:target|rel|referrerpolicy|hreflang|data-[\w-]+)=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)|download"
    r"|\.(?:external|internal|external-link|internal-link|ext|no-icon)"
)
"""What says how a link opens, which readers decide here."""
_AT_END = re.compile(rf"[ \t]*{_NAMES.pattern}[ \t]*$")


def take_heading_attributes(children: list[Token]) -> tuple[str, str]:
    """Remove the braces at the end of a heading and return (anchor, classes)."""
    if not children or children[-1].type != "text":
        return "", ""
    match = _AT_END.search(children[-1].content)
    if not match:
        return "", ""
    children[-1].content = children[-1].content[: match.start()]
    return _split(match[1])


def are_of_image(text: str) -> bool:
    """Return whether a text behind an image is nothing but its braces."""
    match = _AFTER_IMAGE.match(text)
    return match is not None and not text[match.end() :].strip()


def apply_image_attributes(children: list[Token], names: AnchorNames) -> None:
    """Move the braces directly behind an image, and a size behind a bar in its words, into its attributes."""
    for image, text in zip_longest(children, children[1:]):
        if image.type != "image":
            continue
        words = image.children[-1] if image.children else None
        if words and words.type == "text":
            words.content, size = size_in_words(words.content)
            image.meta = {**image.meta, "size": image.meta.get("size", {}) | size}
        match = _AFTER_IMAGE.match(text.content) if text and text.type == "text" else None
        if match and text:
            text.content = text.content[match.end() :]
            _apply_to_image(image, match[1], names)


def _apply_to_image(image: Token, braces: str, names: AnchorNames) -> None:
    parts = list(_OF_IMAGE.finditer(braces))
    values = {part["key"].lower(): part["value"].strip("\"'") for part in parts if part["key"]}
    anchor, classes = _split(" ".join(part[0] for part in parts if not part["key"]))
    image.meta = {**image.meta, "size": image.meta.get("size", {}) | wanted_size(values)}
    if caption := values.get("caption") or values.get("title"):
        image.attrs["title"] = caption
    if anchor:
        image.attrs["id"] = names.unique(anchor)
    if classes:
        image.attrs["class"] = classes


def apply_link_attributes(children: list[Token]) -> None:
    """Make buttons of links with the class of one, and leave out what says only where and how a link opens."""
    opening: Token | None = None
    for token, text in pairwise(children):
        if token.type == "link_open":
            opening = token
        if token.type != "link_close" or text.type != "text" or opening is None:
            continue
        match = _AFTER_LINK.match(text.content)
        words = match[1].split() if match else []
        if match and words and all(word in _BUTTONS or word in _PRIMARY or _OF_OPENING.fullmatch(word) for word in words):
            text.content = text.content[match.end() :]
            if any(word in _BUTTONS or word in _PRIMARY for word in words):
                opening.attrs["class"] = "button" if any(word in _PRIMARY for word in words) else "button quiet"


def _split(parts: str) -> tuple[str, str]:
    words = parts.split()
    anchors = [word[1:] for word in words if word[0] == "#"]
    return (unreserved(anchors[-1]) if anchors else ""), " ".join(word[1:] for word in words if word[0] == ".")
