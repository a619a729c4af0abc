"""Words of Chinese text: the same from rjieba and from jieba, so that every machine builds the same index."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import article, source_of

from kbgen.index.build import build_index
from kbgen.text.normalise import HAN_RANGES
from kbgen.text.segmenter import Implementation, Segmenter, segmenter
from kbgen.text.tokens import TermCounter, canonical

ROOT = Path(__file__).parents[2]
ARTICLES = sorted((ROOT / "content/zh-hant").rglob("*.md"))
OWN_WORDS = tuple(canonical(word) for word in ("轉數快", "八達通", "搭𨋢", "㗎仔", "退款時間", "鿰鿱"))
IMPLEMENTATIONS = pytest.mark.parametrize("implementation", ["rjieba", "jieba"])

# Characters of everyday text, of Cantonese, of names, and any other that a run may hold.
FREQUENT = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成则任取据处退款转数快付信用卡客服订单寄送"
CANTONESE = "嘅咗喺啲嚟冇佢哋唔㗎𨋢㩒嘥攰瞓氹"
HAN = st.one_of(
    st.sampled_from(FREQUENT),
    st.sampled_from(CANTONESE),
    *(st.characters(min_codepoint=low, max_codepoint=high) for low, high in HAN_RANGES),
    st.characters(min_codepoint=0x9FD0, max_codepoint=0x9FFF),
)
# Each character once: of guesses that weigh exactly the same, as in 用生生生用, each program takes the one it thought of last.
RUNS = st.one_of(
    st.lists(st.sampled_from(FREQUENT), min_size=1, max_size=30, unique=True).map("".join),
    st.lists(HAN, min_size=1, max_size=12, unique=True).map("".join),
)


@pytest.fixture(scope="module")
def rust() -> Segmenter:
    return segmenter(OWN_WORDS, "rjieba")


@pytest.fixture(scope="module")
def python() -> Segmenter:
    return segmenter(OWN_WORDS, "jieba")


def all_of(words: Segmenter, run: str) -> tuple[list[str], list[str], bool]:
    return words.words(run), words.search_words(run), words.has_word(run)


def test_all_text_of_the_sample_articles_has_the_same_words(rust: Segmenter, python: Segmenter) -> None:
    counter = TermCounter()
    counter.count([path.read_text("utf-8") for path in ARTICLES])
    assert len(counter.han_runs) > 2000
    assert [run for run in counter.han_runs if all_of(rust, run) != all_of(python, run)] == []


@settings(max_examples=400)
@given(RUNS)
def test_any_run_of_han_characters_has_the_same_words(rust: Segmenter, python: Segmenter, run: str) -> None:
    assert all_of(python, run) == all_of(rust, run)


@settings(max_examples=400)
@given(st.lists(st.one_of(st.sampled_from(OWN_WORDS), RUNS), min_size=1, max_size=5).map("".join))
def test_own_words_among_any_others_are_cut_alike(rust: Segmenter, python: Segmenter, run: str) -> None:
    assert all_of(python, run) == all_of(rust, run)


@settings(max_examples=12, deadline=None)  # each makes two segmenters
@given(st.lists(st.text(HAN, min_size=1, max_size=6), min_size=1, max_size=30))
def test_words_added_are_as_frequent_in_both(own_words: list[str]) -> None:
    one, other = segmenter(own_words, "rjieba"), segmenter(reversed(own_words), "jieba")
    for run in [*own_words, "".join(own_words)[:200]]:
        assert all_of(one, run) == all_of(other, run)


@IMPLEMENTATIONS
def test_a_run_is_cut_into_words_and_for_search_into_the_words_of_words_too(implementation: Implementation) -> None:
    words = segmenter(implementation=implementation)
    assert words.words("信用卡退款") == ["信用卡", "退款"]
    assert words.search_words("信用卡退款") == ["信用", "信用卡", "退款"]
    assert words.has_word("信用卡")
    assert not words.has_word("信用卡退")  # though longer words begin so
    assert words.words("") == []


@IMPLEMENTATIONS
@pytest.mark.parametrize("word", OWN_WORDS)
def test_an_own_word_is_kept_whole(implementation: Implementation, word: str) -> None:
    own = segmenter([word], implementation)
    assert own.search_words(f"以{word}付款").count(word) == 1
    assert own.has_word(word)


@IMPLEMENTATIONS
def test_the_words_of_one_site_are_not_those_of_another(implementation: Implementation) -> None:
    segmenter(["转数快"], implementation)
    assert not segmenter(implementation=implementation).has_word("转数快")


def test_jieba_is_taken_where_rjieba_is_missing_and_builds_the_same_index(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = {path.stem: {"zh-hant": article(path.stem, path.read_text("utf-8"))} for path in ARTICLES[:20]}
    source = source_of(pairs, own_words=("轉數快", "八達通", "搭𨋢"))
    with_rjieba = build_index(source).files
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert type(segmenter()).__name__ == "PythonJieba"
    assert build_index(source).files == with_rjieba


def test_jieba_writes_nothing_says_nothing_and_stays_as_others_have_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "jieba.cache").write_bytes(b"somebody else's")
    words = segmenter(["转数快"], "jieba")
    assert words.words("转数快付款") == ["转数快", "付款"]
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"somebody else's"]
    assert capfd.readouterr() == ("", "")
    import jieba

    assert "转数快" not in jieba.dt.FREQ


def test_a_search_and_a_collector_load_neither() -> None:
    modules = "kbgen.commands.main, kbgen.search.query, search_analytics.http.server"
    asked = f"import sys, {modules}; print({{'jieba', 'rjieba'}} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"
