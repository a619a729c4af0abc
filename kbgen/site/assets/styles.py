"""The theme's many style sheets → one for every page, one for each kind of page that has more, and one for the panel."""

from __future__ import annotations

import re
from collections.abc import Mapping

OF_EVERY_PAGE = ("tokens", "shell", "browse", "article", "article-page", "notices", "search")
"""In the order of the cascade."""

OF_THE_PANEL = ("tokens", "shell", "search", "article", "contact")
"""What the panel has of the portal's own, before what it adds."""

PORTAL_STYLE = "assets/portal/portal.css"
PANEL_STYLE = "assets/embed/panel.css"

_ROOT = re.compile(rb":root(?=\s*[,{])")
_REM = re.compile(rb"@[\w-]+[^{;]*[{;]|(-?\d*\.?\d+)rem\b")
_COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)


def joined_styles(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return `files`, by path, with the styles joined that are published joined."""
    joined = {_path(name) for name in (*OF_EVERY_PAGE, "print")}
    others = {path: content for path, content in files.items() if path not in joined}
    return others | {PORTAL_STYLE: page_style(files), PANEL_STYLE: panel_style(files)}


def page_style(files: Mapping[str, bytes]) -> bytes:
    """Return the style sheet of every page, what concerns paper last."""
    screen = b"".join(files[_path(name)] for name in OF_EVERY_PAGE)
    return screen + b"@media print {\n" + files[_path("print")] + b"}\n"


def panel_style(files: Mapping[str, bytes]) -> bytes:
    """Return one style sheet for the shadow root of the panel, of the portal's own and what the panel adds.

    Its host takes the place of the root, and `rem`, which is the size of the text of the page around it, that of `--kb-rem`.
    """
    paths = [*map(_path, OF_THE_PANEL), PANEL_STYLE]
    style = _COMMENT.sub(b"", b"".join(files[path] for path in paths))
    style = _ROOT.sub(b":host", style).replace(b'url("icons/', b'url("../portal/icons/')
    return _REM.sub(lambda found: b"calc(%b*var(--kb-rem))" % found[1] if found[1] else found[0], style)


def _path(name: str) -> str:
    return f"assets/portal/{name}.css"
