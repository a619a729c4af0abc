"""Files that nobody ever reads half of: below all stages, for commands and the editors' half both write them."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write through a file beside it, so that whoever reads finds the former one or the whole new one.

    Makes the folder. Two processes that write one file do not meet in the one beside it. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)
