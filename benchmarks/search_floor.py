"""Plain BM25 over the same articles, as a floor: SQLite's FTS5, stems for English, pairs of characters for Chinese."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from kbgen.index.build import IndexSource
from kbgen.model import Language

_TOKENS = re.compile(r"[㐀-鿿豈-﫿]+|[^\W_㐀-鿿豈-﫿]+")


def tokens(text: str) -> list[str]:
    """Return words; of a run of Chinese characters its neighbouring pairs, or the character where it stands alone."""
    found = []
    for run in _TOKENS.findall(text):
        chinese = "\u3400" <= run[0] <= "\u9fff" or "\uf900" <= run[0] <= "\ufaff"
        found += [run[at : at + 2] for at in range(len(run) - 1)] if chinese and len(run) > 1 else [run]
    return found


class Floor:
    """The articles of one language in a full-text table in memory."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """texts: id and text of each article."""
        self._table = sqlite3.connect(":memory:")
        self._table.execute("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, words, tokenize = 'porter unicode61')")
        for id_, text in texts:
            self._table.execute("INSERT INTO articles VALUES (?, ?)", (id_, " ".join(tokens(text))))

    def search(self, query: str) -> list[str]:
        """Return the ids of the best ten articles."""
        asked = " OR ".join(f'"{token}"' for token in tokens(query))
        if not asked:
            return []
        rows = self._table.execute("SELECT id FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 10", (asked,))
        return [row[0] for row in rows]


def texts_of(source: IndexSource, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each article in a language."""
    for pair in source.pairs:
        if language in pair.sides:
            side = pair.sides[language]
            yield pair.id, "\n".join([side.title, *(f"{section.title}\n{section.text}" for section in side.sections)])
