"""What commands write is there as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbgen.whole_file import replace_file


def test_a_pipe_that_is_named_as_a_file_gets_what_is_written_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "report.html"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    replace_file(pipe, "退款".encode())
    assert os.read(reader, 100).decode() == "退款"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_full_disk_is_said_of_the_file_and_not_of_the_one_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "the one beside it")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space") as raised:
        replace_file(tmp_path / "gaps.yml", b"")
    assert raised.value.filename == str(tmp_path / "gaps.yml")
    assert list(tmp_path.iterdir()) == []
