"""Rankings that are kept from build to build are those that a build without a cache has."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from small_index import article, source_of

from kbgen.errors import Problem
from kbgen.index.build import build_index
from kbgen.search.asked import Asked
from kbgen.search.bulk import rank_all
from kbgen.search.traced import TracedReader
from kbgen.site.proof.kept_rankings import KeptRankings
from kbgen.text.aliases import packaged_aliases, packaged_concepts
from kbgen.text.real_words import packaged_dictionaries

WORDS = ["refund", "delivery", "parcel", "colour", "size", "order", "card", "cancel", "invoice"]
WORDS += ["courier", "200", "3.5", "e-mail", "the", "how", "zebra"]
PHRASES = ["退款", "送貨時間", "包裹", "尺寸", "訂單", "信用卡", "取消", "發票", "三天", "順豐站", "如何", "斑馬線", "裏面", "錢"]
QUERIES = [
    *(Asked("en", query) for query in ("refund", "refnd times", "how to cancel", "tuikuan", "zebras", '"parcel" size', "2u/4")),
    *(Asked("zh-hant", query) for query in ("退款", "退货", "送貨時間多久", "包果", "第三天", "tk", "錢", "refund 退款", "斑馬")),
    Asked("en", "退款"),
    Asked("zh-hant", "parcell"),
]


def built_of(texts):
    pairs = {name: {"en": article(sides[0], sides[1]), "zh-hant": article(sides[2], sides[3])} for name, sides in texts.items()}
    tables = {"aliases": packaged_aliases(), "concepts": packaged_concepts(), "dictionaries": packaged_dictionaries()}
    return build_index(source_of(pairs, **tables))


def files_of(texts):
    return built_of(texts).files


def some_text(chance):
    english = " ".join(chance.choices(WORDS, k=chance.randint(3, 12)))
    chinese = "".join(chance.choices(PHRASES, k=chance.randint(2, 8)))
    return [english[:30], english, chinese[:6], chinese]


@pytest.mark.parametrize("seed", range(4))
def test_after_each_of_many_edits_the_rankings_are_those_of_an_index_asked_for_the_first_time(tmp_path: Path, seed):
    chance = random.Random(seed)
    texts = {f"a{number}": some_text(chance) for number in range(8)}
    for edit in range(12):
        kind = chance.choice(["word", "word", "title", "new", "gone"])
        name = chance.choice(sorted(texts))
        if kind == "word":
            side, words = chance.choice([(1, WORDS), (3, PHRASES)])
            texts[name][side] += " " + chance.choice(words)
        elif kind == "title":
            texts[name][0::2] = some_text(chance)[0::2]
        elif kind == "new":
            texts[f"b{edit}"] = some_text(chance)
        elif len(texts) > 4:
            del texts[name]
        files = files_of(texts)
        kept = KeptRankings(tmp_path, files, most=10).rank(QUERIES)
        assert kept == {asked: answer.ranking for asked, answer in rank_all(TracedReader(files), QUERIES, most=10).items()}


def test_what_stands_for_a_part_is_the_same_whether_its_payload_is_known_or_unpacked():
    built = built_of({f"a{number}": some_text(random.Random(number)) for number in range(8)})
    assert TracedReader(built.files, built.payloads).parts == TracedReader(built.files).parts


def asked_of(tmp_path: Path, files, queries=QUERIES):
    """Return how many queries an index is asked that the cache does not answer."""
    done = []
    KeptRankings(tmp_path, files, most=10, progress=lambda number, total: done.append((number, total))).rank(queries)
    assert not done or done[-1] == (len(queries), len(queries))
    return len(done)


def test_an_edit_asks_what_it_can_have_moved_and_nothing_else(tmp_path: Path):
    chance = random.Random(7)
    texts = {f"a{number}": some_text(chance) for number in range(8)}
    assert asked_of(tmp_path, files_of(texts)) == len(QUERIES)
    assert asked_of(tmp_path, files_of(texts)) == 0
    texts["a1"][1] += " zebras"  # a word in another number is a form of what was asked for
    again = asked_of(tmp_path, files_of(texts))
    assert 0 < again < len(QUERIES)


def test_a_query_of_a_phrase_is_asked_again_when_a_text_changes_that_it_is_looked_for_in(tmp_path: Path):
    texts = {name: ["Parcel", "A parcel of any size", "包裹", "包裹"] for name in "abc"}
    texts["other"] = ["Refund", "A refund of the card", "退款", "退款"]
    phrase = [Asked("en", '"parcel of any"')]
    asked_of(tmp_path, files_of(texts), phrase)
    texts["other"][1] = "A card of the refund"
    assert asked_of(tmp_path, files_of(texts), phrase) == 0
    texts["b"][1] = "A parcel any of size"
    assert asked_of(tmp_path, files_of(texts), phrase) == 1


def near_files(said):
    texts = {f"a{number}": "Nothing of the kind" for number in range(8)} | {"b": "Wipe a device below the roof", **said}
    pairs = {name: {"en": article("Home", text)} for name, text in texts.items()}
    return build_index(source_of(pairs, everyday=(("bird", "parrot"), ("device", "phone"), ("roof", "tile")))).files


def test_all_queries_of_one_everyday_word_are_asked_again_when_another_article_says_a_word_of_its_kind(tmp_path: Path):
    queries = [Asked("en", "wipe device"), Asked("en", "below device")]
    asked_of(tmp_path, near_files({"c": "Wipe a kind"}), queries)
    assert asked_of(tmp_path, near_files({"c": "Wipe a phone"}), queries) == 2


def test_a_query_of_an_everyday_word_is_asked_again_when_its_group_has_the_number_of_another_one_now(tmp_path: Path):
    queries = [Asked("en", "wipe device")]
    asked_of(tmp_path, near_files({"c": "Wipe a bird"}), queries)
    assert asked_of(tmp_path, near_files({"c": "Wipe a phone"}), queries) == 1


def test_a_damaged_cache_asks_everything(tmp_path: Path):
    chance = random.Random(7)
    files = files_of({f"a{number}": some_text(chance) for number in range(8)})
    asked_of(tmp_path, files)
    for path in (tmp_path / "proof").glob("*/*"):
        path.write_bytes(b"damaged")
    assert asked_of(tmp_path, files) == len(QUERIES)


def test_an_article_before_all_others_asks_only_what_it_can_have_moved(tmp_path: Path):
    words = [first + second + "ling" for first in "bcdfgklmpt" for second in "aeiou"]
    texts = {f"a{number:02}": [word, f"Of {word}", "包裹", "包裹"] for number, word in enumerate(words)}
    queries = [Asked("en", word) for word in words]
    assert asked_of(tmp_path, files_of(texts), queries) == 50
    texts["0-first"] = ["Umbrellas", "Of umbrellas", "雨傘", "雨傘"]
    files = files_of(texts)
    assert asked_of(tmp_path, files, queries) < 10
    kept = KeptRankings(tmp_path, files, most=10).rank(queries)
    assert kept == {asked: answer.ranking for asked, answer in rank_all(TracedReader(files), queries, most=10).items()}


@pytest.mark.parametrize("seed", range(4))
def test_after_each_of_many_edits_a_proof_finds_what_it_finds_without_a_cache(tmp_path: Path, seed):
    chance = random.Random(seed)
    texts = {f"a{number}": some_text(chance) for number in range(8)}

    def prove(rank):
        found = rank(QUERIES)
        return [Problem(Path("terms.yml"), 1, asked.language, f"{asked.query}: {found[asked]}") for asked in QUERIES]

    for _ in range(12):
        side, words = chance.choice([(1, WORDS), (3, PHRASES)])
        texts[chance.choice(sorted(texts))][side] += " " + chance.choice(words)
        files = files_of(texts)
        kept = KeptRankings(tmp_path, files, most=10).prove(b"the same", prove)
        assert kept == KeptRankings(None, files, most=10).prove(b"the same", prove)
        again = KeptRankings(tmp_path, files, most=10)
        assert again.prove(b"the same", lambda _: pytest.fail("asked, though nothing is another one")) == kept
