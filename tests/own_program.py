"""Runs programs that are a process of kbgen's own, which may be copied."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

_BEGIN = """
import os, signal
from kbgen.errors import KbgenError
from kbgen.processes import beside, spread
from kbgen.this_process import own_this_process
own_this_process()
"""


def run_program(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, where each warning is an error."""
    program = _BEGIN + textwrap.dedent(code)
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
