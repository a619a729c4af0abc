"""Files that nobody ever reads half of: below all stages, for commands and the editors' half both write them."""

from __future__ import annotations

import secrets
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write through a file beside it, so that whoever reads finds the former one or the whole new one.

    What is there and is no file, such as a device or a pipe, is written to as it is. Makes the folder. Two processes or threads
    that write one file do not meet in the one beside it. Raises OSError.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # a process id does not tell threads apart, nor containers that share a folder
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as stream:
            stream.write(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        error.filename, error.filename2 = str(path), None  # not the one beside it, nor none, as where a disk is full
        raise
