"""The last build into a folder: where nothing that it read has changed, nor what it wrote, the next one has nothing to do.

What a build reads: the configuration, the files it names, the content folder with what is not published, the theme and the
site's own templates, kbgen, the packages installed beside it, the day, and variables of the environment where the configuration
names any. Who runs a plugin or a hook that kbgen does not know gets no such shortcut, for it may read anything.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import kbgen
from kbgen.errors import Problem
from kbgen.file_stamps import Stamp, UntrackedError, are_as_before, digests_of, stamps_below
from kbgen.kept_values import KeptValues
from kbgen.settings.site import Settings
from kbgen.site.assets.theme_folder import theme_folder

_KEEP_UNUSED = 20
_NOT_READ = frozenset({"root", "output", "cache"})
_PACKAGES = (".dist-info", ".egg-info")
_ENVIRONMENT = re.compile(r"!ENV[ \t]+(\[[^]]*\]|[^\s,}\]]+)")
_NAME = re.compile("[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a build reads, as it was before it read it.

    circumstances: a hash of what no file holds. stamps, digests: of files, by path. taken_ns: since 1970.
    """

    circumstances: str
    stamps: Mapping[str, Stamp]
    digests: Mapping[str, str]
    taken_ns: int


class _Record(msgspec.Struct, forbid_unknown_fields=True):
    """What is kept. stamps, digests, taken_ns: of what was read. site: stamps of what was written. told, problems: by the build.

    contents: what stands for the content of written files, by their paths below the site.
    """

    circumstances: str
    stamps: Mapping[str, Stamp]
    digests: Mapping[str, str]
    taken_ns: int
    site: Mapping[str, Stamp]
    contents: Mapping[str, bytes]
    told: dict[str, Any]
    problems: Sequence[Problem]


class LastBuild:
    """What is known of the last build of a site into a folder."""

    def __init__(self, settings: Settings, output: Path) -> None:
        self._settings = settings
        self._output = output
        self._kept = KeptValues(settings.cache, "build", most_unused=_KEEP_UNUSED)
        self._name = hashlib.blake2b(os.fsencode(output) + b"\0" + os.fsencode(settings.file), digest_size=16).hexdigest()
        self._record: _Record | None = None

    def told(self) -> dict[str, Any] | None:
        """Return what the last build told of itself, where one now would write what lies there; None where it might not.

        `problems` of it are its problems.
        """
        record = self._record = _decoded(self._kept.load(self._name))
        if record is None:
            return None
        try:
            same = (
                record.circumstances == self._circumstances()
                and are_as_before(self._stamps(), record.stamps, record.digests, record.taken_ns)
                and stamps_below(self._output) == record.site
            )
        except (UntrackedError, OSError):  # the build itself says what is wrong with a file
            return None
        if not same or self._is_time(record.told.get("next_change")):
            return None
        return {**record.told, "problems": record.problems}

    def _is_time(self, next_change: float | None) -> bool:
        """Tell whether an article or a notice has come or gone since."""
        return next_change is not None and self._settings.now.timestamp() >= next_change

    def inputs(self) -> Inputs | None:
        """Return what a build is about to read; None where that cannot be told, or where nobody keeps it."""
        if self._settings.cache is None:
            return None
        taken_ns = time.time_ns()
        try:
            stamps, record = self._stamps(), self._record
            known = (record.stamps, record.digests, record.taken_ns) if record else ({}, {}, 0)
            return Inputs(self._circumstances(), stamps, digests_of(stamps, *known), taken_ns)
        except (UntrackedError, OSError):
            return None

    def contents(self) -> Mapping[str, bytes]:
        """Return what stands for each file of the site that is certainly as the last build wrote it, by its path below the site.

        `told` was asked before.
        """
        if self._record is None:
            return {}
        try:
            now, before, root = stamps_below(self._output), self._record.site, f"{self._output}/"
        except (UntrackedError, OSError):  # whatever that is, no build of ours wrote it
            return {}
        contents = self._record.contents
        return {path: contents[path] for path in contents if (whole := root + path) in now and now[whole] == before.get(whole)}

    def keep(self, inputs: Inputs, told: Mapping[str, Any], site: Mapping[str, Stamp], contents: Mapping[str, bytes]) -> None:
        """Keep what a build read, wrote, and told of itself.

        inputs: as they were before it. site: stamps of all that it wrote. contents: what stands for it, as `contents` returns.
        """
        record = _Record(
            circumstances=inputs.circumstances,
            stamps=inputs.stamps,
            digests=inputs.digests,
            taken_ns=inputs.taken_ns,
            site=site,
            contents=contents,
            told={name: value for name, value in told.items() if name != "problems"},
            problems=told["problems"],
        )
        self._kept.store(self._name, msgspec.msgpack.encode(record, enc_hook=cache(Path.as_posix)))
        self._kept.sweep()

    def _stamps(self) -> dict[str, Stamp]:
        found = dict(_own_stamps())
        for place in places_of_site(self._settings):
            found |= stamps_below(place)
        return found

    def _circumstances(self) -> str:
        texts = [file.read_text("utf-8", errors="replace") for file in self._settings.files]
        told = (
            kbgen.__version__,
            sys.version,
            platform.machine(),
            self._settings.today.isoformat(),
            os.environ.get("SOURCE_DATE_EPOCH"),
            [_variables(text) for text in texts],
            _packages(),
            _program(self._settings),
        )
        return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def places_of_site(settings: Settings) -> tuple[Path, ...]:
    """Return every file and folder of a site's own that a build reads: whatever path the settings hold, but where it writes."""
    named = (getattr(settings, field.name) for field in fields(settings) if field.name not in _NOT_READ)
    return (*settings.files, *(path for path in named if isinstance(path, Path)))


def _variables(text: str) -> list[tuple[str, str | None]]:
    """Return the variables that a configuration names, with their values; all there are where it names them in another way."""
    found = _ENVIRONMENT.findall(text)
    if len(found) < text.count("!ENV"):
        return sorted(os.environ.items())
    return [(name, os.environ.get(name)) for name in _NAME.findall(" ".join(found))]


def _program(settings: Settings) -> list[tuple[str, int]]:
    """Return what draws diagrams: once it is installed, or started otherwise, there is something to do."""
    files = (settings.mermaid.found(), settings.mermaid.puppeteer)
    return [(str(file), file.stat().st_mtime_ns) for file in files if file]


@cache  # what a process has loaded does not change any more
def _own_stamps() -> Mapping[str, Stamp]:
    """Return the stamps of kbgen's own code, tables, templates, scripts and styles."""
    found: dict[str, Stamp] = {}
    for folder in (Path(kbgen.__file__).parent, theme_folder()):
        found |= stamps_below(folder, lambda name: name == "__pycache__")
    return found


def _packages() -> list[tuple[str, int]]:
    """Return the packages installed, with their versions in the names, and when each came."""
    found: set[tuple[str, int]] = set()
    for folder in map(Path, sys.path):
        if folder.is_dir():
            with os.scandir(folder) as entries:
                found.update((entry.path, entry.stat().st_mtime_ns) for entry in entries if entry.name.endswith(_PACKAGES))
    return sorted(found)


def _decoded(payload: bytes | None) -> _Record | None:
    path_of = cache(Path)  # of one file there may be many problems
    try:
        return msgspec.msgpack.decode(payload, type=_Record, dec_hook=lambda _, text: path_of(text)) if payload else None
    except msgspec.DecodeError:  # of another version
        return None
