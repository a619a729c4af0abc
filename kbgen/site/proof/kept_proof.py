"""The proof of the last builds: an index that was asked before, by the same code for the same words, is not asked again.

The name of an entry stands for every byte of the index, every article and term that is asked for, and the code that asks. So
any edit asks everything again, and a build without one asks nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from kbgen.errors import Problem
from kbgen.kept_values import DIGEST_BYTES, KeptValues, code_digest
from kbgen.model import Article
from kbgen.text.terms import Terms

_KEEP_UNUSED = 20
_Row = tuple[str, int, str, str, str]
"""A problem: path, line, code, message, hint."""


def kept_proof(
    folder: Path | None,
    files: Mapping[str, bytes],
    articles: Iterable[Article],
    terms: Terms,
    ask: Callable[[], Sequence[Problem]],
) -> list[Problem]:
    """Return what `ask` returns, without asking where the answer is kept. folder: of the cache; None asks always.

    files: of the index. articles, terms: what is asked for.
    """
    if folder is None:
        return list(ask())
    kept = KeptValues(folder, "proof", most_unused=_KEEP_UNUSED)
    name = _name(files, articles, terms)
    problems = _decoded(kept.load(name))
    if problems is None:
        problems = list(ask())
        rows = [(str(one.path), one.line, one.code, one.message, one.hint) for one in problems]
        kept.store(name, msgspec.msgpack.encode(rows))
    kept.sweep()
    return problems


def _name(files: Mapping[str, bytes], articles: Iterable[Article], terms: Terms) -> str:
    package = Path(__file__).parent.parent.parent
    read = ("search", "text", "content", "index", "site/proof", "model.py")
    code = code_digest(*(package / place for place in read))
    digest = hashlib.blake2b(code, digest_size=DIGEST_BYTES)
    digest.update(version("numpy").encode())
    for place, content in sorted(files.items()):
        digest.update(f"{place} {len(content)} ".encode() + hashlib.blake2b(content).digest())
    digest.update(repr(terms).encode())
    for article in articles:
        digest.update(repr((str(article.path), article.language, article.id, article.front)).encode())
    return digest.hexdigest()


def _decoded(payload: bytes | None) -> list[Problem] | None:
    if payload is None:
        return None
    try:
        rows = msgspec.msgpack.decode(payload, type=list[_Row])
    except msgspec.DecodeError:  # of another version
        return None
    return [Problem(Path(path), *rest) for path, *rest in rows]  # type: ignore[arg-type]
