"""What other sites load to show the portal's search: `/embed.js`, and the style of the panel it opens (docs/embed.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from kbgen.content.addresses import HOME
from kbgen.model import LANGUAGES
from kbgen.site.portal import Portal

ADDRESS = "embed.js"
PANEL_STYLE = "assets/embed/panel.css"

_PORTAL_STYLES = ("tokens", "shell", "search", "article", "contact")
_ROOT = re.compile(rb":root(?=\s*[,{])")
_REM = re.compile(rb"@[\w-]+[^{;]*[{;]|(-?\d*\.?\d+)rem\b")
_COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)


def embed_script(portal: Portal, folder: str) -> str:
    """Return `/embed.js`, whose address never changes: it names the assets of this build, which lie in `folder`."""
    sides = {
        language: {
            "home": portal.url((language, HOME)),
            "open": portal.strings[language].text("embed.open"),
            "failed": portal.strings[language].text("embed.failed"),
        }
        for language in LANGUAGES
    }
    languages = json.dumps(sides, ensure_ascii=False)
    return (
        f'import{{define}}from"./{folder}embed/element.js";'
        f'define({{base:new URL("./",import.meta.url).href,languages:{languages}}})\n'
    )


def panel_style(files: Mapping[str, bytes]) -> bytes:
    """Return one style sheet for the shadow root of the panel, of the portal's own and what the panel adds.

    Its host takes the place of the root, and `rem`, which is the size of the text of the page around it, that of `--kb-rem`.
    """
    paths = [*(f"assets/portal/{name}.css" for name in _PORTAL_STYLES), PANEL_STYLE]
    style = _COMMENT.sub(b"", b"".join(files[path] for path in paths))
    style = _ROOT.sub(b":host", style).replace(b'url("icons/', b'url("../portal/icons/')
    return _REM.sub(lambda found: b"calc(%b*var(--kb-rem))" % found[1] if found[1] else found[0], style)
