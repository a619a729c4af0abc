"""What commands write is there as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from kbgen.whole_file import replace_file


def test_a_pipe_that_is_named_as_a_file_gets_what_is_written_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "report.html"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    replace_file(pipe, "退款".encode())
    assert os.read(reader, 100).decode() == "退款"
    os.close(reader)
    assert pipe.is_fifo()
