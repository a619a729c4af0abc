"""What links of other tools call the headings of a page → the anchors that they have here."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from kbgen.importing.forms.masked import mask
from kbgen.importing.forms.small import ICON
from kbgen.importing.prose import plain
from kbgen.render.anchors import AnchorNames, anchor_of
from kbgen.render.icons import is_drawn

_HEADING = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*$|^[ \t]*\?\?\?\+?[ \t]+\w+[ \t]+\"(?P<question>[^\"\n]+)\"",
    re.MULTILINE,
)
NAMED_ANCHOR = re.compile(r"[ \t]*\{[ \t]*#(?P<anchor>[^\s{}]+)[^{}]*\}[ \t]*$")


_ICON = re.compile(r"(?<![\w:/.]):[A-Za-z][\w+-]{1,100}:(?![\w/])")
"""An icon of any set: the former site drew it, so its name was no part of the anchor."""


def is_unnamed(title: str) -> bool:
    """Tell whether MkDocs, which leaves other letters out of anchors, counts a heading: `_1`, `_2` and so on."""
    return not re.search(r"[a-z0-9]", title, re.IGNORECASE)


def anchors_of(body: str, unnamed: int) -> Iterator[tuple[str, str]]:
    """Yield what links may call each heading → its anchor here. unnamed: the number of the first that MkDocs counts."""
    masked = mask(body)
    names = AnchorNames()
    counts: Counter[str] = Counter()
    found: list[tuple[str, str]] = []
    theirs: list[tuple[str, str]] = []
    for match in _HEADING.finditer(masked.text):
        masked_title = match["title"] or match["question"]
        whole = type(masked)(masked_title, masked.kept, masked.infos).whole()
        named = NAMED_ANCHOR.search(whole)
        written = NAMED_ANCHOR.sub("", whole)
        title = plain(_ICON.sub("", written))
        anchor = names.unique(named["anchor"] if named else anchor_of(plain(ICON.sub(_as_shown, written))))
        found += [(f"={anchor}", anchor), (loose(title), anchor), (loose(anchor), anchor)]
        nth = counts[title]  # a second heading of one name is -1 or _1 there
        theirs += [(f"={anchor_of(title)}{mark}{nth}", anchor) for mark in "-_" if nth]
        counts[title] += 1
        if is_unnamed(title) and not named:
            found.append((f"=_{unnamed}", anchor))
            unnamed += 1
    yield from ((key, anchor) for key, anchor in reversed([*theirs, *found]) if key)


def _as_shown(icon: re.Match[str]) -> str:
    """Return the words of an icon that the portal does not draw: they are text of the heading, and so of its anchor."""
    name = icon[0].strip(":")
    return "" if is_drawn(name) else name


def loose(anchor: str) -> str:
    """Return an anchor or a heading as links are compared that were not written for each other: its letters and digits."""
    return "".join(char for char in unicodedata.normalize("NFKC", anchor).casefold() if char.isalnum())
