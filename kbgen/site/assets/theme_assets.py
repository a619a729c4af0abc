"""The portal's own scripts, styles and icons under an address that changes whenever one of them does.

All of them share one folder, so that scripts find each other by relative addresses, a browser may keep every file for ever,
and a page that stays open never meets scripts of another build.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

SOURCES = ("assets/portal/", "assets/search/", "assets/analytics/", "assets/embed/")
"""Where the theme keeps them."""

HOME = "assets/kbgen/"
"""Where the site has them, below a folder named by their content."""


@dataclass(frozen=True, slots=True)
class ThemeAssets:
    """folder: their address relative to the root of the site, with a slash at the end. files: by path below it."""

    folder: str
    files: Mapping[str, bytes]

    def integrity(self, path: str) -> str:
        """Return the subresource integrity of a file: with it, a browser takes these bytes or none."""
        return "sha256-" + b64encode(hashlib.sha256(self.files[path]).digest()).decode()


def theme_assets(files: Mapping[str, bytes]) -> ThemeAssets:
    """Return the assets of `files`, whose paths are those of the theme: `assets/portal/portal.js`."""
    digest = hashlib.blake2b(digest_size=6)
    own = {path.removeprefix("assets/"): files[path] for path in sorted(files) if path.startswith(SOURCES)}
    for path, content in own.items():
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return ThemeAssets(f"{HOME}{digest.hexdigest()}/", own)
