"""How `kbgen serve` ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from free_port import free_port


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 128 + signal.SIGTERM)], ids=["Ctrl-C", "kill"])
def test_a_served_site_says_that_it_has_ended_and_leaves_nothing_behind(make_site, tmp_path, how, code):
    place = tmp_path / "temporary"
    place.mkdir()
    command = [sys.executable, "-m", "kbgen", "serve", "--config", str(make_site()), "--port", str(free_port())]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(place)})
    assert process.stderr is not None
    while line := process.stderr.readline():
        if "Serving on" in line:
            break
    assert list(place.iterdir())
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert said == "stopped\n"
    assert process.returncode == code
    assert list(place.iterdir()) == []
