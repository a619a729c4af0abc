"""The theme's many style sheets → one for most pages, one for articles, one for what is opened later, and two for the panel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kbgen.site.assets.minify import minified

OF_EVERY_PAGE = ("tokens", "shell", "browse", "article", "notices", "search")
"""Of every page but articles, in the order of the cascade."""

OF_ARTICLES = ("tokens", "shell", "article", "article-page", "notices")
"""Most visits begin with one: what it does not show must not keep it from being read. Its script fetches the search box's."""

OF_THE_PANEL = ("tokens", "shell", "search", "article", "contact")
"""What the panel has of the portal's own, before what it adds."""

PORTAL_STYLE = "assets/portal/portal.css"
READING_STYLE = "assets/portal/reading.css"
SEARCH_STYLE = "assets/portal/search.css"
PANEL_STYLE = "assets/embed/panel.css"
PANEL_DARK_STYLE = "assets/embed/panel-dark.css"
"""What the panel has in the dark only: a sheet of its own, because the page around it may say which of both it is."""

_ROOT = re.compile(rb":root(?=\s*[,{])")
_REM = re.compile(rb"@[\w-]+[^{;]*[{;]|(-?\d*\.?\d+)rem\b")
_DARK = b"(prefers-color-scheme: dark)"
_IN_THE_DARK = re.compile(rb"@media ([^{]*\(prefers-color-scheme: dark\)) \{")
_BRACE = re.compile(rb"[{}]")
_COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)


def joined_styles(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return `files`, by path, with the styles joined that are published joined."""
    joined = {_path(name) for name in (*OF_EVERY_PAGE, *OF_ARTICLES, "print")}
    others = {path: content for path, content in files.items() if path not in joined}
    light, dark = apart_in_the_dark(panel_style(files))
    styles = {
        **{path: content for path, content in others.items() if path.endswith(".css") and path.startswith("assets/")},
        PORTAL_STYLE: page_style(files),
        READING_STYLE: page_style(files, OF_ARTICLES),
        SEARCH_STYLE: files[SEARCH_STYLE],
        PANEL_STYLE: light,
        PANEL_DARK_STYLE: dark,
    }
    return others | {path: minified(style) for path, style in styles.items()}


def page_style(files: Mapping[str, bytes], names: Sequence[str] = OF_EVERY_PAGE) -> bytes:
    """Return one style sheet for a page, what concerns paper last."""
    screen = b"".join(files[_path(name)] for name in names)
    return screen + b"@media print {\n" + files[_path("print")] + b"}\n"


def panel_style(files: Mapping[str, bytes]) -> bytes:
    """Return one style sheet for the shadow root of the panel, of the portal's own and what the panel adds.

    Its host takes the place of the root, and `rem`, which is the size of the text of the page around it, that of `--kb-rem`.
    """
    paths = [*map(_path, OF_THE_PANEL), PANEL_STYLE]
    style = _COMMENT.sub(b"", b"".join(files[path] for path in paths))
    style = _ROOT.sub(b":host", style).replace(b'url("icons/', b'url("../portal/icons/')
    return _REM.sub(lambda found: b"calc(%b*var(--kb-rem))" % found[1] if found[1] else found[0], style)


def apart_in_the_dark(style: bytes) -> tuple[bytes, bytes]:
    """Return what holds always, and what holds in the dark without the condition that it is dark."""
    always: list[bytes] = []
    dark: list[bytes] = []
    position = 0
    for found in _IN_THE_DARK.finditer(style):
        always.append(style[position : found.start()])
        position = _end_of_block(style, found.end())
        rules = style[found.end() : position - 1].strip() + b"\n"
        others = [part for part in (found[1].split(b" and ")) if part.strip() not in {b"screen", _DARK}]
        dark.append(b"@media %b {\n%b}\n" % (b" and ".join(others), rules) if others else rules)
    return b"".join(always) + style[position:], b"".join(dark)


def _end_of_block(style: bytes, start: int) -> int:
    """Return where the block ends whose content begins at `start`."""
    depth, position = 1, start
    while depth:
        brace = _BRACE.search(style, position)
        if brace is None:
            raise ValueError("a block of a style sheet has no end")
        depth += 1 if brace[0] == b"{" else -1
        position = brace.end()
    return position


def _path(name: str) -> str:
    return f"assets/portal/{name}.css"
