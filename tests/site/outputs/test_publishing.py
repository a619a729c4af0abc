"""Publishing: the old site or the new one, never a half of either."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kbgen.errors import UsageError
from kbgen.site.outputs import publish
from kbgen.site.outputs.publish import staged


def make_old_site(folder: Path) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text("old")
    (folder / "gone.html").write_text("old")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_first_site_appears(tmp_path):
    with staged(tmp_path / "site") as folder:
        (folder / "index.html").write_text("new")
    assert names(tmp_path) == ["site"]
    assert (tmp_path / "site/index.html").read_text() == "new"
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path):
    output = make_old_site(tmp_path / "site")
    with staged(output) as folder:
        (folder / "index.html").write_text("new")
    assert names(output) == ["index.html"]
    assert (output / "index.html").read_text() == "new"
    assert names(tmp_path) == ["site"]


def test_so_it_does_where_the_system_cannot_swap_folders(tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    test_a_new_site_takes_the_place_of_the_old_one(tmp_path)


def test_a_failed_build_leaves_the_old_site_and_nothing_else(tmp_path):
    output = make_old_site(tmp_path / "site")
    with pytest.raises(FileNotFoundError), staged(output) as folder:
        (folder / "no-such-folder" / "index.html").write_text("half")
    assert names(tmp_path) == ["site"]
    assert names(output) == ["gone.html", "index.html"]


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/cat.jpg").write_text("x")
    with pytest.raises(UsageError, match="does not look like a site"), staged(tmp_path / "photos"):
        pass
    assert names(tmp_path / "photos") == ["cat.jpg"]


def test_a_file_or_a_link_in_the_place_of_the_output_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    make_old_site(tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="is not a folder"), staged(tmp_path / name):
            pass
    assert (tmp_path / "real/index.html").read_text() == "old"


KILLED_BUILD = """
import os, signal, sys
from pathlib import Path
from kbgen.site.outputs.publish import staged
with staged(Path(sys.argv[1])) as folder:
    (folder / "index.html").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_build_leaves_behind_is_removed_by_the_next(tmp_path):
    output = make_old_site(tmp_path / "site")
    killed = subprocess.run([sys.executable, "-c", KILLED_BUILD, str(output)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(names(tmp_path)) == 2
    assert (output / "index.html").read_text() == "old"
    with staged(output) as folder:
        (folder / "index.html").write_text("new")
    assert names(tmp_path) == ["site"]


def test_the_folder_of_a_build_at_work_is_left_alone(tmp_path):
    output = tmp_path / "site"
    with staged(output) as first:
        (first / "index.html").write_text("first")
        with staged(output) as second:
            (second / "index.html").write_text("second")
        assert (first / "index.html").read_text() == "first"
    assert (output / "index.html").read_text() == "first"
    assert names(tmp_path) == ["site"]


def test_a_crash_between_two_renames_is_mended_by_the_next_build(tmp_path):
    make_old_site(tmp_path / ".site.building-abc.old")
    with pytest.raises(RuntimeError), staged(tmp_path / "site"):
        raise RuntimeError
    assert (tmp_path / "site/index.html").read_text() == "old"


@pytest.mark.skipif(not hasattr(os, "renameat2") and sys.platform != "linux", reason="needs Linux")
def test_linux_swaps_folders_in_one_step(tmp_path):
    one, other = tmp_path / "one", make_old_site(tmp_path / "other")
    one.mkdir()
    assert publish._exchange(one, other)
    assert (one / "index.html").exists()
    assert not (other / "index.html").exists()
