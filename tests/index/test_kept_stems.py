"""Stems are found once for a site, and not in each build."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.index import kept_stems, lexicon
from kbgen.index.kept_stems import KeptStems
from kbgen.kept_values import KeptValues


@pytest.fixture(autouse=True)
def _a_process_that_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "_known", {})
    lexicon.stem.cache_clear()


def _kept(folder: Path) -> KeptStems:
    lexicon.stem.cache_clear()
    return KeptStems(KeptValues(folder, "index", most_unused=0))


def test_the_stems_of_the_last_build_are_not_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_stems, "_FEW", 0)
    _kept(tmp_path).keep(["deliveries", "refunded", "退款", "a4"])
    _kept(tmp_path)
    monkeypatch.setattr(lexicon, "_english", None)
    assert [lexicon.stem(word) for word in ("deliveries", "refunded", "退款", "a4")] == ["deliveri", "refund", "退款", "a4"]


def test_the_stems_of_new_words_are_kept_with_the_others_once_there_are_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_stems, "_FEW", 1)
    for words in (["deliveries", "orders"], ["deliveries", "orders", "refunded", "returned"]):
        _kept(tmp_path).keep(words)
    _kept(tmp_path)
    monkeypatch.setattr(lexicon, "_english", None)
    assert (lexicon.stem("deliveries"), lexicon.stem("refunded")) == ("deliveri", "refund")
