"""The one cache of builds: whole or missing, shared by builds that run at once, and no larger than it should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbgen.errors import KbgenError
from kbgen.kept_values import KeptSize, KeptValues, code_digest, forget, kept_sizes, unkept

NAMES = ("aa01", "aa02", "bb03")


def kept(folder: Path | None, most_unused: int = 0) -> KeptValues:
    return KeptValues(folder, "render", most_unused=most_unused)


def filled(folder: Path) -> KeptValues:
    values = kept(folder)
    for name in NAMES:
        values.store(name, name.encode())
    return values


def test_a_value_comes_back_as_it_was_kept(tmp_path):
    filled(tmp_path)
    assert [kept(tmp_path).load(name) for name in NAMES] == [b"aa01", b"aa02", b"bb03"]


def test_without_a_folder_nothing_is_kept():
    values = kept(None)
    values.store("aa01", b"x")
    values.sweep()
    assert values.load("aa01") is None


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 400])
def test_a_damaged_value_counts_as_missing(tmp_path, damage):
    filled(tmp_path)
    (tmp_path / "render/aa/aa01").write_bytes(damage)
    assert kept(tmp_path).load("aa01") is None


def test_a_build_that_sweeps_keeps_what_it_used_and_stored(tmp_path):
    filled(tmp_path)
    values = kept(tmp_path)
    values.load("aa02")
    values.store("cc04", b"new")
    values.sweep()
    assert sorted(path.name for path in tmp_path.glob("render/*/*")) == ["aa02", "cc04"]


def test_two_builds_may_sweep_one_folder_at_once(tmp_path, monkeypatch):
    filled(tmp_path)
    listed = Path.glob

    def removed_by_another(folder: Path, pattern: str) -> list[Path]:
        found = sorted(listed(folder, pattern))
        found[0].unlink()
        return found

    monkeypatch.setattr(Path, "glob", removed_by_another)
    kept(tmp_path).sweep()
    monkeypatch.undo()
    assert list(tmp_path.glob("render/*/*")) == []


def test_what_another_build_is_writing_stays(tmp_path):
    filled(tmp_path)
    half = tmp_path / "render/aa/.aa09.77.part"
    half.write_bytes(b"x")
    kept(tmp_path).sweep()
    assert list(tmp_path.glob("render/*/*")) == [half]


def test_a_file_that_a_killed_build_left_half_written_goes_after_a_day(tmp_path):
    filled(tmp_path)
    half = tmp_path / "render/aa/.aa09.77.part"
    half.write_bytes(b"x")
    os.utime(half, (1, 1))
    kept(tmp_path, most_unused=9).sweep()
    assert not half.exists()


def test_what_former_builds_left_is_bounded_in_bytes_and_the_newest_of_it_stays(tmp_path, monkeypatch):
    monkeypatch.setattr("kbgen.kept_values.MOST_UNUSED_BYTES", 50)
    filled(tmp_path)
    for age, name in enumerate(NAMES):
        os.utime(tmp_path / "render" / name[:2] / name, (1_000 + age, 1_000 + age))
    kept(tmp_path, most_unused=9).sweep()
    assert sorted(path.name for path in tmp_path.glob("render/*/*")) == ["aa02", "bb03"]


def test_a_cache_is_emptied_of_what_builds_kept_and_of_nothing_else(tmp_path):
    filled(tmp_path)
    (tmp_path / "notes/aa").mkdir(parents=True)
    (tmp_path / "notes/aa/mine.md").write_text("x")
    assert kept_sizes(tmp_path) == (KeptSize("render", 3, 60),)
    forget(tmp_path)
    assert kept_sizes(tmp_path) == ()
    assert (tmp_path / "notes/aa/mine.md").exists()
    kept(tmp_path).store("aa01", b"again")  # as a build does that was at work meanwhile
    assert kept(tmp_path).load("aa01") == b"again"


def test_the_digest_of_code_changes_with_a_table_below_the_folder(tmp_path):
    table = tmp_path / "data/words.tsv"
    table.parent.mkdir()
    table.write_text("a\n")
    before = code_digest(tmp_path)
    table.write_text("b\n")
    assert code_digest(tmp_path) != before


def test_two_threads_that_keep_one_value_both_go_on(tmp_path, monkeypatch):
    replace, entered = Path.replace, []

    def replaced(part: Path, target: Path) -> Path:
        if not entered:  # the other thread comes in between: it writes and names its file first
            entered.append(part)
            kept(tmp_path).store("aa01", b"same picture")
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", replaced)
    kept(tmp_path).store("aa01", b"same picture")
    assert kept(tmp_path).load("aa01") == b"same picture"
    assert [path.name for path in (tmp_path / "render/aa").iterdir()] == ["aa01"]


def test_a_cache_that_is_emptied_leaves_what_a_build_is_just_writing(tmp_path, monkeypatch):
    replace = Path.replace

    def replaced(part: Path, target: Path) -> Path:
        forget(tmp_path)
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", replaced)
    kept(tmp_path).store("aa01", b"x")
    assert kept(tmp_path).load("aa01") == b"x"


def test_a_write_that_fails_leaves_no_half_file(tmp_path):
    (tmp_path / "render/aa/aa01").mkdir(parents=True)
    kept(tmp_path).store("aa01", b"x")
    assert [f"the cache {tmp_path} cannot be written: Is a directory" in said for said in unkept()] == [True]
    assert [path.name for path in (tmp_path / "render/aa").iterdir()] == ["aa01"]


def test_a_cache_that_cannot_be_emptied_is_named(tmp_path, monkeypatch):
    kept(tmp_path).store("aa01", b"x")

    def refused(path, missing_ok=False):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(KbgenError, match=f"the cache {tmp_path} cannot be written: Read-only file system"):
        forget(tmp_path)
    KeptValues(tmp_path, "render", most_unused=0).sweep()
    assert [f"the cache {tmp_path} cannot be written: Read-only file system" in said for said in unkept()] == [True]
    assert unkept() == ()
