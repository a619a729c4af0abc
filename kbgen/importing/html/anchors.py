"""Which heading the anchors of an article mean: only headings have anchors here, and only those that a link needs get a name."""

from __future__ import annotations

from collections.abc import Set

from bs4 import BeautifulSoup, Tag

from kbgen.importing.html.parsed import attribute
from kbgen.render.anchors import anchor_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def named_headings(soup: BeautifulSoup, wanted: Set[str]) -> dict[str, str]:
    """Give headings the anchors by which links call them; return those by which other elements are called → the heading's.

    wanted: what links name, without '#'. An anchor above the first heading means the top of the page: an empty text.
    """
    found: dict[str, str] = {}
    heading: Tag | None = None
    waiting: list[str] = []
    for tag in soup.find_all(True):
        names = [name for name in (attribute(tag, "id"), attribute(tag, "name")) if name in wanted]
        if tag.name in _HEADINGS:
            heading = tag
            for name in (*waiting, *names):
                found[name] = _named(tag, name)
            waiting = []
        elif tag.name in {"p", "table", "ul", "ol", "pre"} and not names:
            for name in waiting:
                found[name] = _named(heading, name)
            waiting = []
        if tag.name not in _HEADINGS and names:
            inside = tag.find_parent(_HEADINGS)
            if isinstance(inside, Tag):
                found |= {name: _named(inside, name) for name in names}
            elif tag.get_text(strip=True) and tag.name not in {"div", "section", "article"}:
                found |= {name: _named(heading, name) for name in names}
            else:
                waiting += names
    return found | {name: _named(heading, name) for name in waiting}


def _named(heading: Tag | None, name: str) -> str:
    if heading is None:
        return ""
    if not attribute(heading, "kb-anchor"):
        heading["kb-anchor"] = anchor_of(name)
    return attribute(heading, "kb-anchor")
