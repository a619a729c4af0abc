"""The proof of the last build: a query is asked again where the index is another one in what it read, and only there.

What each query read is noted beside its ranking (`kbgen.search.traced`). So after an edit those are asked that the edit can have
moved, and a build without a cache asks all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np

from kbgen.errors import Problem
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import Language
from kbgen.search.asked import Answered, Asked, Progress, Ranking, unseen
from kbgen.search.traced import TracedReader

_KEEP_UNUSED = 2
"""Sets of rankings of other versions of the code; there is one of each."""


_GONE = -1
"""The number of a pair that the index does not have."""
_MOST_READS = 1.2
"""Kept for each that a query reads. Those that no query reads any more go together: all rows are numbered anew then."""

Read = tuple[str, int, int]
"""What a query read, the fingerprint that it had, and the part of the index that it lies in (`TracedReader.part`)."""
Rank = Callable[[Sequence[Asked]], Mapping[Asked, Ranking]]
"""Returns the best of each query."""
Row = tuple[Language, str, bytes, list[int]]
"""A query: its language, its text, its ranking (`Ranking.packed`), and numbers of what it read."""


class _Kept(msgspec.Struct, array_like=True):
    """ids: of the pairs that numbers of rankings stand for. reads: what queries read.

    claims: what stands for all that was asked and expected. found: what was not found of it.
    """

    ids: tuple[str, ...] = ()
    reads: list[Read] = []
    rows: list[Row] = []
    claims: bytes = b""
    found: list[Problem] = []


class KeptRankings:
    """Ranks queries over one index. folder: of the cache; without one all are asked. files, payloads: of the index.

    most: how many of each ranking. progress: told queries answered, and all.
    """

    def __init__(
        self,
        folder: Path | None,
        files: Mapping[str, bytes],
        *,
        most: int,
        payloads: Mapping[str, bytes] | None = None,
        progress: Progress = unseen,
    ) -> None:
        self._kept = KeptValues(folder, "proof", most_unused=_KEEP_UNUSED)
        self._index = TracedReader(files, payloads)
        self._most = most
        self._progress = progress
        self._answers: dict[Asked, Answered] = {}

    def prove(self, claims: bytes, prove: Callable[[Rank], list[Problem]]) -> list[Problem]:
        """Return what is not found, and keep it for the next build.

        claims: what stands for all that is asked and expected. prove: finds it out; not called where all is as it was.
        """
        former, now = self._former, _Kept()
        found = former.found if former.claims == claims and self._rank_alike(now) else prove(partial(self._rank, now))
        now.claims, now.found = claims, found
        self._store(now)
        self._kept.sweep()
        return found

    def _rank_alike(self, now: _Kept) -> bool:
        """Ask again what an edit can have moved, and tell whether it has moved nothing; fill in what is to be kept then."""
        former, sound = self._former, self._sound
        if former.ids != self._index.ids:
            return False
        if len(sound) == len(former.rows):
            now.ids, now.reads, now.rows = former.ids, former.reads, former.rows
            return True
        there = set(map(id, sound))
        moved = {Asked(row[0], row[1]): row for row in former.rows if id(row) not in there}
        found = self._ask(list(moved), len(sound), len(former.rows))
        if any(row[2] != found[asked].ranking.packed for asked, row in moved.items()):
            return False
        now.ids = former.ids
        now.reads, now.rows = self._reads_and_rows(former.reads, list(sound), found)
        return True

    def rank(self, queries: Sequence[Asked]) -> dict[Asked, Ranking]:
        """Return the best pairs of each query, and keep them for the next build."""
        now = _Kept()
        rankings = self._rank(now, queries)
        self._store(now)
        self._kept.sweep()
        return rankings

    def _rank(self, now: _Kept, queries: Sequence[Asked]) -> dict[Asked, Ranking]:
        """Return the best pairs of each query, and fill in what is to be kept of them."""
        sound = {Asked(row[0], row[1]): row for row in self._sound}
        known = {asked: sound[asked] for asked in queries if asked in sound}
        asked_again = [asked for asked in queries if asked not in known]
        found = self._ask(asked_again, len(known), len(queries))
        now.ids = self._index.ids
        now.reads, now.rows = self._reads_and_rows(self._former.reads, list(known.values()), found)
        return {asked: Ranking(known[asked][2]) if asked in known else found[asked].ranking for asked in queries}

    def _ask(self, queries: Sequence[Asked], answered: int, total: int) -> Mapping[Asked, Answered]:
        """Ask the index what it was not asked yet. answered, total: for progress."""
        new = [asked for asked in queries if asked not in self._answers]
        if new:
            from kbgen.search.bulk import rank_all  # what answers takes 0.05 s to load, and some edits move nothing

            progress = self._progress
            self._answers |= rank_all(
                self._index, new, most=self._most, progress=lambda done, _: progress(answered + done, total)
            )
        return {asked: self._answers[asked] for asked in queries}

    def _store(self, now: _Kept) -> None:
        if now != self._former:
            self._kept.store(self._name, msgspec.msgpack.encode(now, enc_hook=Path.as_posix))

    @cached_property
    def _former(self) -> _Kept:
        payload = self._kept.load(self._name)
        try:
            return msgspec.msgpack.decode(payload, type=_Kept, dec_hook=lambda _, text: Path(text)) if payload else _Kept()
        except msgspec.DecodeError:  # of another version
            return _Kept()

    @cached_property
    def _name(self) -> str:
        code = package_digest("search", "text", "index/codec.py", "model.py", "errors.py", "site/proof/findable.py")
        return hashlib.blake2b(code + f"{version('numpy')} {self._most}".encode(), digest_size=DIGEST_BYTES).hexdigest()

    @cached_property
    def _sound(self) -> list[Row]:
        """The rankings of a former index that this one gives as well: those of which it holds alike all that they read."""
        former, parts = self._former, self._index.parts
        others = ((number, read, was) for number, (read, was, part) in enumerate(former.reads) if part not in parts)
        changed = {number for number, read, was in others if self._index.fingerprint(read) != was}
        sound = [row for row in former.rows if changed.isdisjoint(row[3])] if changed else former.rows
        if former.ids == self._index.ids:
            return sound
        number_of = {name: number for number, name in enumerate(self._index.ids)}
        now = np.array([number_of.get(name, _GONE) for name in former.ids], np.int64)
        renumbered = []
        for row in sound:
            entries = np.frombuffer(row[2], np.int64).reshape(-1, 2).copy()
            entries[:, 0] = now[entries[:, 0]]
            if _GONE not in entries[:, 0]:
                renumbered.append((*row[:2], entries.tobytes(), row[3]))
        return renumbered

    def _reads_and_rows(
        self, reads: list[Read], rows: list[Row], found: Mapping[Asked, Answered]
    ) -> tuple[list[Read], list[Row]]:
        """Return what is kept of rankings.

        reads: what the queries of `rows` read, or read once; when too much of it is of none of them, that goes.
        """
        used = set(chain.from_iterable(row[3] for row in rows))
        if len(reads) > _MOST_READS * len(used):
            number_of = {was: number for number, was in enumerate(sorted(used))}
            rows = [(*row[:3], [number_of[was] for was in row[3]]) for row in rows]
            reads = [reads[was] for was in sorted(used)]
        numbers = {read: number for number, (read, _, _) in enumerate(reads)}
        for asked, answer in found.items():
            read_by = [numbers.setdefault(read, len(numbers)) for read in answer.reads]
            rows.append((asked.language, asked.query, answer.ranking.packed, read_by))
        new = list(numbers)[len(reads) :]
        now = [entry if entry[2] in self._index.parts else self._read(entry[0]) for entry in reads]
        return [*now, *map(self._read, new)], rows

    def _read(self, read: str) -> Read:
        return read, self._index.fingerprint(read), self._index.part(read)
