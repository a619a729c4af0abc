"""What links of other tools call the headings of a page → the anchors that they have here."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from kbgen.importing.articles import plain
from kbgen.importing.forms.masked import mask
from kbgen.render.anchors import AnchorNames, anchor_of

_HEADING = re.compile(
    (
        r"^[ \t]{0,3}#{1,6}[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*$|"
        r"^[ \t]*\?\?\?\+?[ \t]+\w+[ \t]+\"(?P<question>[^\"\n]+)\""
    ),
    re.MULTILINE,
)
_NAMED = re.compile(r"[ \t]*\{[ \t]*#(?P<anchor>[^\s{}]+)[^{}]*\}[ \t]*$")


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
        named = _NAMED.search(whole)
        title = plain(_NAMED.sub("", whole))
        anchor = names.unique(named["anchor"] if named else anchor_of(title))
        found += [(f"={anchor}", anchor), (loose(title), anchor), (loose(anchor), anchor)]
        nth = counts[title]  # a second heading of one name is -1 or _1 there
        theirs += [(f"={anchor_of(title)}{mark}{nth}", anchor) for mark in "-_" if nth]
        counts[title] += 1
        if is_unnamed(title) and not named:
            found.append((f"=_{unnamed}", anchor))
            unnamed += 1
    yield from ((key, anchor) for key, anchor in reversed([*theirs, *found]) if key)


def loose(anchor: str) -> str:
    """Return an anchor or a heading as links are compared that were not written for each other: its letters and digits."""
    return "".join(char for char in unicodedata.normalize("NFKC", anchor).casefold() if char.isalnum())
