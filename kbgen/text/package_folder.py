"""Where a package lies, without importing it: some load far more than is wanted of them, in every build."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def package_folder(package: str) -> Path:
    """Return the folder of a package. Raises ModuleNotFoundError."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"no package {package!r}, which kbgen needs", name=package)
    return Path(spec.submodule_search_locations[0])
