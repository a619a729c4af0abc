"""The index that another process makes while pages are drawn is the one that this process would make."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_site import write_site

PROGRAM = """
import os, sys
processors, handful, config, output = sys.argv[1:]
os.cpu_count = lambda: int(processors)
import kbgen.site.search_beside as beside
beside._HANDFUL_BYTES = int(handful)
from kbgen.commands.main import main
sys.exit(main(["build", "--config", config, "--output", output]))
"""


def index_files(folder: Path, processors: int, handful_bytes: int) -> dict[str, bytes]:
    output = folder / f"site-{processors}-{handful_bytes}"
    arguments = [str(processors), str(handful_bytes), str(folder / "mkdocs.yml"), str(output)]
    subprocess.run([sys.executable, "-c", PROGRAM, *arguments], check=True, capture_output=True, env={**os.environ})
    search = output / "search"
    return {path.relative_to(search).as_posix(): path.read_bytes() for path in search.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform != "linux", reason="no process is copied here")
def test_an_index_that_comes_in_parts_from_another_process_is_whole(tmp_path: Path) -> None:
    write_site(tmp_path, settings="cache: off\n")
    alone = index_files(tmp_path, 1, 1)
    assert "manifest.json" in alone
    assert index_files(tmp_path, 2, 1) == alone
    assert index_files(tmp_path, 2, 1_000_000_000) == alone
