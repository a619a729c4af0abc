"""What former commits made, for tests to go on with; README.md says what it is and that nobody edits it."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import psycopg
import pytest
from store_backend import Backend, SqliteBackend
from tar_files import unpack

from kbgen.errors import ConfigError
from kbgen.settings.site import load
from search_analytics.store.search_log import AT_HOME_K

ROOT = Path(__file__).parents[1]
SETS = sorted(path.parent for path in ROOT.glob("tests/kept/*/shop"))
EACH_SET = pytest.mark.parametrize("kept", SETS, ids=lambda kept: kept.name)
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
PERIOD = ("--since", "2026-10-01", "--until", "2026-11-22")
BUILD_DAY = "1795305600"
_SETTING = re.compile(r"(?:unknown|the) setting '([\w.-]+)'")
_RENAMED = {"no_click": "unclicked"}
"""Names in what commands write for programs, and what they became; a line of the changelog says so of each."""

_LEARNT = ("紅包袋", "訂製利是封", "滑鼠墊")
"""Titles of gaps that have another id since a table knows what else their words are called; the changelog names them."""


def unpack_site(kept: Path, folder: Path) -> Path:
    """Write the built portal of a set into a folder and return it."""
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress((kept / "site.tar.xz").read_bytes()))) as archive:
        unpack(archive, folder)
    return folder


def restore(kept: Path, backend: Backend) -> None:
    """Put the store of a set where an empty one is expected."""
    if isinstance(backend, SqliteBackend):
        backend.path.write_bytes(gzip.decompress((kept / "store/searches.sqlite3.gz").read_bytes()))
    else:
        script = gzip.decompress((kept / "store/searches.postgres.sql.gz").read_bytes())
        with psycopg.connect(backend.location) as connection:
            connection.execute(script)


def sent_bodies(kept: Path) -> list[bytes]:
    """Return the bodies of requests to a collector: those that the page's script sent, then odd ones, in that order."""
    return [line for name in ("bodies", "odd-bodies") for line in (kept / f"page/{name}.ndjson").read_bytes().splitlines()]


def expected(path: Path) -> Any:
    """Return what a set says, as JSON."""
    return json.loads(path.read_text("utf-8"))


def with_names_of_today(wanted: Any) -> Any:
    """Return what a set says, under the names that the changelog gives it now."""
    if isinstance(wanted, list):
        return [with_names_of_today(inner) for inner in wanted]
    if not isinstance(wanted, dict):
        return wanted
    for former in _RENAMED.keys() & wanted:
        said = rf"(?m)^- .*`{former}`.*\n.* now `{_RENAMED[former]}`"
        assert re.search(said, CHANGELOG), f"the changelog is silent about {former}"
    return {_RENAMED.get(name, name): with_names_of_today(inner) for name, inner in wanted.items()}


def without_what_few_failed(report: dict[str, Any]) -> dict[str, Any]:
    """Return a kept report without gaps that fewer visitor-days than agree failed with: these are held back now."""
    assert "A gap is shown when at least three networks failed with it" in CHANGELOG
    few = [gap for gap in report["gaps"] if gap["failed"] < AT_HOME_K]
    held = dict(report["held_back"])
    held["searches"] += sum(gap["failed"] for gap in few)
    held["phrases"] += len(few)
    return report | {"gaps": [gap for gap in report["gaps"] if gap not in few], "held_back": held}


def gaps_of_today(wanted: list[Any], found: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return gaps, kept and found, by id, without those whose words a table has learnt since.

    Each of these is there, and has lost no search. Which comes first follows what failures cost, which is reckoned otherwise
    now, as the changelog says.
    """
    assert "Gaps, report, digest and replay count by [one definition]" in CHANGELOG
    for title in _LEARNT:
        assert title in CHANGELOG, f"the changelog is silent about {title}"
        (before,), (now,) = ([gap for gap in gaps if gap["title"] == title] for gaps in (wanted, found))
        assert now["searches"] >= before["searches"]
    kept = ([gap for gap in gaps if gap["title"] not in _LEARNT] for gaps in (wanted, found))
    return tuple(sorted(gaps, key=lambda gap: str(gap["id"])) for gaps in kept)  # type: ignore[return-value]


def as_far_as(wanted: Any, found: Any) -> Any:
    """Return of `found` what `wanted` has a name for: a later commit may say more, but nothing else, and not less."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {name: as_far_as(inner, found[name]) for name, inner in wanted.items() if name in found}
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [as_far_as(inner, other) for inner, other in zip(wanted, found, strict=True)]
    return found


def build(config: Path) -> None:
    """Build the portal of a set with today's kbgen, over what was built before."""
    accept(config)
    command = [sys.executable, "-m", "kbgen", "build", "--config", str(config)]
    done = subprocess.run(command, env=os.environ | {"SOURCE_DATE_EPOCH": BUILD_DAY}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def accept(config: Path) -> None:
    """Make a configuration one that is read: take out what today's kbgen names as gone, as its message and the changelog say.

    Of a setting that is gone the message says where it stands, and a line of the changelog what to do.
    """
    for _ in range(20):
        try:
            load(config)
        except ConfigError as error:
            message = str(error)
            gone = _SETTING.search(message)
            assert gone is not None, message
            assert re.search(rf"{re.escape(config.name)}:\d+: .*\n  hint: .", message), message
            name = gone[1].rpartition(".")[2]
            assert re.search(rf"(?i)setting.*`{name}`|`{name}`.*setting", CHANGELOG), f"the changelog is silent about {name}"
            _take_out(config, int(message.partition(f"{config.name}:")[2].partition(":")[0]))
        else:
            return


def _take_out(config: Path, line: int) -> None:
    """Remove a setting, with the lines below it that are further to the right."""
    lines = config.read_text("utf-8").splitlines(keepends=True)
    indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    end = line
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    config.write_text("".join(lines[: line - 1] + lines[end:]), "utf-8")
