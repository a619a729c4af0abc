"""The files of an index, kept as they were packed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from kbgen.index import files as index_files
from kbgen.index.codec import folder_name, pack, single_name
from kbgen.index.files import IndexFiles
from kbgen.kept_values import KeptValues


def _made(folder: Path | None, text: bytes) -> IndexFiles:
    files = IndexFiles(KeptValues(folder, "index", most_unused=1))
    files.add("forms", text)
    files.add_numbered([text, b"another"])
    files.keep()
    return files


def test_files_have_the_names_and_bytes_of_the_format(tmp_path: Path) -> None:
    folder = folder_name([b"one", b"another"])
    assert _made(tmp_path, b"one").by_name == {
        f"{single_name('forms', b'one')}.bin": pack("forms", b"one"),
        f"{folder}/0.bin": pack(f"{folder}/0", b"one"),
        f"{folder}/1.bin": pack(f"{folder}/1", b"another"),
    }


def test_what_the_last_build_packed_is_not_packed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _made(tmp_path, b"one").by_name
    monkeypatch.setattr(index_files, "packed", None)
    assert _made(tmp_path, b"one").by_name == first


def test_what_changed_is_packed_and_the_rest_is_as_in_a_first_build(tmp_path: Path) -> None:
    _made(tmp_path, b"one")
    assert _made(tmp_path, b"two").by_name == _made(None, b"two").by_name


def test_a_file_that_something_else_stands_for_is_made_once_and_again_when_that_changes(tmp_path: Path) -> None:
    asked: list[bytes] = []

    def text(said: bytes) -> bytes:
        asked.append(said)
        return b"text of " + said

    for said in (b"one", b"one", b"two"):
        files = IndexFiles(KeptValues(tmp_path, "index", most_unused=0))
        name = files.add_said("text/en/a", said, partial(text, said))
        assert files.by_name == {f"{name}.bin": pack("text/en/a", b"text of " + said)}
        assert name == single_name("text/en/a", b"text of " + said)
        files.keep()
    assert asked == [b"one", b"two"]
