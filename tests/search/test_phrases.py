"""What readers get for phrases in quotes and for words after a minus, over indexes of a few sentences."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from small_index import article, ask, ids, index_of, shown, source_of
from test_twins import SCRIPT, node

from kbgen.index.build import build_index
from kbgen.search.constants import MOST_LOOKED_THROUGH
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader, open_index
from kbgen.text.aliases import Alias


@pytest.fixture(scope="module")
def shop() -> IndexReader:
    return index_of(
        {
            "colours": {
                "en": article("Colours", "Colours may differ from one print run to the next."),
                "zh-hant": article("顏色", "每次印量不同，顏色或有差異。"),
            },
            "proof": {
                "en": article("Proofs", "Print a proof, then run it past your team."),
                "zh-hant": article("校樣", "印一份校樣，量一量尺寸。"),
            },
            "refund-card": {
                "en": article("Refunds to a card", "A refund goes to the card in 3-5 days; an e-mail says so."),
                "zh-hant": article("退款至信用卡", "退款會回到原來的信用卡。"),
            },
            "refund-cash": {
                "en": article("Cash refunds", "A refund in cash is paid at the shop."),
                "zh-hant": article("現金退款", "退款在門市以現金支付，講信用，用卡紙包好。"),
            },
        },
        aliases=(Alias("reimbursement", "refund", 230, "synonym"),),
    )


@pytest.mark.parametrize("query", ['"print run"', "“print run”", "＂Print Run＂", '"print-run"', "「print run」"])
def test_a_phrase_in_quotes_finds_only_where_its_words_stand_side_by_side(shop: IndexReader, query: str) -> None:
    assert ids(ask(shop, query, "en")) == ["colours"]


@pytest.mark.parametrize("query", ["「印量」", "“印量”", "『印量』", "《印量》", '"印量"', "「印量」 顏色"])
def test_a_chinese_phrase_in_any_quotes_finds_only_who_holds_it(shop: IndexReader, query: str) -> None:
    assert ids(ask(shop, query)) == ["colours"]


def test_a_phrase_is_found_in_the_other_script(shop: IndexReader) -> None:
    assert ids(ask(shop, "「颜色或有差异」")) == ["colours"]


def test_nothing_within_quotes_is_mended_or_replaced(shop: IndexReader) -> None:
    for query in ('"refnd"', '"reimbursement"'):
        answer = ask(shop, query, "en")
        assert answer.note is not None
        assert answer.note.kind == "phrase"


@pytest.mark.parametrize(("query", "language"), [('"run print"', "en"), ("「量印」", "zh-hant")])
def test_where_nothing_holds_a_phrase_its_words_are_searched_for_and_the_answer_says_so(
    shop: IndexReader, query: str, language: str
) -> None:
    answer = ask(shop, query, language)  # type: ignore[arg-type]
    assert answer.note is not None
    assert (answer.note.kind, answer.note.words) == ("phrase", (query[1:-1],))
    assert shown(answer)["results"] == shown(ask(shop, query[1:-1], language))["results"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query", ["refund -card", "refund -cards", "refund –card", "refund －card", 'refund -"a card"', "-card refund"]
)
def test_a_minus_leaves_out_who_holds_the_word_in_any_form(shop: IndexReader, query: str) -> None:
    assert ids(ask(shop, query, "en")) == ["refund-cash"]


@pytest.mark.parametrize("query", ["退款 -信用卡", "退款 －信用卡", "退款　–信用卡", "退款 -「信用卡」", "退款 -至信用卡"])
def test_a_minus_leaves_out_who_holds_the_chinese_word_and_not_its_characters(shop: IndexReader, query: str) -> None:
    assert ids(ask(shop, query)) == ["refund-cash"]


def test_a_minus_leaves_out_no_synonym(shop: IndexReader) -> None:
    assert ids(ask(shop, "refund -reimbursement", "en")) == ids(ask(shop, "refund", "en"))


def test_of_nothing_but_words_to_leave_out_the_words_are_searched_for_and_the_answer_says_so(shop: IndexReader) -> None:
    answer = ask(shop, "-cash", "en")
    assert ids(answer) == ["refund-cash"]
    assert answer.note is not None
    assert (answer.note.kind, answer.note.words) == ("minus", ("cash",))


@pytest.mark.parametrize("query", ['"card" -"card"', '"card" -card', '"card" -refund'])
def test_that_a_phrase_was_not_found_is_not_said_where_who_holds_it_is_left_out(shop: IndexReader, query: str) -> None:
    answer = ask(shop, query, "en")
    assert (ids(answer), answer.note) == ([], None)


@pytest.mark.parametrize("query", ["e-mail", "refund - card", "refund 3-5", 'refund 5"', '"refund', "refund -5", "refund -"])
def test_signs_that_are_part_of_words_and_numbers_are_no_operators(shop: IndexReader, query: str) -> None:
    answer = ask(shop, query, "en")
    assert answer.note is None
    assert "refund-card" in ids(answer)


def test_what_the_query_is_read_as_keeps_phrases_and_what_is_left_out(shop: IndexReader) -> None:
    assert ask(shop, 'refnd "shop" -card', "en").corrected == 'refund "shop" -card'


def test_a_phrase_at_more_articles_than_are_looked_through_says_so_alike_in_both_twins(tmp_path: Path) -> None:
    many = MOST_LOOKED_THROUGH + 8
    pairs = {f"a{number:02}": {"en": article(f"Part {number}", "Our print run is long.")} for number in range(many)}
    for name, content in build_index(source_of(pairs)).files.items():  # type: ignore[arg-type]
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    queries = ['"print run"', '"run print"', 'part -"print run"', 'part -"run print"']
    answers = [SearchEngine(open_index(tmp_path), "en").search(query, limit=20) for query in queries]
    assert [(answer.total, answer.note and answer.note.kind) for answer in answers] == [
        (MOST_LOOKED_THROUGH, "first"),
        (many, "phrase"),
        (0, None),
        (MOST_LOOKED_THROUGH, None),
    ]
    questions = [{"language": "en", "query": query, "literal": False} for query in queries]
    asked = subprocess.run([node(), SCRIPT, tmp_path], input=json.dumps(questions).encode(), capture_output=True, check=True)
    assert [answer | {"why": []} for answer in json.loads(asked.stdout)] == [
        shown(answer) | {"why": [], "card": None} for answer in answers
    ]
