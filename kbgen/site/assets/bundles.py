"""The scripts that were bundled when this kbgen was packaged or set up, and what they were made of.

Read by the build of the package too, which has nothing else of kbgen: this module imports the standard library alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "bundles"
"""Below the theme; .ci/bundle.mjs writes it."""
LIST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Bundles:
    """scripts: by path in the theme, each in place of the module there. sources: digests of all modules that are in them."""

    scripts: Mapping[str, bytes]
    sources: Mapping[str, str]

    def changed(self, files: Mapping[str, bytes]) -> str:
        """Return the path of a module that is not, or no longer, what they were made of; empty where all are."""
        return next((path for path, digest in self.sources.items() if path not in files or _digest(files[path]) != digest), "")


def read_bundles(theme: Path) -> Bundles | None:
    """Return the bundles of a theme folder; None where there are none, or not all of them whole."""
    folder = theme / FOLDER
    try:
        listed = json.loads((folder / LIST).read_text("utf-8"))
        scripts = {path: (folder / path).read_bytes() for path in listed["scripts"]}
    except FileNotFoundError:
        return None
    whole = all(_digest(script) == listed["scripts"][path] for path, script in scripts.items())
    return Bundles(scripts, listed["sources"]) if whole else None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
