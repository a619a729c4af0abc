"""Builds a portal, and serves it with the headers that it tells hosts to send."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kbgen.commands.static_server import StaticServer

ROOT = Path(__file__).parents[2]
BUILD_DAY = "1795305600"  # 2026-11-22: days off are listed from the day of the build


def build(config: Path, output: Path, endpoint: str, day: str = BUILD_DAY) -> Path:
    """Build a portal as on a day (seconds since 1970) that sends its searches to a collector, and return its folder."""
    command = [sys.executable, "-m", "kbgen", "build", "--config", str(config), "--output", str(output)]
    environment = os.environ | {"KBGEN_COLLECTOR": endpoint, "SOURCE_DATE_EPOCH": day}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return output


def headers_for_all(site: Path) -> dict[str, str]:
    """Return what the site tells hosts to send with every file.

    Its policy makes an error of anything inline, of any third party and of any unsafe way to write HTML.
    """
    first_rule = (site / "_headers").read_text("utf-8").partition("\n\n")[0]
    pattern, *lines = first_rule.splitlines()
    assert pattern == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


@contextmanager
def serving(site: Path, base: str) -> Iterator[str]:
    with StaticServer(site, base=base, headers=headers_for_all(site)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()
