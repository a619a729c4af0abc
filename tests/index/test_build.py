"""What the builder writes: the same for the same articles, and all that readers need."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import article, index_of, open_files, source_of

from kbgen.index.articles import IndexedArticle
from kbgen.index.build import BuiltIndex, IndexSource, build_index
from kbgen.index.codec import folder_name
from kbgen.index.impacts import DEFAULT_BM25F, quantise
from kbgen.index.lexicon import stem
from kbgen.index.shards import ShardLimits
from kbgen.model import Language
from kbgen.search.columns import Columns, unpack
from kbgen.search.reader import IndexReader
from kbgen.text.aliases import Alias
from kbgen.text.tables import fold_table
from kbgen.text.tokens import count_terms

PAIRS = {
    "returns/refund-times": {
        "en": article("Refund times", "Refunds take five days.", "Refunded by card, ACSD-45488.", keywords=("money back",)),
        "zh-hant": article("退款時間", "退款需要五天。", "以信用卡退款。", keywords=("退錢",)),
    },
    "payment/fps": {"en": article("Pay by FPS"), "zh-hant": article("轉數快付款", "裏面的二維碼。", "裡頁")},
    "delivery/customs": {"en": article("Customs duty", "The carrier collects it.")},
    "delivery/no-lift": {"zh-hant": article("大廈沒有𨋢", "司機在地下等候。")},
}
ALIASES = (Alias("money back", "refund", 200, "synonym"), Alias("退钱", "退款", 230, "variant"), Alias("卖", "货", 9, "synonym"))
SMALL_SHARDS = ShardLimits(least_bytes=40)


def source(**options: object) -> IndexSource:
    return source_of(PAIRS, aliases=ALIASES, limits=SMALL_SHARDS, **options)


@pytest.fixture(scope="module")
def built() -> BuiltIndex:
    return build_index(source())


@pytest.fixture(scope="module")
def reader(built: BuiltIndex) -> IndexReader:
    return open_files(built.files)


def all_terms(files: Mapping[str, bytes], name: str) -> list[str]:
    shards = sum(file.startswith(f"{name}/") for file in files)
    payloads = [unpack(files[f"{name}/{number}.bin"], name, f"{name}/{number}") for number in range(shards)]
    return [term for payload in payloads for term in Columns(payload).terms()]


def test_two_builds_of_the_same_articles_are_the_same_bytes(built: BuiltIndex) -> None:
    assert build_index(source()).files == built.files


@settings(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_and_aliases_does_not_change_a_byte(built: BuiltIndex, shuffled: random.Random) -> None:
    mixed = source()
    pairs, aliases = list(mixed.pairs), list(mixed.aliases)
    shuffled.shuffle(pairs)
    shuffled.shuffle(aliases)
    assert build_index(replace(mixed, pairs=tuple(pairs), aliases=tuple(aliases))).files == built.files


def test_every_file_is_named_by_what_it_holds_or_stands_in_a_folder_named_by_its_payloads(built: BuiltIndex) -> None:
    single = {name: content for name, content in built.files.items() if "/" not in name and name.endswith(".bin")}
    digests = {name: hashlib.sha256(gzip.decompress(content)).digest() for name, content in single.items()}
    assert digests
    assert all(name == f"{base64.b32encode(digest)[:10].decode().lower()}.bin" for name, digest in digests.items())
    folders = {name.partition("/")[0] for name in built.files if "/" in name}
    for folder in folders:
        numbers = range(sum(name.startswith(f"{folder}/") for name in built.files))
        payloads = [unpack(built.files[f"{folder}/{number}.bin"], folder, f"{folder}/{number}") for number in numbers]
        assert folder_name(payloads) == folder


def test_the_manifest_names_every_file(built: BuiltIndex) -> None:
    reachable = {"manifest.json", "en.pack", "zh-hant.pack"}
    manifest = json.loads(built.files["manifest.json"])
    named = [*manifest["lexicons"].values(), *manifest["starts"].values(), manifest["forms"], manifest["characters"]]
    named += [manifest["alias_words"], manifest["alias_sounds"]]
    named += [family["directory"] for family in manifest["families"].values()]
    folders = [family["name"] for family in manifest["families"].values()] + [
        *manifest["documents"].values(),
        manifest["words"]["name"],
        manifest["real"]["name"],
        *(place["name"] for place in manifest["aliases"].values()),
    ]
    reachable |= {f"{name}.bin" for name in named}
    reachable |= {name for name in built.files if name.partition("/")[0] in folders}
    index = open_files(built.files)
    for language in ("en", "zh-hant"):
        reachable |= {f"{document.text_name}.bin" for document in index.documents(language, range(len(PAIRS))).values()}
    assert reachable == set(built.files)


def test_each_term_is_in_exactly_one_shard_and_they_are_in_order(built: BuiltIndex) -> None:
    manifest = json.loads(built.files["manifest.json"])
    for family in manifest["families"].values():
        terms = all_terms(built.files, family["name"])
        assert terms == sorted(set(terms))
        assert terms


def test_every_term_of_an_article_leads_to_its_pair(built: BuiltIndex, reader: IndexReader) -> None:
    for number, name in enumerate(sorted(PAIRS)):
        for language, side in PAIRS[name].items():
            texts = [side.title, *side.keywords, *(f"{section.title}\n{section.text}" for section in side.sections)]
            counts = count_terms(texts)
            for script, terms in (("latn", counts.latn), ("hani", counts.hani)):
                reader.load(f"{script}/{language}", terms)
                for term in terms:
                    postings = reader.postings(f"{script}/{language}", term)
                    assert postings is not None
                    assert number in postings.pairs


def test_impacts_are_one_byte_above_zero_and_multiples_of_the_step_or_the_ends() -> None:
    assert list(quantise(np.array([0.0, 0.4, 2.1, 6.0, 250.0, 254.0, 900.0]), 4)) == [1, 1, 4, 8, 248, 255, 255]


def test_a_word_and_its_forms_are_relatives() -> None:
    index = open_files(build_index(source_of(PAIRS)).files)
    index.load("latn/en", ["refund"])
    postings = index.postings("latn/en", "refund")
    assert postings is not None
    assert set(postings.relatives) == {"refunds", "refunded"}


@pytest.mark.parametrize(
    ("quality", "holder", "are_kin"),
    [
        ("compliance", "compliant", True),
        ("vacancies", "vacant", True),
        ("urgency", "urgently", True),
        ("currency", "current", False),
    ],
)
def test_a_quality_is_kin_to_what_has_it(quality: str, holder: str, are_kin: bool) -> None:
    assert (stem(quality) == stem(holder)) is are_kin


def test_every_variant_of_the_site_s_characters_folds(reader: IndexReader) -> None:
    fold = reader.forms().fold
    used = {char for sides in PAIRS.values() for side in sides.values() for char in "".join(count_terms([side.title]).hani)}
    expected = {variant: folded for variant, folded in fold_table().items() if folded in used}
    assert {variant: fold[ord(variant)] for variant in expected} == expected


def test_the_variants_of_a_synonym_s_characters_fold_even_where_no_article_holds_them(reader: IndexReader) -> None:
    assert reader.forms().fold[ord("錢")] == "钱"


def test_an_alias_that_leads_nowhere_does_not_travel(reader: IndexReader) -> None:
    assert [set(reader.all_aliases(script)) for script in ("latn", "hani")] == [{"money back"}, {"退钱"}]


def test_a_character_is_shown_as_the_site_writes_it_most(reader: IndexReader) -> None:
    written = reader.forms().written
    assert written[ord("时")] == "時"
    assert written[ord("里")] in {"裏", "裡"}


def test_a_pair_of_one_language_is_shown_in_it_to_readers_of_the_other(reader: IndexReader) -> None:
    order = sorted(PAIRS)
    shown = reader.documents("zh-hant", [order.index("delivery/customs")])[order.index("delivery/customs")]
    assert (shown.language, shown.title, shown.url) == ("en", "Customs duty", "zh-hant/delivery/customs/")


def test_an_address_that_does_not_follow_from_the_id_is_kept() -> None:
    named = source_of(PAIRS)
    moved = replace(named.pairs[0], urls={"en": "en/old/place.html"})
    index = open_files(build_index(replace(named, pairs=(moved, *named.pairs[1:]))).files)
    number = sorted(PAIRS).index(moved.id)
    assert index.documents("en", [number])[number].url == "en/old/place.html"
    assert index.documents("zh-hant", [number])[number].url == f"zh-hant/{moved.id}/"


def test_the_type_of_the_article_shown_comes_back_with_its_record() -> None:
    pairs: dict[str, dict[Language, IndexedArticle]] = {
        "pay/fees": {"en": article("Fees", kind="policy"), "zh-hant": article("費用", kind="faq")},
        "pay/fps": {"en": article("FPS")},
    }
    index = index_of(pairs)
    assert [document.type for document in index.documents("en", range(2)).values()] == ["policy", "how-to"]
    assert [document.type for document in index.documents("zh-hant", range(2)).values()] == ["faq", "how-to"]


def test_the_text_of_an_article_comes_back_as_written(reader: IndexReader) -> None:
    number = sorted(PAIRS).index("payment/fps")
    document = reader.documents("zh-hant", [number])[number]
    assert reader.text(document) == [("", "", "裏面的二維碼。"), ("s1", "1", "裡頁")]


def test_a_title_weighs_more_than_a_body() -> None:
    index = open_files(build_index(source_of({"a": {"en": article("Refund")}, "b": {"en": article("Other", "Refund")}})).files)
    index.load("latn/en", ["refund"])
    postings = index.postings("latn/en", "refund")
    assert postings is not None
    assert postings.impacts[0] > postings.impacts[1]


def test_a_portal_without_articles_has_an_index_that_finds_nothing() -> None:
    index = open_files(build_index(source_of({})).files)
    assert index.manifest["pairs"] == 0
    assert index.manifest["families"] == {}
    assert index.lexicon("hani") == {}


def test_other_weights_give_other_bytes(built: BuiltIndex) -> None:
    flat = {script: replace(ranking, saturation=0.1) for script, ranking in DEFAULT_BM25F.items()}
    assert build_index(source(ranking=flat)).files["manifest.json"] != built.files["manifest.json"]
