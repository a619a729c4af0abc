"""Search indexes of a few sentences, for tests to ask."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

from kbgen.index.articles import IndexedArticle, IndexedPair
from kbgen.index.build import IndexSource, build_index
from kbgen.index.codec import FORMAT, pack, seal, single_name
from kbgen.model import ArticleId, ArticleType, Language, Section
from kbgen.search.query import Answer, SearchEngine
from kbgen.search.reader import IndexReader


def article(
    title: str,
    *texts: str,
    keywords: tuple[str, ...] = (),
    description: str = "",
    kind: ArticleType = "how-to",
    links: tuple[str, ...] = (),
) -> IndexedArticle:
    """Return an article whose first text is the preface; the others have a heading `1`, `2` …"""
    texts = texts or ("",)
    rest = tuple(Section(f"s{number}", 2, str(number), text) for number, text in enumerate(texts[1:], start=1))
    return IndexedArticle(title, description, keywords, (Section("", 1, "", texts[0]), *rest), kind, links)


def source_of(pairs: Mapping[str, Mapping[Language, IndexedArticle]], **options: object) -> IndexSource:
    """Return the source of an index of pairs by id; options: other fields of IndexSource."""
    indexed = tuple(IndexedPair(ArticleId(name), sides) for name, sides in pairs.items())
    return IndexSource(indexed, "test", **options)  # type: ignore[arg-type]


def open_files(files: Mapping[str, bytes]) -> IndexReader:
    """Return a reader of files that are in memory."""
    return IndexReader(files.__getitem__)


def index_of(pairs: Mapping[str, Mapping[Language, IndexedArticle]], **options: object) -> IndexReader:
    """Return a reader of an index of these pairs."""
    return open_files(build_index(source_of(pairs, **options)).files)


def ask(index: IndexReader, query: str, language: Language = "zh-hant", *, literal: bool = False) -> Answer:
    """Return the answer for readers of `language`."""
    return SearchEngine(index, language).search(query, literal=literal)


def ids(answer: Answer) -> list[str]:
    """Return the ids of the results, in order."""
    return [result.document.id for result in answer.results]


def unpacked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what the files of an index hold, by name: their bytes are those of one machine (index-format 3.3)."""
    return {name: gzip.decompress(content) if name.endswith((".bin", ".pack")) else content for name, content in files.items()}


def reader_of(payloads: Mapping[str, tuple[str, bytes]], **manifest: object) -> IndexReader:
    """Return a reader of files with these payloads, by name: place, payload. manifest: its members beside the format.

    A name that begins with @ stands, here and in the manifest, for the name that the content of the file gives it.
    """
    text = json.dumps({"format": FORMAT, "families": {}, **manifest}, ensure_ascii=False)
    files = {}
    for name, (place, payload) in payloads.items():
        real = single_name(place, payload) if name.startswith("@") else name
        text = text.replace(json.dumps(name), json.dumps(real))
        files[f"{real}.bin"] = pack(place, payload)
    return open_files(files | {"manifest.json": seal(json.loads(text))})


def shown(answer: Answer) -> dict[str, Any]:
    """Return an answer as tests/js/search/index-folder.js shows it."""
    note = {"note": {"kind": answer.note.kind, "words": list(answer.note.words)}} if answer.note else {}
    return note | {
        "outcome": answer.outcome,
        "corrected": answer.corrected,
        "suggested": answer.suggested,
        "total": answer.total,
        "results": [
            [
                result.document.id,
                result.score,
                "weak" * result.weak,
                "own" * result.own,
                [[part.typed, reading.kind, *reading.words] for part, reading in result.chosen],
            ]
            for result in answer.results
        ],
    }
