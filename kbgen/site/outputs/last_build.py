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
from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True, slots=True)
class _Found:
    """What is told of everything that a build will read, without reading it; as in `Inputs`."""

    circumstances: str
    stamps: Mapping[str, Stamp]
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
    problems: msgspec.Raw


class LastBuild:
    """What is known of the last build of a site into a folder."""

    def __init__(self, settings: Settings, output: Path) -> None:
        self._settings = settings
        self._output = output
        self._kept = KeptValues(settings.cache, "build", most_unused=_KEEP_UNUSED)
        self._name = hashlib.blake2b(os.fsencode(output) + b"\0" + os.fsencode(settings.file), digest_size=16).hexdigest()
        self._record: _Record | None = None
        self._found: _Found | None = None

    def told(self) -> dict[str, Any] | None:
        """Return what the last build told of itself, where one now would write what lies there; None where it might not.

        `problems` of it are its problems.
        """
        record = self._record = self._kept.load_as(self._name, _Record)
        if record is None:
            return None
        try:
            found = self._found = self._look()
            same = (
                record.circumstances == found.circumstances
                and are_as_before(found.stamps, record.stamps, record.digests, record.taken_ns)
                and stamps_below(self._output) == record.site
            )
        except (UntrackedError, OSError):  # the build itself says what is wrong with a file
            return None
        if not same or self._is_time(record.told.get("next_change")):
            return None
        return {**record.told, "problems": self.problems()}

    def problems(self) -> list[Problem]:
        """Return the problems of the last build; none where nothing is known of it. `told` was asked before."""
        if self._record is None:
            return []
        path_of = cache(Path)  # of one file there may be many problems
        return msgspec.msgpack.decode(self._record.problems, type=list[Problem], dec_hook=lambda _, text: path_of(text))

    def _is_time(self, next_change: float | None) -> bool:
        """Tell whether an article or a notice has come or gone since."""
        return next_change is not None and self._settings.now.timestamp() >= next_change

    def inputs(self) -> Inputs | None:
        """Return what a build is about to read; None where that cannot be told, or where nobody keeps it."""
        if self._settings.cache is None:
            return None
        try:
            found, record = self._found or self._look(), self._record
            known = (record.stamps, record.digests, record.taken_ns) if record else ({}, {}, 0)
            return Inputs(found.circumstances, found.stamps, digests_of(found.stamps, *known), found.taken_ns)
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
        return {
            path: digest
            for path, digest in self._record.contents.items()
            if (stamp := now.get(root + path)) and stamp == before.get(root + path)
        }

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
            problems=msgspec.Raw(_encoded(told["problems"])),
        )
        self._kept.store(self._name, msgspec.msgpack.encode(record))
        self._kept.sweep()

    def _look(self) -> _Found:
        taken_ns = time.time_ns()
        stamps = dict(_own_stamps())
        for place in places_of_site(self._settings):
            stamps |= stamps_below(place)
        return _Found(self._circumstances(), stamps, taken_ns)

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


def _encoded(problems: Iterable[Problem]) -> bytes:
    """Return problems as MessagePack; the text of a path is made once for all that stand one after the other."""
    path, text = None, ""

    def text_of(named: Path) -> str:
        nonlocal path, text
        if named is not path:
            path, text = named, named.as_posix()
        return text

    return msgspec.msgpack.encode(list(problems), enc_hook=text_of)
