"""The files of an index, kept as they were packed: after most edits nearly all are those of the last build."""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Sequence

import msgspec

from kbgen.index.codec import folder_name, header, pack, single_name
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest


class IndexFiles:
    """Collects the files of an index. by_name: their bytes. kept: values of the cache."""

    def __init__(self, kept: KeptValues) -> None:
        self.by_name: dict[str, bytes] = {}
        self._kept = kept
        said = repr((sys.version, zlib.ZLIB_RUNTIME_VERSION)).encode()
        self._name = hashlib.blake2b(package_digest("index/codec.py") + said, digest_size=DIGEST_BYTES).hexdigest()
        self._known = kept.load_as(self._name, dict[bytes, bytes]) or {}
        self._used: dict[bytes, bytes] = {}

    def add(self, place: str, payload: bytes) -> str:
        """Add a single file, and return its name."""
        name = single_name(place, payload)
        self.by_name[f"{name}.bin"] = self._packed(place, payload)
        return name

    def add_numbered(self, payloads: Sequence[bytes]) -> str:
        """Add a folder of files, and return its name."""
        name = folder_name(payloads)
        for number, payload in enumerate(payloads):
            self.by_name[f"{name}/{number}.bin"] = self._packed(f"{name}/{number}", payload)
        return name

    def keep(self) -> None:
        """Keep what was packed for this index, and nothing else."""
        if self._used.keys() != self._known.keys():
            self._kept.store(self._name, msgspec.msgpack.encode(self._used))

    def _packed(self, place: str, payload: bytes) -> bytes:
        digest = hashlib.blake2b(header(place) + payload, digest_size=DIGEST_BYTES).digest()
        packed = self._known.get(digest) or pack(place, payload)
        self._used[digest] = packed
        return packed
