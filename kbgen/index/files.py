"""The files of an index, kept as they were packed: after most edits nearly all are those of the last build."""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Callable, Sequence

import msgspec

from kbgen.index.codec import folder_name, header, name_of, packed, payload_digest
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest

_CODE = ("index/codec.py", "index/files.py", "index/build.py")
"""What makes names and payloads."""


class _Kept(msgspec.Struct, array_like=True):
    """packed: by what stands for a file, as it was packed. names: of those that something else than their payload stands for."""

    packed: dict[bytes, bytes] = {}
    names: dict[bytes, str] = {}


class IndexFiles:
    """Collects the files of an index. by_name: their bytes. kept: values of the cache.

    payloads: what stands for the payload of each numbered file, by its name without an ending.
    """

    def __init__(self, kept: KeptValues) -> None:
        self.by_name: dict[str, bytes] = {}
        self.payloads: dict[str, bytes] = {}
        self._kept = kept
        said = repr((sys.version, zlib.ZLIB_RUNTIME_VERSION)).encode()
        self._name = hashlib.blake2b(package_digest(*_CODE) + said, digest_size=DIGEST_BYTES).hexdigest()
        self._known = kept.load_as(self._name, _Kept) or _Kept()
        self._used = _Kept()

    def add(self, place: str, payload: bytes) -> str:
        """Add a single file, and return its name."""
        whole = header(place) + payload
        name = name_of(whole)
        self.by_name[f"{name}.bin"] = self._packed(whole)
        return name

    def add_said(self, place: str, said: bytes, make: Callable[[], bytes]) -> str:
        """Add a single file, and return its name; the payload is made where no build has packed it. said: stands for it."""
        digest = hashlib.blake2b(header(place) + said, digest_size=DIGEST_BYTES).digest()
        name, made = self._known.names.get(digest), self._known.packed.get(digest)
        if name is None or made is None:
            whole = header(place) + make()
            name, made = name_of(whole), packed(whole)
        self._used.names[digest], self._used.packed[digest] = name, made
        self.by_name[f"{name}.bin"] = made
        return name

    def add_numbered(self, payloads: Sequence[bytes]) -> str:
        """Add a folder of files, and return its name."""
        name = folder_name(payloads)
        for number, payload in enumerate(payloads):
            self.payloads[f"{name}/{number}"] = payload_digest(payload)
            self.by_name[f"{name}/{number}.bin"] = self._packed(header(f"{name}/{number}") + payload)
        return name

    def keep(self) -> None:
        """Keep what was packed for this index, and nothing else."""
        if self._used.packed.keys() != self._known.packed.keys():
            self._kept.store(self._name, msgspec.msgpack.encode(self._used))

    def _packed(self, whole: bytes) -> bytes:
        digest = hashlib.blake2b(whole, digest_size=DIGEST_BYTES).digest()
        made = self._used.packed[digest] = self._known.packed.get(digest) or packed(whole)
        return made
