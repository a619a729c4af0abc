"""Files of a set, in one order and without the time they were made; and the programs that make them."""

from __future__ import annotations

import contextlib
import io
import json
import lzma
import subprocess
import tarfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any


def json_lines(rows: Sequence[object]) -> str:
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def pack(folder: Path, archive: Path) -> None:
    """Write the same bytes for the same files."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as tar:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
                entry.size = path.stat().st_size
                tar.addfile(entry, io.BytesIO(path.read_bytes()))
    archive.write_bytes(lzma.compress(content.getvalue(), preset=9 | lzma.PRESET_EXTREME))


def plain(value: Any, root: Path) -> Any:
    """Settings as JSON: paths relative to the configuration, and no lines of it, which only messages name."""
    if isinstance(value, dict):
        return {str(key): plain(inner, root) for key, inner in value.items() if key != "line"}
    if isinstance(value, list | tuple):
        return [plain(inner, root) for inner in value]
    if isinstance(value, Path):
        return value.relative_to(root.resolve()).as_posix()
    return value.isoformat() if isinstance(value, date) else value


def printed(command: Any, *arguments: str) -> str:
    return printed_bytes(command, *arguments).decode("utf-8")


def printed_bytes(command: Any, *arguments: str) -> bytes:
    content = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(content, "utf-8", newline="", write_through=True)):
        must(command(list(arguments)))
        return content.getvalue()


def node(*arguments: str) -> str:
    return subprocess.run(["node", *arguments], capture_output=True, text=True, check=True).stdout


def must(code: int) -> None:
    assert code == 0, code
