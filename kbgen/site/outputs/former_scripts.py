"""Keep the scripts and styles that readers' open pages still use, for one deploy.

A page fetches some of its scripts late: the search with the first question, the beacon where there is a collector.
They lie in a folder named by their content (see theme_assets), so those of two builds can lie side by side.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kbgen.site.assets.theme_assets import HOME

_OWN = re.compile(rf"{re.escape(HOME)}([0-9a-f]+)/")


def keep_former_assets(former: Path, site: Path) -> int:
    """Copy the assets of the site `former` beside those of the new `site`; return the number of files.

    What the former site had kept of the one before goes, unless nothing of the assets has changed since.
    """
    own, ours = _own_folder(former), _own_folder(site)
    if not own:  # no site yet, or one without such a folder
        return 0
    names = [path.name for path in sorted((former / HOME).iterdir()) if path.is_dir()] if own == ours else [own]
    kept = [name for name in names if name != ours and (former / HOME / name).is_dir()]
    for name in kept:
        shutil.copytree(former / HOME / name, site / HOME / name)
    return sum(1 for name in kept for path in (site / HOME / name).rglob("*") if path.is_file())


def _own_folder(site: Path) -> str:
    """The folder that the first page of a site names."""
    page = site / "index.html"
    found = _OWN.search(page.read_text("utf-8", errors="replace")) if page.is_file() else None
    return found[1] if found and (site / HOME / found[1]).is_dir() else ""
