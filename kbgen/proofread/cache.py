"""What was found in each pair, kept beside the rendered articles: a build reads only the pairs that changed.

An entry is named by a hash of everything the pair says, of what the site wants of its words, and of the code and tables that
read them. All entries of a build are one value, as there are many and each is small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from kbgen.errors import Problem
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import Pair
from kbgen.proofread.hygiene.finding import Wording

_NAME = "found"
Row = tuple[int, int, str, str, str]
"""A problem: the place of its article among the sides of the pair, line, code, message, hint."""


def _software() -> bytes:
    """Return a hash of the code and tables that decide what is found."""
    return package_digest("proofread", "text", "content/code_places.py", "render/shared.py", "settings/lang_tags.py")


def pair_keys(pairs: Iterable[Pair], wording: Wording) -> list[str]:
    """Return the name of the entry for each pair."""
    variables = [(language, sorted(own.items())) for language, own in sorted(wording.variables.items())]
    wants = (wording.tag, wording.spacing, sorted(wording.avoid.items()), sorted(wording.off), variables)
    common = hashlib.blake2b(_software() + msgspec.msgpack.encode(wants), digest_size=DIGEST_BYTES)
    keys = []
    for pair in pairs:
        digest = common.copy()
        for side in pair.sides:
            place = (str(side.path), side.kind, side.body_line, side.region, sorted(side.own_lines))
            digest.update(msgspec.msgpack.encode((place, side.front, side.body)))
        keys.append(digest.hexdigest())
    return keys


def rows_of(pair: Pair, problems: Iterable[Problem]) -> tuple[Row, ...]:
    """Return what is kept of the problems of a pair."""
    place_of = {side.path: place for place, side in enumerate(pair.sides)}
    return tuple((place_of[one.path], one.line, one.code, one.message, one.hint) for one in problems)


def problems_of(pair: Pair, rows: Iterable[Row]) -> Iterator[Problem]:
    """Yield the problems of which rows were kept."""
    paths = [side.path for side in pair.sides]
    return (Problem(paths[place], line, code, message, hint) for place, line, code, message, hint in rows)


def load_found(folder: Path | None) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each entry of the last build; empty without a folder, or where the file does not hold."""
    return _kept(folder).load_as(_NAME, dict[str, tuple[Row, ...]]) or {}


def store_found(folder: Path | None, found: dict[str, tuple[Row, ...]]) -> None:
    """Keep the entries of a build, and no others."""
    _kept(folder).store(_NAME, msgspec.msgpack.encode(found))


def _kept(folder: Path | None) -> KeptValues:
    return KeptValues(folder, "proofread", most_unused=0)
