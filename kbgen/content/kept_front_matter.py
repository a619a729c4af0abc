"""What writers declared on top of articles, kept from build to build: the YAML of an article is read once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from kbgen.content.front_matter import read_front_matter
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import FrontMatter
from kbgen.settings.fields import Report

_CODE = ("content", "settings", "model.py")


class _Read(msgspec.Struct, array_like=True, frozen=True):
    """What was read of one text. reported: line, code, message and hint of each problem."""

    front: FrontMatter
    reported: tuple[tuple[int, str, str, str], ...]


class KeptFrontMatter:
    """Reads front matter, each text once. folder: of the cache; without one it remembers those of this build alone."""

    def __init__(self, folder: Path | None) -> None:
        self._kept = KeptValues(folder, "front-matter", most_unused=0)
        self._name = hashlib.blake2b(package_digest(*_CODE), digest_size=DIGEST_BYTES).hexdigest() if folder else ""
        self._known = self._kept.load_as(self._name, dict[str, _Read]) or {}
        self._used: dict[str, _Read] = {}

    def read(self, yaml_text: str | None, report: Report) -> FrontMatter:
        """Return what `read_front_matter` does of the same text, and report the same."""
        if yaml_text is None:
            return read_front_matter(None, report)
        found = self._used.get(yaml_text) or self._known.get(yaml_text) or _read(yaml_text)
        self._used[yaml_text] = found
        for said in found.reported:
            report(*said)
        return found.front

    def keep(self) -> None:
        """Keep what this build read, and nothing else."""
        if self._used.keys() != self._known.keys():
            self._kept.store(self._name, msgspec.msgpack.encode(self._used))
        self._kept.sweep()


def _read(yaml_text: str) -> _Read:
    reported: list[tuple[int, str, str, str]] = []
    front = read_front_matter(yaml_text, lambda *said: reported.append(said))
    return _Read(front, tuple(reported))
