"""A picture leads to its own file, where that shows more: larger in the page by a script, as a page of its own without one.

A drawing leads nowhere by itself: the policy of a host keeps the styles within an SVG from a browser that opens it alone, which
makes most of them unreadable. It is marked, so that the script enlarges it all the same.
"""

from __future__ import annotations

from markdown_it.token import Token

from kbgen.render.inline_text import alt_of

MIN_FILE_PIXELS = 256
"""Files narrower than this are icons and buttons; larger they show nothing more."""
MIN_SHOWN_PIXELS = 96
"""What its writer shows narrower than this serves as an icon, however large its file is."""

_AROUND = frozenset({"softbreak", "hardbreak", "picture_open", "picture_source", "picture_close"})


def lead_to_whole_pictures(children: list[Token]) -> list[Token]:
    """Return the inline tokens of one block with `a.zoom` around each picture, where they hold nothing but pictures.

    Pictures within a sentence or a link stay as they are, and so do those without words, which would be links without a name.
    """
    if any(child.type not in _AROUND | {"image"} and (child.type != "text" or child.content.strip()) for child in children):
        return children
    linked: list[Token] = []
    position = 0
    while position < len(children):
        end = _end_of_picture(children, position)
        picture = children[position:end]
        image = next((token for token in picture if token.type == "image"), None)
        linked += _around(picture, image) if image and _shows_more(image) else picture
        position = end
    return linked


def _end_of_picture(children: list[Token], start: int) -> int:
    if children[start].type != "picture_open":
        return start + 1
    return next((at + 1 for at in range(start, len(children)) if children[at].type == "picture_close"), len(children))


def _shows_more(image: Token) -> bool:
    whole, width = (image.meta or {}).get("whole", ("", 0))
    shown = int(str(image.attrs.get("width", "0")) or 0)
    return bool(whole) and width >= MIN_FILE_PIXELS and shown >= MIN_SHOWN_PIXELS and bool(alt_of(image).strip())


def _around(picture: list[Token], image: Token) -> list[Token]:
    schemes = [name for name in str(image.attrs.get("class", "")).split() if name in {"only-dark", "only-light"}]
    opening = Token("link_open", "a", 1)
    opening.attrs = {"class": " ".join(["zoom", *schemes])}
    address = image.meta["whole"][0]
    if not address.lower().endswith(".svg"):
        opening.attrs["href"] = address
    return [opening, *picture, Token("link_close", "a", -1)]
