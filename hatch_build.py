"""No archive of kbgen without the bundles of its scripts, made of just the modules that it holds."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WITHOUT = "KBGEN_WITHOUT_BUNDLES"


class BundleHook(BuildHookInterface[Any]):
    """Looks at theme/bundles before a wheel or a source archive is made. It runs no other program."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Stop where the bundles are missing or stale, and say how to make them."""
        if version == "editable" or os.environ.get(WITHOUT):
            return  # where bundles do not fit, a site build publishes the modules as they are
        if fault := _fault(Path(self.root)):
            sys.exit(
                f"error: {fault}\nhint: 'make bundles' makes them and needs Node 20 or newer; "
                f"with {WITHOUT}=1 sites publish every module as it is, which is more for readers to fetch"
            )


def _fault(root: Path) -> str:
    place = root / "kbgen/site/assets/bundles.py"
    spec = importlib.util.spec_from_file_location("kbgen_bundles", place)
    assert spec is not None  # noqa: S101 - it is part of this checkout, as the loader of Python files is of Python
    assert spec.loader is not None  # noqa: S101
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    bundles = module.read_bundles(root / "theme")
    if bundles is None:
        return "the scripts of the theme are not bundled"
    files = {path.relative_to(root / "theme").as_posix(): path.read_bytes() for path in root.glob("theme/assets/*/*.js")}
    changed = bundles.changed(files)
    return f"theme/{changed} has changed since the scripts were bundled" if changed else ""
