"""The topics of a notice, where an article or a category gets another path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kbgen.model import ArticleId

_KEY = re.compile(r"[\"']?([\w-]+)[\"']?[ \t]*:")
_NAME = re.compile(r"[^\s\"',\[\]#]+")


def with_moved_topics(lines: Iterable[str], ids: Mapping[ArticleId, ArticleId]) -> Iterator[str]:
    """Yield the lines of a notice with the new names below `topics`, as one line or several; comments stay."""
    inside = False
    for line in lines:
        key = _KEY.match(line)
        if key:
            inside = key[1] == "topics"
        start = key.end() if key else 0
        head, names, comment = line[:start], *_cut(line[start:])
        moved = _NAME.sub(lambda found: ids.get(ArticleId(found[0]), found[0]), names) if inside else names
        yield head + moved + comment


def _cut(text: str) -> tuple[str, str]:
    """Return what stands before a comment, and the comment."""
    found = re.search(r"(?:^|\s)#", text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")
