"""What was found in each pair, kept beside the rendered articles: a build reads only the pairs that changed.

An entry is named by a hash of everything the pair says, of what the site wants of its words, and of the code and tables that
read them. All entries of a build are one value, as there are many and each is small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from kbgen.errors import Problem
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import Pair
from kbgen.proofread.hygiene.finding import Wording

_NAME = "found"
_Row = tuple[str, int, str, str, str]
"""A problem: path, line, code, message, hint."""


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


def load_found(folder: Path | None) -> dict[str, tuple[Problem, ...]]:
    """Return the problems of each entry of the last build; empty without a folder, or where the file does not hold."""
    rows = _kept(folder).load_as(_NAME, dict[str, tuple[_Row, ...]]) or {}
    path_of = cache(Path)  # many problems of a file
    return {key: tuple(Problem(path_of(path), *rest) for path, *rest in found) for key, found in rows.items()}  # type: ignore[arg-type]


def store_found(folder: Path | None, found: dict[str, tuple[Problem, ...]]) -> None:
    """Keep the entries of a build, and no others."""
    rows = {
        key: [(str(one.path), one.line, one.code, one.message, one.hint) for one in problems] for key, problems in found.items()
    }
    _kept(folder).store(_NAME, msgspec.msgpack.encode(rows))


def _kept(folder: Path | None) -> KeptValues:
    return KeptValues(folder, "proofread", most_unused=0)
