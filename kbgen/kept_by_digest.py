"""Values of one kind, many and small, kept from build to build in one file: to open thousands takes longer than to read one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from kbgen.kept_values import KeptValues

Value = TypeVar("Value")


class KeptByDigest(Generic[Value]):
    """Values by what stands for all that decides them. name: of the file in `kept`, for the code that makes them.

    What a build does not ask for goes, so that the file holds what one build needs.
    """

    def __init__(self, kept: KeptValues, name: str, kind: type[Value]) -> None:
        self._kept, self._name = kept, name
        self._known: dict[bytes, Value] = kept.load_as(name, dict[bytes, kind]) or {}  # type: ignore[valid-type]
        self._used: dict[bytes, Value] = {}

    def made(self, digest: bytes, make: Callable[[], Value]) -> Value:
        """Return a value, made where neither the last build nor this one has it."""
        if digest not in self._used:
            known = self._known.get(digest)
            self._used[digest] = make() if known is None else known
        return self._used[digest]

    def keep(self) -> None:
        """Keep what was asked for, and nothing else."""
        if self._used.keys() != self._known.keys():
            self._kept.store(self._name, msgspec.msgpack.encode(self._used))
