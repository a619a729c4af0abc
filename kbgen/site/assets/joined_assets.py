"""The theme's many scripts and styles → the few that pages fetch."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from rjsmin import jsmin

from kbgen.errors import KbgenError
from kbgen.site.assets.one_script import flat_script, joined_scripts, modules_of
from kbgen.site.assets.short_names import shorten_names
from kbgen.site.assets.styles import joined_styles

SCRIPTS = (
    "assets/portal/portal.js",
    "assets/search/client.js",
    "assets/search/worker.js",
    "assets/embed/element.js",
)
"""Each is written with all the modules it imports."""

SHORTENED = ("assets/analytics/beacon.js",)
"""Written likewise, and with short names: what only counts readers must cost them as little as possible."""

_FROM = re.compile(r"""\bfrom\s*["'](\.[^"']+)["']""")
_HINT = "copy what it needs from there into the script itself"


def joined_assets(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return what a site publishes of the theme's `files`, by path: scripts without comments, one script for many modules.

    Raises KbgenError: see one_script; or another script imports a module that the site has no longer.
    """
    sources = {path: content.decode() for path, content in files.items() if path.endswith(".js")}
    scripts = {path: script for entry in SCRIPTS for path, script in joined_scripts(sources, entry).items()}
    scripts |= {entry: shorten_names(flat_script(sources, entry)) for entry in SHORTENED}
    gone = {path for script in scripts for path in modules_of(sources, script)} - scripts.keys()
    kept = {path: source for path, source in sources.items() if path not in gone and path not in scripts}
    _refuse_imports(kept, gone)
    # Comments are for whoever reads the source; readers of the portal need not download them.
    scripts |= {path: jsmin(source) for path, source in kept.items()}
    others = {path: content for path, content in files.items() if path not in sources}
    return {**joined_styles(others), **{path: script.encode() for path, script in scripts.items()}}


def _refuse_imports(kept: Mapping[str, str], gone: Iterable[str]) -> None:
    for path, source in kept.items():
        for imported in _FROM.findall(source):
            if (module := posixpath.normpath(posixpath.join(posixpath.dirname(path), imported))) in gone:
                raise KbgenError(f"{path} imports {module}, which the site has inside another script only", hint=_HINT)
