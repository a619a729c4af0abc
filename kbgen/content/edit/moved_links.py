"""Links of an article as they must be written after it, or what they lead to, has moved."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

from kbgen.content.link_map import LinkMap

_CODE = re.compile(
    r"(?P<lead>^[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?)(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)
_TARGET = re.compile(
    r"(?<=\])\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<inline>(?:[^\s()<>\\]|\\.|\([^\s()]*\))+))"
    r"|^[ \t>]{0,12}\[[^\]\n]+\]:[ \t]*(?:<(?P<angled2>[^<>\n]*)>|(?P<defined>\S+))"
    r"|\bsrc=\"(?P<src>[^\"\n]*)\"",
    re.MULTILINE,
)


def with_moved_links(body: str, before: str, after: str, links: LinkMap, moved: Mapping[str, str]) -> str:
    """Return the text of an article whose links lead where they led.

    before, after: the article's own path below the content folder. links: of the site before. moved: path → new path of
    articles, fallback pages and files. A link that is right as it stands is not touched, and neither is code.
    """
    parts, end = [], 0
    for code in _CODE.finditer(body):
        parts += [_rewritten(body[end : code.start()], before, after, links, moved), code[0]]
        end = code.end()
    return "".join([*parts, _rewritten(body[end:], before, after, links, moved)])


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
