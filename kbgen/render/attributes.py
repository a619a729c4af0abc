"""`{ #anchor .class }` after a heading or an image."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it.token import Token

from kbgen.render.anchors import AnchorNames, unreserved

_PART = r"(?:#[^\s{}#.\"'<>=&]+|\.[A-Za-z_][\w-]*)"
_AFTER_IMAGE = re.compile(rf"\{{:?[ \t]*({_PART}(?:[ \t]+{_PART})*)[ \t]*\}}")
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
        match = _AFTER_IMAGE.match(text.content)
        if match:
            anchor, classes = _split(match[1])
            text.content = text.content[match.end() :]
            if anchor:
                image.attrs["id"] = names.unique(anchor)
            if classes:
                image.attrs["class"] = classes


def _split(parts: str) -> tuple[str, str]:
    words = parts.split()
    anchors = [word[1:] for word in words if word[0] == "#"]
    return (unreserved(anchors[-1]) if anchors else ""), " ".join(word[1:] for word in words if word[0] == ".")
