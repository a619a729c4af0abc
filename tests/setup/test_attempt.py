"""`.ci/attempt`: one line for a step, and one message when it fails."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def attempt(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / ".ci/attempt", "Installing it", *command], capture_output=True, text=True, check=False)


def test_a_step_that_works_says_one_line_and_hides_what_its_program_says() -> None:
    done = attempt("sh", "-c", "echo fetched; echo warning >&2")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Installing it\n", "")


@pytest.mark.parametrize(
    ("said", "reason", "to_do"),
    [
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError: [Errno -3] Temporary failure in "
            "name resolution'\nERROR: No matching distribution found for anyio==4.16.0",
            "the package index could not be reached",
            "network",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement x (from versions: none)",
            "could not be reached",
            "network",
        ),
        ("npm error code EAI_AGAIN", "the package index could not be reached", "run the same command again"),
        (
            "Err:1 http://deb.debian.org\n  Temporary failure resolving 'deb.debian.org'",
            "could not be reached",
            "network",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "the disk is full", "free"),
        ("npm error code ENOSPC", "the disk is full", "run the same command again"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] …'))", "certificate", "PIP_CERT"),
        ("ERROR: [Errno 13] Permission denied: '/work/.venv/lib'", "may not be written", "chown"),
        ("Error: [Errno 30] Read-only file system: '/srv/ro/.venv'", "may not be written", "chown"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7", "another installation", "wait"),
    ],
    ids=[
        "pip without network",
        "pip finds nothing",
        "npm",
        "apt",
        "full",
        "npm, full",
        "certificate",
        "permission",
        "read-only",
        "apt's lock",
    ],
)
def test_a_step_that_fails_says_once_why_and_what_to_do(said: str, reason: str, to_do: str) -> None:
    done = attempt("sh", "-c", 'echo "$1"; exit 3', "-", said)
    error, hint = done.stderr.splitlines()
    assert error.startswith("error: Installing it failed: ")
    assert reason in error
    assert hint.startswith("hint: ")
    assert to_do in hint
    assert done.returncode == 1


def test_a_failure_nobody_foresaw_shows_what_the_program_said_last() -> None:
    done = attempt("sh", "-c", "seq 100; echo the moon is too full >&2; exit 7")
    assert "the moon is too full" in done.stderr
    assert "error: Installing it failed: it ended with code 7" in done.stderr
    assert "\n5\n" not in done.stderr


def test_a_program_that_is_not_there_is_a_failure() -> None:
    done = attempt("no-such-program")
    assert done.returncode == 1
    assert "error: Installing it failed: " in done.stderr


def test_without_a_folder_for_temporary_files_that_is_said() -> None:
    environment = {"PATH": "/usr/bin:/bin", "TMPDIR": "/nowhere/tmp"}
    done = subprocess.run(
        [ROOT / ".ci/attempt", "Installing it", "true"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: no file can be written in the folder for temporary files, /nowhere/tmp\nhint: ")
