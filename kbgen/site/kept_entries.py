"""What articles answer at once, kept from build to build: after an edit the article that changed is read again, and no other."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from kbgen.index.answers import AnswerSource
from kbgen.kept_values import DIGEST_BYTES, KeptValues, package_digest
from kbgen.model import Rendered
from kbgen.site.answer_entries import article_entries
from kbgen.site.answer_slots import SlotReader
from kbgen.text.segmenter import implementation_version
from kbgen.text.synonyms import Terms

_KEEP_UNUSED = 2
_CODE: tuple[str, ...] = ("text", "search/constants.py", "search/word_forms.py", "index/answers.py", "model.py")
_CODE += tuple(f"site/{name}.py" for name in ("answer_entries", "answer_slots", "answer_tables", "table_rows"))


class KeptEntries:
    """Returns what articles answer. folder: of the cache; without one all are read."""

    def __init__(self, reader: SlotReader, terms: Terms, folder: Path | None) -> None:
        self._reader = reader
        self._kept = KeptValues(folder, "answers", most_unused=_KEEP_UNUSED)
        said = repr((implementation_version(), terms.aliases(), terms.own_words())).encode()
        self._name = hashlib.blake2b(package_digest(*_CODE) + said, digest_size=DIGEST_BYTES).hexdigest()
        self._known = self._kept.load_as(self._name, dict[bytes, tuple[AnswerSource, ...]]) or {}
        self._used: dict[bytes, tuple[AnswerSource, ...]] = {}

    def of(self, rendered: Rendered, category: str) -> tuple[AnswerSource, ...]:
        """Return what an article answers at once. category: the title of its category."""
        article, front = rendered.article, rendered.article.front
        decides = rendered.digest, article.language, front.title, article.written.front.title, front.description, front.keywords
        key = hashlib.blake2b(msgspec.msgpack.encode((*decides, category)), digest_size=DIGEST_BYTES).digest()
        if key not in self._used:
            known = self._known.get(key)
            self._used[key] = article_entries(rendered, category, self._reader) if known is None else known
        return self._used[key]

    def keep(self) -> None:
        """Keep what was asked for, and nothing of articles that are gone."""
        if self._used.keys() != self._known.keys():
            self._kept.store(self._name, msgspec.msgpack.encode(self._used))
        self._kept.sweep()
