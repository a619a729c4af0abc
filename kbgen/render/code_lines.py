"""Lines of code that a writer marks: `hl_lines="2-3"` and `{2-3}` behind the fence, or comments within the code.

The comments (`// highlight-next-line` of Docusaurus, `// [!code highlight]` of VitePress) are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

_RANGES = r"\d{1,5}(?:[ \t]*-[ \t]*\d{1,5})?(?:[ \t]*[, \t][ \t]*\d{1,5}(?:[ \t]*-[ \t]*\d{1,5})?){0,50}"
_IN_INFO = re.compile(
    rf"\b(?:hl_lines|highlight|mark|emphasize-lines)[ \t]*=[ \t]*(?:\"({_RANGES})\"|'({_RANGES})'|[\[{{]({_RANGES})[\]}}])"
    rf"|\{{[ \t]*({_RANGES})[ \t]*\}}"
)
_RANGE = re.compile(r"(\d{1,5})(?:[ \t]*-[ \t]*(\d{1,5}))?")
_COMMENT = r"(?://|#|<!--|/\*|--|;|%|\{/\*)[ \t]*"
_END = r"[ \t]*(?:-->|\*/\}?)?[ \t]*"
_MAGIC_LINE = re.compile(rf"[ \t]*{_COMMENT}highlight-(next-line|start|end){_END}")
_MAGIC_END = re.compile(
    rf"[ \t]*{_COMMENT}\[!code[ \t]+(highlight|hl|focus|\+\+|--|error|warning|word:[^\]]{{1,80}})(?::(\d{{1,3}}))?\]{_END}$"
)


def mark_lines(token: Token) -> None:
    """Keep which lines of a fence are marked in its `meta["marked"]`, and take the comments out that say so."""
    marked = set(_of_info(token.info))
    lines: list[str] = []
    within = False
    following = 0
    for line in token.content.removesuffix("\n").split("\n") if token.content else ():
        if magic := _MAGIC_LINE.fullmatch(line):
            within = magic[1] == "start" or (within and magic[1] != "end")
            following = max(following, 1 if magic[1] == "next-line" else 0)
            continue
        if end := _MAGIC_END.search(line):
            line, following = line[: end.start()], max(following, int(end[2] or 1))
        lines.append(line)
        if within or following:
            marked.add(len(lines))
            following -= following > 0
    token.content = "".join(f"{line}\n" for line in lines)
    token.meta = {**token.meta, "marked": sorted(number for number in marked if number <= len(lines))}


def _of_info(info: str) -> Iterator[int]:
    for match in _IN_INFO.finditer(info):
        ranges = next(group for group in match.groups() if group)
        for first, last in _RANGE.findall(ranges):
            yield from range(int(first), min(int(last or first), int(first) + 10_000) + 1)


def code_html(token: Token) -> str:
    """Return the code of a fence with its marked lines as `mark` elements, each a line of its own."""
    marked = set(token.meta.get("marked", ()))
    if not marked:
        return escapeHtml(token.content)
    lines = enumerate(token.content.removesuffix("\n").split("\n"), 1)
    return "".join(
        f'<mark class="line">{escapeHtml(line)}\n</mark>' if number in marked else f"{escapeHtml(line)}\n"
        for number, line in lines
    )
