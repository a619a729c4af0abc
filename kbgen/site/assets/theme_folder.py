"""Where the portal's own theme lives: inside an installed kbgen, or beside it in the repository; nobody else looks for it."""

from __future__ import annotations

from pathlib import Path

import kbgen
from kbgen.errors import KbgenError


def theme_folder() -> Path:
    """Return the folder of templates, styles and scripts. Raises KbgenError when the installation lacks it."""
    package = Path(kbgen.__file__).parent
    for folder in (package / "_theme", package.parent / "theme"):
        if (folder / "strings.yml").is_file():
            return folder
    raise KbgenError("the theme of kbgen is missing from its installation", hint="install kbgen again")
