"""What was found in each pair, kept beside the rendered articles: a build reads only the pairs that changed.

An entry is named by a hash of everything the pair says, of what the site wants of its words, and of the code and tables that
read them. A file that is damaged or of another version is as good as none.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

import kbgen
from kbgen.errors import Problem
from kbgen.model import Pair
from kbgen.proofread.hygiene.finding import Wording
from kbgen.whole_file import replace_file

_DIGEST_BYTES = 16
_Row = tuple[str, int, str, str, str]
"""A problem: path, line, code, message, hint."""


@cache
def _software() -> bytes:
    """Return a hash of the code and tables that decide what is found."""
    digest = hashlib.blake2b(kbgen.__version__.encode(), digest_size=_DIGEST_BYTES)
    here = Path(__file__).parent
    for folder in (here, here / "facts", here / "hygiene", here.parent / "text", here.parent / "text" / "data"):
        for path in sorted(folder.glob("*.*")):
            if path.suffix in {".py", ".tsv", ".txt"}:
                digest.update(path.read_bytes())
    return digest.digest()


def pair_key(pair: Pair, wording: Wording) -> str:
    """Return the name of the entry for a pair."""
    wants = (wording.tag, wording.spacing, sorted(wording.avoid.items()), sorted(wording.off))
    digest = hashlib.blake2b(_software(), digest_size=_DIGEST_BYTES)
    digest.update(
        repr((wants, [(str(side.path), side.kind, side.front, side.body, side.body_line) for side in pair.sides])).encode()
    )
    return digest.hexdigest()


def load_found(folder: Path | None) -> dict[str, tuple[Problem, ...]]:
    """Return the problems of each entry of the last build; empty without a folder, or where the file does not hold."""
    if folder is None:
        return {}
    try:
        raw = _file(folder).read_bytes()
    except OSError:
        return {}
    payload = raw[_DIGEST_BYTES:]
    if hashlib.blake2b(payload, digest_size=_DIGEST_BYTES).digest() != raw[:_DIGEST_BYTES]:
        return {}
    try:
        rows = msgspec.msgpack.decode(payload, type=dict[str, tuple[_Row, ...]])
    except msgspec.DecodeError:  # of another version
        return {}
    return {key: tuple(Problem(Path(path), *rest) for path, *rest in found) for key, found in rows.items()}  # type: ignore[arg-type]


def store_found(folder: Path | None, found: dict[str, tuple[Problem, ...]]) -> None:
    """Keep the entries of a build, and no others."""
    if folder is None:
        return
    rows = {
        key: [(str(one.path), one.line, one.code, one.message, one.hint) for one in problems] for key, problems in found.items()
    }
    payload = msgspec.msgpack.encode(rows)
    replace_file(_file(folder), hashlib.blake2b(payload, digest_size=_DIGEST_BYTES).digest() + payload)


def _file(folder: Path) -> Path:
    return folder / "proofread" / "found"
