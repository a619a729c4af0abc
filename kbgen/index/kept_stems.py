"""The stems of a site's words, kept from build to build: to find 25,000 of them takes a second, to read them a hundredth."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from kbgen.index.lexicon import STEMMER, has_stem, know_stems, stem
from kbgen.kept_values import DIGEST_BYTES, KeptValues, code_digest, package_digest

_FEW = 100
"""New words whose stems are found again in the next build: to write those of all takes as long."""


class _Kept(msgspec.Struct, array_like=True):
    """Words and their stems, one a line, in one order."""

    words: str
    stems: str


class KeptStems:
    """Lets `stem` know what former builds found. kept: values of the cache."""

    def __init__(self, kept: KeptValues) -> None:
        self._kept = kept
        code = package_digest("index/lexicon.py") + code_digest(*STEMMER)
        self._name = hashlib.blake2b(code, digest_size=DIGEST_BYTES).hexdigest()
        before = kept.load_as(self._name, _Kept) or _Kept("", "")
        self._known = dict(zip(before.words.split("\n"), before.stems.split("\n"), strict=True))
        know_stems(self._known)

    def keep(self, terms: Iterable[str]) -> None:
        """Keep the stems of some terms, and nothing of words that are gone from a site, where more than a few of them are new."""
        words = list(filter(has_stem, terms))
        if sum(word not in self._known for word in words) > _FEW:
            self._kept.store(self._name, msgspec.msgpack.encode(_Kept("\n".join(words), "\n".join(map(stem, words)))))
