"""The theme's many scripts and styles → what a site publishes of them; the builds of sites and of tests start here."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping

from kbgen.errors import KbgenError
from kbgen.site.assets.bundles import Bundles
from kbgen.site.assets.styles import joined_styles

_FROM = re.compile(rb"""\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
_HINT = "copy what it needs from there into the script itself"


def published_assets(files: Mapping[str, bytes], bundles: Bundles | None) -> Mapping[str, bytes]:
    """Return what a site publishes of the theme's `files`, by path.

    bundles: the few scripts that take the place of many modules, where they were made of just these files; otherwise every
    module is published as it is, and the portal does the same with more requests.
    Raises KbgenError: a script of the site imports a module that is published inside a bundle only.
    """
    published = joined_styles(files)
    if bundles is None or bundles.changed(files):
        return published
    gone = bundles.sources.keys() - bundles.scripts.keys()
    others = {path: content for path, content in published.items() if path not in bundles.sources}
    _refuse_imports(others, gone)
    return {**others, **bundles.scripts}


def imports_of(script: bytes) -> list[str]:
    """Return the relative addresses of the modules that a script imports, at once or late."""
    return [imported.decode() for imported in _FROM.findall(script)]


def _refuse_imports(files: Mapping[str, bytes], gone: Collection[str]) -> None:
    for path, content in files.items():
        for imported in imports_of(content) if path.endswith(".js") else ():
            if (module := posixpath.normpath(posixpath.join(posixpath.dirname(path), imported))) in gone:
                raise KbgenError(f"{path} imports {module}, which the site has inside another script only", hint=_HINT)
