"""The rankings of the last build: a query is asked again where the index is another one in what it read, and only there.

What each query read is noted beside its ranking (`kbgen.search.traced`). So after an edit those are asked that the edit can have
moved, and a build without a cache asks all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import Language
from kbgen.search.bulk import Answered, Asked, Progress, Ranking, rank_all, unseen
from kbgen.search.traced import traced_index_of

_KEEP_UNUSED = 2
"""Sets of rankings of other versions of the code; there is one of each."""


class _Kept(msgspec.Struct, array_like=True):
    """reads: what queries read, with the fingerprint that each had. rows: of a query its language, text, ranking and reads.

    A ranking is a pair, its score, the next pair …; reads are numbers of `reads`.
    """

    reads: list[tuple[str, int]]
    rows: list[tuple[Language, str, list[int], list[int]]]


class KeptRankings:
    """Ranks queries over one index. folder: of the cache; without one all are asked. files: of the index.

    most: how many of each ranking. progress: told queries answered, and all.
    """

    def __init__(self, folder: Path | None, files: Mapping[str, bytes], *, most: int, progress: Progress = unseen) -> None:
        self._kept = KeptValues(folder, "proof", most_unused=_KEEP_UNUSED)
        self._index = traced_index_of(files)
        self._files = files
        self._most = most
        self._progress = progress

    def rank(self, queries: Sequence[Asked]) -> dict[Asked, Ranking]:
        """Return the best pairs of each query, and keep them for the next build."""
        name = self._name()
        former = self._sound(self._kept.load(name))
        known = {asked: former[asked] for asked in queries if asked in former}
        asked_again = [asked for asked in queries if asked not in known]
        answered = len(known)
        found = rank_all(
            self._files, asked_again, most=self._most, progress=lambda done, _: self._progress(answered + done, len(queries))
        )
        rankings = known | found
        if asked_again or len(known) < len(former):
            self._kept.store(name, self._encoded(rankings))
        self._kept.sweep()
        return {asked: rankings[asked].ranking for asked in queries}

    def _name(self) -> str:
        code = package_digest("search", "text", "index/codec.py", "model.py")
        return hashlib.blake2b(code + f"{version('numpy')} {self._most}".encode(), digest_size=DIGEST_BYTES).hexdigest()

    def _sound(self, payload: bytes | None) -> dict[Asked, Answered]:
        """Return the rankings of a former index that this one gives as well: those of which it holds alike all that they read."""
        try:
            kept = msgspec.msgpack.decode(payload or b"", type=_Kept)
        except msgspec.DecodeError:  # there are none
            return {}
        changed = {number for number, (read, was) in enumerate(kept.reads) if self._index.fingerprint(read) != was}
        names = [read for read, _ in kept.reads]
        return {
            Asked(language, text): Answered(_pairs(ranking), weak=False, reads=tuple(names[number] for number in reads))
            for language, text, ranking, reads in kept.rows
            if changed.isdisjoint(reads)
        }

    def _encoded(self, rankings: Mapping[Asked, Answered]) -> bytes:
        numbers: dict[str, int] = {}
        rows = []
        for asked, answer in rankings.items():
            reads = [numbers.setdefault(read, len(numbers)) for read in answer.reads]
            rows.append((asked.language, asked.query, [number for entry in answer.ranking for number in entry], reads))
        return msgspec.msgpack.encode(_Kept([(read, self._index.fingerprint(read)) for read in numbers], rows))


def _pairs(numbers: Sequence[int]) -> Ranking:
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
