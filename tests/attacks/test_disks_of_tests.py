"""The disks that attacks run on: nothing of them is left behind, and a disk that breaks in another way than asked is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from collector_process import CollectorProcess, end_all
from failing_disk import FailingDisk, Story, turn_read_only
from mounted_disk import StillUsedError, mounted

USE_A_DISK = "import sys, time; file = open(sys.argv[1], 'w'); print('open', flush=True); time.sleep(600)"


def start_a_program(folder: Path) -> subprocess.Popen[bytes]:
    program = subprocess.Popen([sys.executable, "-c", USE_A_DISK, folder / "file"], stdout=subprocess.PIPE)
    assert program.stdout is not None
    program.stdout.readline()
    return program


def test_a_disk_that_a_program_still_uses_is_unmounted_all_the_same_and_the_program_named(
    needs_root: None, tmp_path: Path
) -> None:
    programs = []
    with pytest.raises(StillUsedError, match="print"), mounted("tmpfs", tmp_path / "disk", "-t", "tmpfs"):
        programs.append(start_a_program(tmp_path / "disk"))
    programs[0].communicate()
    assert programs[0].returncode != 0
    assert not (tmp_path / "disk").is_mount()


@pytest.fixture
def tell_of_a_disk_that_gives_up(on_a_failing_disk: Callable[[Story], None]) -> Callable[[int], list[FailingDisk]]:
    def tell(times: int) -> list[FailingDisk]:
        disks: list[FailingDisk] = []

        def story(disk: FailingDisk) -> None:
            disks.append(disk)
            if len(disks) <= times:
                turn_read_only(disk.folder)
                disk.be_well()

        on_a_failing_disk(story)
        return disks

    return tell


def test_a_story_is_told_again_where_the_disk_gave_up_altogether(
    tell_of_a_disk_that_gives_up: Callable[[int], list[FailingDisk]],
) -> None:
    assert len(tell_of_a_disk_that_gives_up(1)) == 2


def test_a_disk_that_gives_up_every_time_fails_the_test(
    tell_of_a_disk_that_gives_up: Callable[[int], list[FailingDisk]],
) -> None:
    with pytest.raises(pytest.fail.Exception, match="turned read-only"):
        tell_of_a_disk_that_gives_up(100)


def test_a_collector_that_a_failed_test_left_running_is_ended(tmp_path: Path) -> None:
    collector = CollectorProcess(str(tmp_path / "s.sqlite3"))
    collector.start()
    end_all()
    with pytest.raises(ConnectionRefusedError):
        collector.ask("/live")
