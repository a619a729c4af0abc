"""The theme as it is published where its scripts are bundled: the bytes that readers get."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.site.assets.bundles import Bundles, read_bundles
from kbgen.site.assets.published_assets import published_assets
from kbgen.site.assets.theme_folder import theme_folder


def theme_files() -> Mapping[str, bytes]:
    """Return scripts, styles and icons as they are written, by path in the theme."""
    theme = theme_folder()
    return {path.relative_to(theme).as_posix(): path.read_bytes() for path in theme.glob("assets/**/*.*")}


def fresh_bundles() -> Bundles:
    """Return the bundles of this checkout. Fails where there are none, or where a module has changed since."""
    bundles = read_bundles(theme_folder())
    assert bundles, "the scripts are not bundled: npm run bundle"
    changed = bundles.changed(theme_files())
    assert not changed, f"{changed} has changed since the scripts were bundled: npm run bundle"
    return bundles


def bundled_assets() -> Mapping[str, bytes]:
    """Return what a site publishes, by path in the theme."""
    return published_assets(theme_files(), fresh_bundles())
