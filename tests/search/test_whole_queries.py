"""What readers get for whole queries, over indexes of a few sentences."""

from __future__ import annotations

import pytest
from small_index import article, ask, ids, index_of

from kbgen.errors import IndexReadError
from kbgen.index.codec import FORMAT, seal
from kbgen.search.reader import IndexReader, open_index
from kbgen.search.reasons import reasons
from kbgen.text.aliases import Alias
from kbgen.text.tokens import canonical


def test_a_portal_without_chinese_text_answers_a_chinese_query_with_none() -> None:
    index = index_of({"refunds": {"en": article("Refunds", "Money comes back in a week.")}})
    assert ask(index, "退款").outcome == "none"


def test_a_portal_without_english_words_answers_an_english_query_with_none() -> None:
    index = index_of({"refunds": {"zh-hant": article("退款", "款項一星期內退回。")}})
    assert ask(index, "refund", "en").outcome == "none"


def test_a_synonym_of_characters_that_no_article_uses_is_found_in_both_scripts() -> None:
    index = index_of(
        {"order": {"zh-hant": article("如何購買")}, "proof": {"zh-hant": article("校對設計稿")}},
        aliases=(Alias(canonical("幫襯"), canonical("購買"), 200, "variant"),),
    )
    assert ids(ask(index, "幫襯")) == ["order"]
    assert ids(ask(index, "帮衬")) == ["order"]


def test_a_chinese_word_may_stand_for_an_english_one() -> None:
    index = index_of(
        {"fps": {"en": article("Pay with FPS"), "zh-hant": article("付款方法")}, "proof": {"zh-hant": article("校對設計稿")}},
        aliases=(Alias(canonical("轉數快"), canonical("FPS"), 256, "synonym"),),
    )
    assert ids(ask(index, "轉數快")) == ["fps"]


def test_a_chinese_word_may_stand_for_a_phrase_of_several_runs() -> None:
    index = index_of(
        {"card": {"zh-hant": article("VISA 卡付款")}, "proof": {"zh-hant": article("校對設計稿")}},
        aliases=(Alias(canonical("碌卡"), canonical("VISA 付款"), 256, "synonym"),),
    )
    answer = ask(index, "碌卡")
    assert ids(answer) == ["card"]
    assert answer.outcome == "exact"


def test_the_corrected_query_does_not_repeat_a_hyphenated_word() -> None:
    index = index_of({"address": {"en": article("Change your e-mail address")}, "proof": {"en": article("Check the proof")}})
    assert ask(index, "e-mail adress", "en").corrected == "e mail address"


def test_a_pair_of_characters_of_two_list_items_is_no_word() -> None:
    index = index_of({"pay": {"zh-hant": article("方法", "信用卡\n轉數快")}, "proof": {"zh-hant": article("校對設計稿")}})
    index.load("hani/zh-hant", ["卡转", "用卡"])
    assert index.postings("hani/zh-hant", "用卡")
    assert index.postings("hani/zh-hant", "卡转") is None


def test_invisible_characters_pasted_into_a_word_do_not_split_it() -> None:
    index = index_of({"place": {"zh-hant": article("葛城", "門市")}, "proof": {"zh-hant": article("校對設計稿")}})
    plain = ask(index, "葛城").results[0].score
    assert ask(index, "葛\U000e0100城").results[0].score == plain
    assert ask(index, "葛\u200e城").results[0].score == plain
    assert ask(index, "\u2068葛城\u2069").results[0].score == plain


def test_a_manifest_that_is_a_web_page_is_a_damaged_index() -> None:
    with pytest.raises(IndexReadError, match=r"manifest\.json"):
        IndexReader(lambda name: b"<!doctype html><title>404</title>")


def test_a_manifest_that_is_no_object_is_a_damaged_index() -> None:
    with pytest.raises(IndexReadError, match=r"manifest\.json"):
        IndexReader(lambda name: b"[]")


def test_a_missing_shard_is_named(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "manifest.json").write_bytes(seal({"format": FORMAT, "lexicons": {"latn": "gone234567"}}))
    with pytest.raises(IndexReadError, match="gone234567"):
        open_index(folder).lexicon("latn")


def test_two_chinese_words_side_by_side_may_stand_for_two_english_ones() -> None:
    aliases = (Alias(canonical("轉數快"), "fps", 200, "variant"), Alias(canonical("電郵"), "email", 200, "variant"))
    index = index_of(
        {
            "receipt": {"en": article("FPS e-mail receipts"), "zh-hant": article("收據")},
            "fps": {"en": article("Pay by FPS")},
            "proof": {"zh-hant": article("校對設計稿")},
        },
        aliases=aliases,
    )
    answer = ask(index, "轉數快電郵")
    assert answer.outcome == "exact"
    assert [reading.words for _, reading in answer.results[0].chosen] == [("fps",), ("email",)]


