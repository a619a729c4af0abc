"""Code that MDX has as a literal, ``<CodeBlock>{`…`}</CodeBlock>`` → a block of code, its blanks as they are.

Before anything is put elsewhere: lines of a literal stand where they stand, however far in its tag is.
"""

from __future__ import annotations

import re

from kbgen.importing.forms.blocks import attributes_of
from kbgen.importing.forms.masked import Masked

_LITERAL = re.compile(
    r"^(?P<indent>[ \t]*)<CodeBlock\b(?P<attributes>[^<>]{0,500})>(?P<inside>\s*\{.{0,20000}?\}\s*)</CodeBlock>",
    re.MULTILINE | re.DOTALL,
)
_TEMPLATE = re.compile(r"\s*\{\s*`(?P<code>(?:[^`\\$]|\\.|\$(?!\{))*)`\s*\}\s*", re.DOTALL)
_PLACE = re.compile("\ue0f0(\\d+)\ue0f1")
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)])[ ]+")
_MOST_LINES_ABOVE = 200


def with_literal_listings(masked: Masked) -> None:
    """Change every literal of one page."""
    if "<CodeBlock" in masked.text:
        masked.text = _LITERAL.sub(lambda match: _listing(match, masked), masked.text)


def _listing(match: re.Match[str], masked: Masked) -> str:
    found = _TEMPLATE.fullmatch(_PLACE.sub(lambda place: masked.kept[int(place[1])], match["inside"]))
    if not found or not (literal := found["code"]).strip():
        return match[0]
    above = match.string[: match.start()].split("\n")[-_MOST_LINES_ABOVE:]
    width = _width_of_item(above, len(match["indent"]))
    lines = [re.sub(rf"^[ ]{{0,{width}}}", "", line) if number else line for number, line in enumerate(literal.split("\n"))]
    attributes = attributes_of(match["attributes"])
    language = attributes.get("language") or re.sub(r"^language-", "", attributes.get("classname", ""))
    title = f' title="{attributes["title"]}"' if attributes.get("title") else ""
    code = re.sub(r"\\([`$\\])", r"\1", "\n".join(lines))
    last = next((line for line in reversed(above) if line.strip()), "")
    stays = width or len(match["indent"]) < 4 or last.startswith("    ") or last.lstrip().startswith("<")  # no indented code
    return (match["indent"] if stays else "") + masked.hide_listing(code, f"{language or 'text'}{title}")


def _width_of_item(above: list[str], indent: int) -> int:
    """Return how far in the text of the item of a list is that holds a line with an indentation; 0 outside of lists."""
    for line in reversed(above):
        if not line.strip():
            continue
        if (item := _ITEM.match(line)) and len(item[0]) <= indent:
            return len(item[0])
        if not line.startswith(" "):
            return 0
    return 0
