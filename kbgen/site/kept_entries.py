"""What articles answer at once, kept from build to build: after an edit the article that changed is read again, and no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from kbgen.index.answers import AnswerSource, ArticleEntries, Asked, Slot, cards_bytes
from kbgen.kept_by_digest import KeptByDigest
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import AnswerCard, Rendered
from kbgen.site.answer_entries import article_entries
from kbgen.site.answer_slots import SlotReader
from kbgen.text.segmenter import implementation_version
from kbgen.text.synonyms import Terms

_KEEP_UNUSED = 2
_CODE: tuple[str, ...] = ("text", "search/constants.py", "search/word_forms.py", "index/answers.py", "model.py")
_CODE += tuple(f"site/{name}.py" for name in ("kept_entries", "answer_entries", "answer_slots", "answer_tables", "table_rows"))


_Places = tuple[int, ...]


class _Kept(msgspec.Struct, array_like=True, frozen=True):
    """What an article answers: of each the ways it is asked for, by places among `slots`, which most of them share, and its card.

    cards_bytes: of all cards, as the index holds them.
    """

    cards_bytes: int
    slots: tuple[Slot, ...]
    answers: msgspec.Raw


_Answers = tuple[tuple[tuple[tuple[_Places, _Places, _Places], ...], AnswerCard], ...]


class KeptEntries:
    """Returns what articles answer. folder: of the cache; without one all are read."""

    def __init__(self, reader: SlotReader, terms: Terms, folder: Path | None) -> None:
        self._reader = reader
        self._kept = KeptValues(folder, "answers", most_unused=_KEEP_UNUSED)
        said = repr((implementation_version(), terms.aliases(), terms.own_words())).encode()
        self._code = hashlib.blake2b(package_digest(*_CODE) + said, digest_size=DIGEST_BYTES)
        self._values = KeptByDigest(self._kept, self._code.hexdigest(), _Kept)

    def of(self, rendered: Rendered, category: str) -> ArticleEntries:
        """Return what an article answers at once. category: the title of its category."""
        article, front = rendered.article, rendered.article.front
        decides = rendered.digest, article.language, front.title, article.written.front.title, front.description, front.keywords
        digest = self._code.copy()
        digest.update(msgspec.msgpack.encode((*decides, category)))
        kept = self._values.made(digest.digest(), lambda: _packed(article_entries(rendered, category, self._reader)))
        return ArticleEntries(digest.digest(), kept.cards_bytes, partial(_unpacked, kept))

    def keep(self) -> None:
        """Keep what was asked for, and nothing of articles that are gone."""
        self._values.keep()
        self._kept.sweep()


def _packed(sources: Sequence[AnswerSource]) -> _Kept:
    places: dict[Slot, int] = {}

    def of(slots: Iterable[Slot]) -> _Places:
        return tuple(places.setdefault(slot, len(places)) for slot in slots)

    answers = [(tuple((of(one.every), of(one.some), of(one.may)) for one in source.asked), source.card) for source in sources]
    return _Kept(cards_bytes(sources), tuple(places), msgspec.Raw(msgspec.msgpack.encode(answers)))


def _unpacked(kept: _Kept) -> tuple[AnswerSource, ...]:
    def of(places: _Places) -> tuple[Slot, ...]:
        return tuple(kept.slots[place] for place in places)

    return tuple(
        AnswerSource(tuple(Asked(of(every), of(some), of(may)) for every, some, may in asked), card)
        for asked, card in msgspec.msgpack.decode(kept.answers, type=_Answers)
    )
