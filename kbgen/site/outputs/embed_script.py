"""What other sites load to show the portal's search: `/embed.js` (the guide's publishing/embed)."""

from __future__ import annotations

import json

from kbgen.content.addresses import HOME
from kbgen.model import LANGUAGES
from kbgen.site.portal import Portal

ADDRESS = "embed.js"


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
