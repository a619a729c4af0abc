"""`{ #anchor .class }` after a heading or an image."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it.token import Token

from kbgen.render.anchors import AnchorNames, unreserved

_PART = r"(?:#[^\s{}#.\"'<>=&]+|\.[A-Za-z_][\w-]*)"
_AFTER_IMAGE = re.compile(rf"\{{:?[ \t]*({_PART}(?:[ \t]+{_PART})*)[ \t]*\}}")
_SIZED_IMAGE = re.compile(r"\{:?[ \t]*((?:(?:width|height|style|align|loading)=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]+)[ \t]*)+)\}")
_WIDTH = re.compile(r"\bwidth[=:][ \t]*[\"']?(\d{1,5})(?!\d*[%e])")
_AFTER_LINK = re.compile(r"[ \t]?\{:?[ \t]*([^{}\n]{1,200}?)[ \t]*\}")
_BUTTONS = frozenset({".button", ".btn", ".md-button", ".btn-secondary", ".md-button--secondary", ".button--secondary"})
_PRIMARY = frozenset({".primary", ".btn-primary", ".md-button--primary", ".button--primary", ".button-primary"})
_OF_OPENING = re.compile(
    r"(?:target|rel|referrerpolicy|hreflang|data-[\w-]+)=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)|download"
    r"|\.(?:external|internal|external-link|internal-link|ext|no-icon)"
)
"""What says how a link opens, which readers decide here."""
_AT_END = re.compile(rf"[ \t]*{_AFTER_IMAGE.pattern}[ \t]*$")


def take_heading_attributes(children: list[Token]) -> tuple[str, str]:
    """Remove the braces at the end of a heading and return (anchor, classes)."""
    if not children or children[-1].type != "text":
        return "", ""
    match = _AT_END.search(children[-1].content)
    if not match:
        return "", ""
    children[-1].content = children[-1].content[: match.start()]
    return _split(match[1])


def apply_image_attributes(children: list[Token], names: AnchorNames) -> None:
    """Move the braces directly behind an image into its attributes."""
    for image, text in pairwise(children):
        if image.type != "image" or text.type != "text":
            continue
        if match := _SIZED_IMAGE.match(text.content):
            width = _WIDTH.search(match[1])
            image.meta = {**image.meta, "width": width[1] if width else ""}
            text.content = text.content[match.end() :]
        elif match := _AFTER_IMAGE.match(text.content):
            anchor, classes = _split(match[1])
            text.content = text.content[match.end() :]
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