def test_a_homophone_is_mended_in_both_scripts_even_where_no_article_holds_it() -> None:
    index = index_of({"fee": {"zh-hant": article("運費計算", "運費按重量計算。")}, "proof": {"zh-hant": article("校對設計稿")}})
    assert ask(index, "运废").corrected == "运费"
    assert ask(index, "運廢").corrected == "運費"
    assert ask(index, "運廢").corrected == "運費"


def test_an_english_reader_finds_a_latin_word_of_an_article_that_exists_in_chinese_only() -> None:
    index = index_of(
        {
            "cards": {"en": article("Paying by card"), "zh-hant": article("以 Octopus 付款")},
            "octopus": {"zh-hant": article("Octopus 增值")},
        }
    )
    answer = ask(index, "octopus", "en")
    assert ids(answer) == ["octopus"]
    assert [reason.kind for reason in reasons(index, answer.results[0])] == ["exact"]


def test_an_english_question_is_answered_by_what_it_asks_about_not_by_its_question_words() -> None:
    index = index_of(
        {
            "how-to-order": {"en": article("How to order", "How to order, and how long it takes.")},
            "refunds": {"en": article("Refunds", "Money comes back in a week.")},
            "returns": {"en": article("Returns and refunds", "Send it back for a refund.")},
            "invoices": {"en": article("Invoices", "After a refund the invoice is void.")},
        }
    )
    answer = ask(index, "please how do I get refunds", "en")
    assert ids(answer)[0] == "refunds"
    assert not answer.results[0].weak


def test_a_chinese_question_is_answered_by_what_it_asks_about_not_by_its_question_words() -> None:
    index = index_of(
        {
            "order": {"zh-hant": article("如何下單", "如何選購和付款。")},
            "refunds": {"zh-hant": article("退款", "退款於一星期內退回。")},
            "returns": {"zh-hant": article("退貨", "寄回後退款。")},
            "invoices": {"zh-hant": article("發票", "退款後發票作廢。")},
        }
    )
    answer = ask(index, "如何退款")
    assert ids(answer)[0] == "refunds"
    assert not answer.results[0].weak


def test_an_article_that_holds_only_the_question_words_is_a_weak_match() -> None:
    index = index_of(
        {
            "order": {"en": article("How to order", "How you order and what it costs.")},
            "refunds": {"en": article("Refunds", "Money comes back in a week.")},
        }
    )
    assert ask(index, "how to bake a cake", "en").outcome in ("weak", "none")


def test_a_phrase_that_lost_a_character_is_read_as_the_phrase_that_an_article_holds() -> None:
    index = index_of(
        {
            "source": {"zh-hant": article("指派產品來源", "產品來源是倉庫。")},
            "product": {"zh-hant": article("產品", "產品的產品名和產品線。")},
            "name": {"zh-hant": article("產品名和圖", "產品名。")},
        }
    )
    answer = ask(index, "產品源")
    assert ids(answer)[0] == "source"
    assert answer.corrected == "產品來源"


def test_words_that_say_little_find_the_articles_called_by_them_and_nothing_by_what_others_say_of_the_kind() -> None:
    index = index_of(
        {
            "about": {"en": article("About us", "Founded in 1901."), "zh-hant": article("關於我們", "成立於 1901 年。")},
            "way": {"en": article("The way to the pier", "How to get here. What is this about? Ask us.")},
        }
    )
    assert ids(ask(index, "about us", "en")) == ["about"]
    assert ids(ask(index, "About us?", "en")) == ["about"]
    assert ids(ask(index, "please, about us", "en")) == ["about"]
    assert ids(ask(index, "about us")) == ["about"]
    assert ask(index, "about us", "en").outcome == "exact"
    assert ids(ask(index, "how to get here", "en")) == []
    assert ids(ask(index, "what is this", "en")) == []


def test_only_articles_called_by_words_that_say_little_are_found_by_them() -> None:
    index = index_of(
        {
            "about": {"en": article("About us", "Founded in 1901.")},
            "team": {"en": article("About us", "Seven people work here.")},
            "pier": {"en": article("All about us and the pier", "About us, about us, about us.")},
        }
    )
    assert sorted(ids(ask(index, "about us", "en"))) == ["about", "team"]


def _prices_and_a_thing() -> IndexReader:
    return index_of(
        {
            "prices": {"en": article("Ticket prices"), "zh-hant": article("門票多少錢", "門票幾錢？成人票價格 200 元。")},
            "locker": {"en": article("Lockers", "A locker is 20."), "zh-hant": article("置物櫃", "每次 20 元。")},
        }
    )


def test_a_thing_named_in_english_is_found_before_what_a_chinese_word_beside_it_says_of_any_thing() -> None:
    index = _prices_and_a_thing()
    for query in ("locker 多少錢", "locker 幾錢", "幾多錢 locker", "locker多少钱"):
        assert ids(ask(index, query))[0] == "locker", query
    assert ids(ask(index, "門票多少錢"))[0] == "prices"
    assert ids(ask(index, "門票"))[0] == "prices"
