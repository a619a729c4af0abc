"""Links of an article as they must be written after it, or what they lead to, has moved."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

from kbgen.content.code_places import CODE_FLAGS, CODE_PATTERN, outside_code
from kbgen.content.link_map import LinkMap

_CODE_AND_COMMENTS = re.compile(rf"{CODE_PATTERN}|<!--.*?-->", CODE_FLAGS)
_TARGET = re.compile(
    r"(?<=\])\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<inline>(?:[^\s()<>\\]|\\.|\([^\s()]*\))+))"
    r"|^[ \t>]{0,12}\[[^\]\n]+\]:[ \t]*(?:<(?P<angled2>[^<>\n]*)>|(?P<defined>\S+))"
    r"|\bsrc=\"(?P<src>[^\"\n]*)\"",
    re.MULTILINE,
)


def targets_of(body: str) -> tuple[str, ...]:
    """Return what the links of a text name, as written; not those in code."""
    found: list[str] = []

    def collect(text: str) -> str:
        found.extend(match[match.lastgroup or ""] for match in _TARGET.finditer(text))
        return text

    outside_code(body, collect, _CODE_AND_COMMENTS)
    return tuple(found)


def with_moved_links(body: str, before: str, after: str, links: LinkMap, moved: Mapping[str, str]) -> str:
    """Return the text of an article whose links lead where they led.

    before, after: the article's own path below the content folder. links: of the site before. moved: path → new path of
    articles, fallback pages and files. A link that is right as it stands is not touched, and neither is code.
    """
    return outside_code(body, lambda text: _rewritten(text, before, after, links, moved), _CODE_AND_COMMENTS)


def _rewritten(text: str, before: str, after: str, links: LinkMap, moved: Mapping[str, str]) -> str:
    def rewrite(match: re.Match[str]) -> str:
        group = match.lastgroup or ""
        written = match[group]
        new = _new_target(written, before, after, links, moved)
        at = match.start(group) - match.start()
        return f"{match[0][:at]}{new}{match[0][at + len(written) :]}"

    return _TARGET.sub(rewrite, text)


def _new_target(written: str, before: str, after: str, links: LinkMap, moved: Mapping[str, str]) -> str:
    target = links.resolve(before, written)
    if target.kind not in {"article", "asset"} or not urlsplit(written.strip()).path:
        return written
    path = moved.get(target.path, target.path)
    written_path = urlsplit(written.strip()).path
    if posixpath.normpath(posixpath.join(posixpath.dirname(after), unquote(written_path))) == path:
        return written
    relative = posixpath.relpath(path, posixpath.dirname(after) or ".")
    return (quote(relative) if "%" in written_path else relative) + target.tail
