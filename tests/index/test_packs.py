"""Packs hold all of a small index and what opens a large one, and never half of anything."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from small_index import article, source_of

from kbgen.index import packs
from kbgen.index.build import build_index
from kbgen.model import Language
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader

PAIRS = {
    f"orders/parcel-{number}": {
        "en": article(f"Parcel {number}", "Where a parcel is, and when a refund comes."),
        "zh-hant": article(f"包裹 {number}", "包裹在哪裏，退款何時到帳。"),
    }
    for number in range(40)
}
FILES = build_index(source_of(PAIRS)).files


def asked(files: Mapping[str, bytes], language: Language, query: str) -> list[str]:
    """Return the names of the files that a first search reads."""
    names: list[str] = []
    index = IndexReader(lambda name: names.append(name) or files[name], pack=language)  # type: ignore[func-returns-value]
    assert SearchEngine(index, language).search(query).results
    return names


@pytest.mark.parametrize(("language", "query"), [("en", "parcel refund"), ("zh-hant", "退款何時到帳")])
def test_a_search_of_a_small_index_reads_its_pack_and_nothing_else(language: Language, query: str) -> None:
    assert asked(FILES, language, query) == [f"{language}.pack"]


@pytest.mark.parametrize(("language", "query"), [("en", "parcel refund"), ("zh-hant", "退款何時到帳")])
def test_a_large_index_has_no_shard_no_document_and_no_lexicon_in_its_pack(
    monkeypatch: pytest.MonkeyPatch, language: Language, query: str
) -> None:
    monkeypatch.setattr(packs, "PACK_BYTES", 10)
    files = build_index(source_of(PAIRS)).files
    names = asked(files, language, query)
    manifest = json.loads(files["manifest.json"])
    folders = {name.partition("/")[0] for name in names[1:]}
    assert manifest["documents"][language] in folders
    assert manifest["families"][f"{'latn' if language == 'en' else 'hani'}/{language}"]["name"] in folders
    opened = {manifest["forms"], *(family["directory"] for family in manifest["families"].values())}
    assert not opened & {name.removesuffix(".bin") for name in names}


def test_all_that_a_pack_holds_is_published_as_files_of_its_own_too() -> None:
    for language in ("en", "zh-hant"):
        index = IndexReader(FILES.__getitem__, pack=language)
        plain = IndexReader(FILES.__getitem__)
        assert index.manifest == plain.manifest
        assert {f"{name}.bin" for name in index._packed} <= FILES.keys()
