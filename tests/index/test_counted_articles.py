"""What is counted of articles is kept, and gives the bytes of an index that nothing was kept for."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from small_index import article, source_of

from kbgen.index.build import build_index
from kbgen.text.tokens import TermCounter

WORDS = ["refund", "refunds", "parcel", "parcels", "e-mail", "200", "3.5", "the", "order", "退款", "包裹", "轉數快", "裏面"]


def some_article(chance):
    def text(most):
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    kind, links = chance.choice(["how-to", "faq"]), tuple(text(2) for _ in range(chance.randint(0, 2)))
    return article(text(4), text(12), text(8), keywords=(text(2), text(1)), description=text(5), kind=kind, links=links)


def some_pair(chance):
    return {language: some_article(chance) for language in chance.choice([["en"], ["zh-hant"], ["en", "zh-hant"]])}


@pytest.mark.parametrize("seed", range(3))
def test_after_each_of_many_edits_the_index_is_that_of_a_build_without_a_cache(tmp_path: Path, seed):
    chance = random.Random(seed)
    pairs = {f"a{number}": some_pair(chance) for number in range(6)}
    own_words: tuple[str, ...] = ()
    for edit in range(10):
        kind = chance.choice(["edit", "new", "gone", "own word"])
        if kind == "own word":
            own_words = () if own_words else ("轉數快",)
        elif kind == "gone" and len(pairs) > 3:
            del pairs[chance.choice(sorted(pairs))]
        else:
            pairs[f"b{edit}" if kind == "new" else chance.choice(sorted(pairs))] = some_pair(chance)
        source = source_of(pairs, own_words=own_words)
        assert build_index(source, tmp_path).files == build_index(source).files


def test_only_an_article_that_changed_is_counted(tmp_path: Path, monkeypatch):
    counted = []
    count = TermCounter.count
    monkeypatch.setattr(TermCounter, "count", lambda counter, texts: counted.append(list(texts)) or count(counter, texts))
    pairs = {name: {"en": article(f"Title {name}", "A text")} for name in ("one", "two", "three")}
    build_index(source_of(pairs), tmp_path)
    counted.clear()
    pairs["two"] = {"en": article("Title two", "Another text")}
    build_index(source_of(pairs), tmp_path)
    assert ["Another text"] in counted
    assert not any("one" in text or "three" in text for texts in counted for text in texts)


def test_an_article_is_counted_anew_where_others_call_it_otherwise(tmp_path: Path):
    build_index(source_of({"one": {"en": article("Title", "A text", links=("a vanished parcel",))}}), tmp_path)
    other = source_of({"one": {"en": article("Title", "A text", links=("a lost box",))}})

    assert build_index(other, tmp_path).files == build_index(other).files


def test_a_damaged_cache_counts_everything(tmp_path: Path):
    source = source_of({"one": {"en": article("Title", "A text")}})
    files = build_index(source, tmp_path).files
    for path in (tmp_path / "index").glob("*/*"):
        path.write_bytes(b"damaged")
    assert build_index(source, tmp_path).files == files


def test_an_index_of_nothing_is_built(tmp_path: Path):
    assert build_index(source_of({}), tmp_path).terms == frozenset()
