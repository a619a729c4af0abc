"""Why a search failed: the labelled queries as a whole, and what each rule rests on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from diagnosis_tables import confusion, right_share, sample_index
from labelled_queries import drafts, former, labelled
from small_index import article, source_of

from kbgen.errors import UsageError
from kbgen.index.build import build_index
from kbgen.insights.diagnosis.drafts import read_drafts
from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.diagnosis.keyboards import cangjie_mode, zhuyin_mode
from kbgen.insights.diagnosis.persons import is_person
from kbgen.insights.diagnosis.plausible import is_word_like
from kbgen.insights.diagnosis.slips import is_han_slip, is_slip, is_spelling, nearest_word
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from kbgen.search.reader import IndexReader, index_of
from search_analytics.events.record import Language
from search_analytics.store.search_log import SearchCounts

GUIDE = Path(__file__).parents[2] / "docs/guide/content/en"


@pytest.fixture(scope="module")
def index() -> IndexReader:
    return sample_index()


@pytest.fixture(scope="module")
def examiner(index: IndexReader) -> PortalExaminer:
    return PortalExaminer(index, drafts(), former())


def diagnose(examiner: PortalExaminer, text: str, language: Language = "en", **trail: object) -> Diagnosis:
    return examiner.examine(Trail(phrase=(text.lower(), language), text=text, **({"counts": SearchCounts(no_result=3)} | trail)))  # type: ignore[arg-type]


def test_there_are_enough_labelled_queries_of_both_languages_and_some_that_nobody_looked_at() -> None:
    queries = list(labelled())
    assert len(queries) >= 300
    assert sum(query.trail.language == "en" for query in queries) >= 150
    assert sum(query.trail.language == "zh-hant" for query in queries) >= 150
    assert sum(query.held_out for query in queries) >= 80
    assert {query.verdict for query in queries} == set(Verdict)


def test_most_verdicts_are_what_a_person_would_say_also_where_no_rule_was_tuned(index: IndexReader) -> None:
    tuned, held_out = confusion(index)
    assert right_share(tuned) > 0.9
    assert right_share(held_out) > 0.78


@pytest.mark.parametrize(
    "text",
    [
        "order #482913",
        "my order number is 482913",
        "invoice no AB-12345678",
        "tracking 1Z999AA10123456784",
        "訂單號碼 HH-482913",
        "單號:20261122044",
        "快遞單號 7762 3391 0082",
        "+852 9123 4567",
        "Y123456(7)",
        "1990/01/01",
        "@amychan",
        "PO Box 1234",
        "九龍灣德福廣場A座12樓",
        "ㄋㄧˇㄏㄠˇ",
        "jfkdl;sa",
        "asd123",
        "aaa bbb ccc",
        "thank you so much",
        "just testing",
        "有人在嗎",
        "who are you",
        "食咗飯未",
    ],
)
def test_numbers_by_their_names_small_talk_and_keys_are_out_of_scope(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text, "en" if text.isascii() else "zh-hant").verdict is Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "text",
    [
        "1+1",
        "8*7=",
        "<script>alert(1)</script>",
        "&lt;p&gt;",
        '"><img src=x onerror=alert(1)>',
        "' or 1=1 --",
        "SELECT * FROM users",
        "../../etc/passwd",
        "台中市西屯區台灣大道三段",
        "fuck you",
        "lorem ipsum dolor sit amet",
        "how old are you",
        "講個笑話",
    ],
)
def test_sums_programs_addresses_and_swearing_are_out_of_scope(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text, "en" if text.isascii() else "zh-hant").verdict is Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "text", ["<b>wedding invitation</b>", "select a colour from the list", "drop off table", "10x15", "24/7", "信義路有門市嗎"]
)
def test_what_looks_a_little_like_a_program_or_an_address_stays_a_question(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text, "en" if text.isascii() else "zh-hant").verdict is not Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("that other one", Evidence.POINTS),
        ("same thing as before", Evidence.POINTS),
        ("上次那個", Evidence.POINTS),
        ("嗰樣嘢", Evidence.POINTS),
        ("kelly", Evidence.PERSON),
        ("Emily Chan", Evidence.PERSON),
        ("陳小姐", Evidence.PERSON),
        ("黃家輝", Evidence.PERSON),
        ("林美玲", Evidence.PERSON),
        ("王志明", Evidence.PERSON),
        ("刘德华", Evidence.PERSON),
        ("阿明", Evidence.PERSON),
    ],
)
def test_names_of_people_and_what_only_points_are_no_missing_article(
    examiner: PortalExaminer, text: str, evidence: Evidence
) -> None:
    found = diagnose(examiner, text, "en" if text.isascii() else "zh-hant")
    assert (found.verdict, found.reasons[0].evidence) == (Verdict.UNKNOWN, evidence)


@pytest.mark.parametrize("text", ["rose", "another wedding invitation", "阿膠", "上次買的雨傘", "emily dickinson poster"])
def test_a_thing_that_is_also_a_name_or_is_pointed_at_stays_one(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text, "en" if text.isascii() else "zh-hant").verdict is Verdict.MISSING_ARTICLE


@pytest.mark.parametrize(
    ("text", "language", "article"),
    [
        ("claim invoice lottery prize", "en", "invoices/lottery-winning"),
        ("invoice lottery winning", "en", "invoices/lottery-winning"),
        ("寄美國關稅", "zh-hant", "delivery/overseas-customs"),
        ("透明貼紙白墨", "zh-hant", "files/white-ink"),
    ],
)
def test_what_a_title_of_the_other_language_alone_names_lacks_a_translation(
    examiner: PortalExaminer, text: str, language: Language, article: str
) -> None:
    found = diagnose(examiner, text, language)
    assert (found.verdict, found.article) == (Verdict.TRANSLATION, article)


@pytest.mark.parametrize(("text", "language"), [("invoice", "en"), ("order an invoice", "en"), ("墨水", "zh-hant")])
def test_a_part_of_a_title_of_the_other_language_is_not_enough(examiner: PortalExaminer, text: str, language: Language) -> None:
    assert diagnose(examiner, text, language).verdict is not Verdict.TRANSLATION


@pytest.mark.parametrize(
    ("text", "meant"),
    [("電孑發票", "电子发票"), ("統一編虎", "统一编号"), ("八達逋", "八达通"), ("信用卞", "信用卡")],
)
def test_a_character_that_makes_no_word_is_a_slip_where_the_others_tell_the_word(
    examiner: PortalExaminer, text: str, meant: str
) -> None:
    found = diagnose(examiner, text, "zh-hant")
    assert (found.verdict, "".join(found.words)) == (Verdict.TYPO, meant)


@pytest.mark.parametrize("text", ["desktop", "laptop", "刻字"])
def test_what_the_search_has_a_word_stand_for_and_nobody_took_is_another_thing(examiner: PortalExaminer, text: str) -> None:
    language: Language = "en" if text.isascii() else "zh-hant"
    found = diagnose(examiner, text, language, counts=SearchCounts(visitor_days=5, unclicked=5))
    assert (found.verdict, found.reasons[0].evidence) == (Verdict.MISSING_ARTICLE, Evidence.NO_ARTICLE)


def test_used_things_are_other_things(examiner: PortalExaminer) -> None:
    assert diagnose(examiner, "used stamps").verdict is Verdict.MISSING_ARTICLE
    assert diagnose(examiner, "used octopus").verdict is Verdict.MISSING_ARTICLE


def test_a_letter_in_another_place_and_a_letter_too_few_before_an_ending_are_slips(examiner: PortalExaminer) -> None:
    assert diagnose(examiner, "canlce order").verdict is Verdict.TYPO
    assert diagnose(examiner, "lable").verdict is Verdict.TYPO
    assert diagnose(examiner, "shiping fee").verdict is Verdict.TYPO


@pytest.mark.parametrize(
    "text",
    [
        "order 100 mugs",
        "size 38 40",
        "order 1000",
        "ps5",
        "iphone 15 case",
        "1000x2000mm",
        "我要訂 100 個",
        "can I try it",
        "AAA",
    ],
)
def test_a_number_or_a_short_name_in_a_question_leaves_it_one(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text).verdict is not Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "text", ["weather tomorrow", "premier league table", "今日天氣", "六合彩結果", "flight status", "護照續期", "恒指"]
)
def test_off_topic_matters_that_the_portal_is_not_about_are_out_of_scope(examiner: PortalExaminer, text: str) -> None:
    found = diagnose(examiner, text, "en" if text.isascii() else "zh-hant")
    assert (found.verdict, found.reasons[0].evidence) == (Verdict.OUT_OF_SCOPE, Evidence.ELSEWHERE)


@pytest.mark.parametrize(
    "text", ["passport cover", "weather station", "concert lanyard", "護照套", "新聞稿", "天氣影響送貨", "joke mug"]
)
def test_a_thing_beside_an_off_topic_matter_makes_another_question_of_it(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text, "en" if text.isascii() else "zh-hant").verdict is not Verdict.OUT_OF_SCOPE


def test_a_portal_that_names_an_off_topic_matter_answers_for_it(index: IndexReader) -> None:
    examiner = PortalExaminer(index)
    article, shown = next(iter(examiner._words.documents.items()))
    named = {language: replace(document, title="天氣與出貨") for language, document in shown.items()}
    examiner._words.documents = {article: named}  # type: ignore[misc]
    assert diagnose(examiner, "今日天氣", "zh-hant").verdict is not Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("text", "meant"),
    [("優惠卷不能用", "优惠券不能用"), ("登入不瞭", "登入不了"), ("超商取貸", "超商取货"), ("折價卷", "折价券")],
)
def test_a_slip_of_one_character_that_no_article_holds_is_found_also_in_a_longer_text(
    examiner: PortalExaminer, text: str, meant: str
) -> None:
    found = diagnose(examiner, text, "zh-hant")
    assert (found.verdict, found.words) == (Verdict.TYPO, (meant,))


def test_what_readers_did_next_decides_before_a_list_of_words_does(examiner: PortalExaminer) -> None:
    assert diagnose(examiner, "回水", "zh-hant").verdict is Verdict.VARIANT
    told = {"opened": (("returns/refund-times", 3),), "followed": (("退款", 3, 3),)}
    assert diagnose(examiner, "回水", "zh-hant", **told).verdict is Verdict.SYNONYM


def test_a_rare_traditional_character_is_not_taken_for_a_simplified_one(examiner: PortalExaminer) -> None:
    assert all(reason.evidence is not Evidence.SIMPLIFIED for reason in diagnose(examiner, "棄單", "zh-hant").reasons)
    assert diagnose(examiner, "账户", "zh-hant").reasons[0].evidence is Evidence.SIMPLIFIED


def test_every_verdict_has_reasons_and_names_an_article_that_exists(examiner: PortalExaminer) -> None:
    known = examiner._words.documents
    for query in labelled():
        found = examiner.examine(query.trail)
        assert found.reasons
        assert found.article is None or found.verdict is Verdict.UNPUBLISHED or found.article in known


def test_what_readers_searched_next_names_our_word(examiner: PortalExaminer) -> None:
    steps = {"opened": (("returns/refund-times", 4),), "followed": (("refund", 4, 4), ("⟨name⟩ zzz", 1, 1))}
    found = diagnose(examiner, "restitution", **steps)
    assert (found.verdict, found.article, found.words) == (Verdict.SYNONYM, "returns/refund-times", ("refund",))
    assert [reason.evidence for reason in found.reasons] == [Evidence.REFINED_TO, Evidence.OPENED]


@pytest.mark.parametrize("text", ["Wong Ka Fai", "chan tai man", "lin wai chung", "黃家輝師傅", "陳大文先生"])
def test_a_full_chinese_name_in_letters_or_with_a_title_is_a_name_and_no_missing_article(
    examiner: PortalExaminer, text: str
) -> None:
    assert diagnose(examiner, text, "en" if text.isascii() else "zh-hant").verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "law and order",
        "tan hat box",
        "siu mai",
        "lee fun run",
        "wong tai sin",
        "lai chi kok",
        "高中老師",
        "簡單的老師",
        "許多同學",
        "黃金",
        "黃金卡",
        "李子汁",
        "高級版",
        "高清版",
        "高富帥",
        "馬克杯",
        "江浙菜",
        "何文田",
        "石家莊",
        "盧旺達",
        "何處領",
        "周詳細",
        "方便麵",
        "程式碼",
        "曾經買",
    ],
)
def test_words_after_what_is_a_family_name_too_are_no_name(text: str) -> None:
    assert not is_person(text)


def test_what_was_passed_over_should_find_what_most_readers_took(examiner: PortalExaminer) -> None:
    counts = SearchCounts(searches=30, visitor_days=30, networks=30, unclicked=6)
    found = diagnose(examiner, "refund", counts=counts, clicked=(("returns/exchange", 2, 16),))
    assert (found.verdict, found.article) == (Verdict.RANKED_LOW, "returns/exchange")


def test_what_most_readers_take_an_article_of_is_answered_though_a_few_left(examiner: PortalExaminer) -> None:
    counts = SearchCounts(searches=50, visitor_days=50, networks=50, unclicked=6)
    taken = diagnose(examiner, "refund", counts=counts, clicked=(("returns/refund-times", 1, 40),))
    assert (taken.verdict, taken.answered_now) == (Verdict.ANSWERED, True)
    left = diagnose(examiner, "refund", counts=counts, clicked=(("returns/refund-times", 1, 20),))
    assert (left.verdict, left.answered_now) == (Verdict.RANKED_LOW, False)


def test_a_missing_article_names_what_the_search_shows_first_for_it_may_answer_in_other_words(examiner: PortalExaminer) -> None:
    found = diagnose(examiner, "gift basket")
    assert found.verdict is Verdict.MISSING_ARTICLE
    (shown,) = (reason.ours for reason in found.reasons if reason.evidence is Evidence.NEAREST)
    assert shown in {document.title for documents in examiner._words.documents.values() for document in documents.values()}
    assert all(reason.evidence is not Evidence.NEAREST for reason in diagnose(examiner, "kickstand").reasons)


def test_what_half_of_the_readers_or_fewer_did_next_is_said_and_decides_nothing(examiner: PortalExaminer) -> None:
    steps = {"opened": (("returns/refund-times", 6),), "followed": (("refund", 6, 6),)}
    twelve = SearchCounts(searches=12, visitor_days=12, no_result=12)
    alone, found = (diagnose(examiner, "restitution", counts=twelve, **more) for more in ({}, steps))
    assert (found.verdict, found.article, found.words) == (alone.verdict, alone.article, alone.words)
    title = examiner._words.title("returns/refund-times", "en")
    assert found.reasons == (*alone.reasons, Reason(Evidence.OPENED_BY_FEW, title, "12", 6))
    eleven = SearchCounts(searches=11, visitor_days=11, no_result=11)
    most = diagnose(examiner, "restitution", counts=eleven, **steps)
    assert (most.verdict, most.article) == (Verdict.SYNONYM, "returns/refund-times")
    assert all(reason.evidence is not Evidence.OPENED_BY_FEW for reason in most.reasons)


def test_a_reason_never_repeats_a_next_search_that_the_portal_does_not_say_itself(examiner: PortalExaminer) -> None:
    steps = {"opened": (("returns/refund-times", 4),), "followed": (("陳大文的訂單", 4, 4),)}
    found = diagnose(examiner, "回贈金額", "zh-hant", **steps)
    assert "陳大文" not in repr(found)


def test_an_article_that_readers_opened_and_that_the_portal_says_it_had_is_unpublished(index: IndexReader) -> None:
    found = diagnose(PortalExaminer(index, former={"promo/summer"}), "summer sale", opened=(("promo/summer", 3),))
    assert (found.verdict, found.article) == (Verdict.UNPUBLISHED, "promo/summer")


def test_an_article_that_browsers_alone_know_changes_no_verdict_and_is_not_named(examiner: PortalExaminer) -> None:
    before = diagnose(examiner, "summer sale")
    found = diagnose(examiner, "summer sale", opened=(("chan-tai-man-owes-money", 30),))
    assert (found.verdict, found.article, found.reasons[:-1]) == (before.verdict, before.article, before.reasons)
    assert found.reasons[-1] == Reason(Evidence.UNCONFIRMED, times=30)


def test_a_draft_that_holds_the_words_is_named(index: IndexReader, tmp_path: Path) -> None:
    (tmp_path / "gifts").mkdir()
    (tmp_path / "gifts" / "wrapping.md").write_text('---\ntitle: "Gift wrapping"\nkeywords: [ribbon, 絲帶]\n---\n', "utf-8")
    (tmp_path / "note.md").write_text("no front matter", "utf-8")
    drafts = read_drafts(tmp_path).texts
    assert drafts == {"gifts/wrapping": "Gift wrapping\nribbon\n絲帶"}
    found = diagnose(PortalExaminer(index, drafts), "gift ribbon")
    assert (found.verdict, found.article, found.reasons[0].ours) == (Verdict.UNPUBLISHED, "gifts/wrapping", "Gift wrapping")
    with pytest.raises(UsageError, match="no folder"):
        read_drafts(tmp_path / "none")


def test_the_keywords_of_a_draft_count_in_whatever_form_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("---\ntitle: 禮物包裝 # later\nkeywords:\n  - 絲帶\n  - 'bow: red'\n---\n", "utf-8")
    (tmp_path / "lines.md").write_text('---\nkeywords: ["ribbon, red",\n  bow]\n"title": Gifts\nstate: idea\n---\n', "utf-8")
    (tmp_path / "text.md").write_text("No front matter.\n\ntitle: not a title\n", "utf-8")
    (tmp_path / "folder.md").mkdir()
    drafts = read_drafts(tmp_path)
    assert drafts.texts == {"lines": "Gifts\nribbon, red\nbow", "list": "禮物包裝\n絲帶\nbow: red"}
    assert drafts.problems == ()


def test_a_draft_that_cannot_be_read_is_named_and_the_others_count(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("---\ntitle: Good\n---\n", "utf-8")
    (tmp_path / "latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    (tmp_path / "torn.md").write_text("---\ntitle: [\n---\n", "utf-8")
    drafts = read_drafts(tmp_path)
    assert drafts.texts == {"good": "Good"}
    assert [(problem.path.name, problem.line, problem.code) for problem in drafts.problems] == [
        ("latin.md", 2, "not-utf-8"),
        ("torn.md", 3, "front-matter"),
    ]


def test_a_click_far_below_means_a_low_rank(examiner: PortalExaminer) -> None:
    found = diagnose(examiner, "discount", counts=SearchCounts(unclicked=2), clicked=(("custom-orders/prices", 6, 3),))
    assert (found.verdict, found.article, found.reasons[0].times) == (Verdict.RANKED_LOW, "custom-orders/prices", 6)


def test_a_dead_query_that_works_now_says_so(examiner: PortalExaminer) -> None:
    found = diagnose(examiner, "載具", "zh-hant")
    assert (found.verdict, found.answered_now) == (Verdict.ANSWERED, True)
    assert diagnose(examiner, "octopsu payment").answered_now


@pytest.mark.parametrize("word", ["stump", "drone", "cellar", "poser"])
def test_a_real_word_that_no_article_holds_is_no_typing_mistake(examiner: PortalExaminer, word: str) -> None:
    assert diagnose(examiner, word).verdict is not Verdict.TYPO


def test_a_query_of_any_shape_gets_a_verdict(examiner: PortalExaminer) -> None:
    for text in ("", " ", "\u0301", "⟨email⟩", "a" * 200, "龘" * 200, "'\"`;--", "ㄅ", "😀", "\U0010ffff", "1/0", "= 1"):
        assert diagnose(examiner, text or " ").reasons


@pytest.mark.parametrize(
    ("typed", "meant"), [("refudn", "refund"), ("delivary", "delivery"), ("cupon", "coupon"), ("octopuss", "octopus")]
)
def test_slips_of_the_finger_are_seen(typed: str, meant: str) -> None:
    assert is_slip(typed, meant)


@pytest.mark.parametrize(("typed", "other"), [("parking", "packing"), ("swag", "swap"), ("puzzle", "purple"), ("bts", "its")])
def test_another_word_is_no_slip(typed: str, other: str) -> None:
    assert not is_slip(typed, other)


def test_the_nearest_word_may_be_the_beginning_of_a_longer_one() -> None:
    assert nearest_word("alipya", ["alipayhk", "payment"]) == "alipayhk"
    assert nearest_word("drone", ["delivery"]) == ""


def test_british_and_american_spelling_are_one_word() -> None:
    assert is_spelling("personalized", "personalised")
    assert not is_spelling("colour", "collar")
    for british, american in (("labelled", "labeled"), ("fuelling", "fueling"), ("odour", "odor"), ("anaemia", "anemia")):
        assert is_spelling(british, american)
        assert is_spelling(american, british)


STREETS = "彌敦道100號8樓A室; 中山北路二段48巷7號; 信義路5段7之1號; 388 Kwun Tong Road; Flat B, 12/F, Wing Building; 9 Tai Koo St"
NO_STREETS = "change address; deliver to discovery bay; 3 star hotel; 第3號郵袋; 送上樓; 2 for 1 in street style"


@pytest.mark.parametrize("text", STREETS.split("; "))
def test_where_somebody_lives_is_out_of_scope(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text).verdict is Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize("text", NO_STREETS.split("; "))
def test_a_question_with_a_number_or_a_floor_is_no_address(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text).verdict is not Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize("words", ["four for", "filled filed", "filling filing", "tiller tiler", "prise prize"])
def test_two_words_that_mean_something_else_are_no_two_spellings(words: str) -> None:
    one, other = words.split()
    assert not is_spelling(one, other)
    assert not is_spelling(other, one)


def test_characters_of_one_sound_or_shape_are_slips() -> None:
    assert is_han_slip("八达桶", "八达通")
    assert is_han_slip("取贷", "取货")
    assert not is_han_slip("退款", "汇款")


def test_keys_of_an_input_method_that_was_off_are_read() -> None:
    assert cangjie_mode("yav gfno", {"退款"}) == "退款"
    assert cangjie_mode("refund please", {"退款"}) == ""
    assert zhuyin_mode("ㄐㄍㄑㄧㄙㄎ", {"refund"}) == "refund"
    assert zhuyin_mode("退款", {"refund"}) == ""


@pytest.mark.parametrize("word", ["bitcoin", "umbrella", "strength", "lanyard", "jigsaw", "rhythm", "workshop", "touchscreen"])
def test_words_look_like_words(word: str) -> None:
    assert is_word_like(word)


@pytest.mark.parametrize("keys", ["asdfgh", "xqzvwk", "jjjjj", "lkjlkjlkj", "fjdkslaf", "qwertyuiop"])
def test_keys_pressed_at_random_do_not(keys: str) -> None:
    assert not is_word_like(keys)


def test_a_word_of_a_dictionary_that_no_article_holds_is_a_missing_article_though_it_looks_like_keys(
    examiner: PortalExaminer,
) -> None:
    assert diagnose(examiner, "kickstand").verdict is Verdict.MISSING_ARTICLE
    assert diagnose(examiner, "nightclub").verdict is Verdict.MISSING_ARTICLE


@pytest.mark.parametrize("text", ["cctv", "ddns", "cctv system"])
def test_the_same_few_consonants_of_several_readers_are_an_abbreviation_and_of_one_they_are_keys(
    examiner: PortalExaminer, text: str
) -> None:
    several = SearchCounts(visitor_days=3, no_result=3)
    assert diagnose(examiner, text, counts=several).verdict is Verdict.MISSING_ARTICLE
    assert diagnose(examiner, "ddns", counts=SearchCounts(visitor_days=1, no_result=1)).verdict is Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize("keys", ["sdfg", "fghj", "zxcv", "cxz", "dfdf", "bbbb", "xqzvwk"])
def test_keys_side_by_side_are_no_abbreviation_however_many_press_them(examiner: PortalExaminer, keys: str) -> None:
    several = SearchCounts(visitor_days=9, no_result=9)
    assert diagnose(examiner, keys, counts=several).verdict is not Verdict.MISSING_ARTICLE


def test_the_documentation_explains_every_verdict() -> None:
    text = (GUIDE / "reports/why.md").read_text("utf-8")
    assert all(f"| `{verdict.value}` |" in text for verdict in Verdict)


@pytest.mark.parametrize("text", ["陳大文 ⟨phone⟩", "⟨phone⟩ chan tai man", "Peter Wong ⟨phone⟩", "林小姐 ⟨email⟩"])
def test_a_name_beside_a_number_is_personal_data_and_a_question_beside_one_is_not(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text, "zh-hant").verdict is Verdict.OUT_OF_SCOPE
    assert diagnose(examiner, f"refund {text}", "en").verdict is not Verdict.OUT_OF_SCOPE


def test_results_that_readers_saw_and_did_not_take_are_no_answer_of_today(examiner: PortalExaminer) -> None:
    counts = SearchCounts(searches=4, visitor_days=4, unclicked=4)
    assert diagnose(examiner, "refnud", "en").answered_now
    assert not diagnose(examiner, "refnud", "en", counts=counts).answered_now


def test_an_answer_above_the_results_answers_what_found_nothing(examiner: PortalExaminer) -> None:
    found = diagnose(examiner, "when are you open", "en")
    assert (found.verdict, found.answered_now) == (Verdict.ANSWERED, True)


def test_a_slip_that_readers_put_right_themselves_is_a_slip_and_no_word_of_theirs(examiner: PortalExaminer) -> None:
    told = {"opened": (("payment/octopus", 3),)}
    slip = diagnose(examiner, "八達桶", "zh-hant", followed=(("八達通", 3, 3),), **told)
    assert (slip.verdict, slip.article) == (Verdict.TYPO, "payment/octopus")
    assert diagnose(examiner, "tap card", "en", followed=(("octopus", 3, 3),), **told).verdict is Verdict.SYNONYM


def test_chinese_that_was_run_together_in_latin_letters_is_read_by_its_sounds(examiner: PortalExaminer) -> None:
    for text in ("badatong", "dingdanfapiao", "tuikuanshijian"):
        assert diagnose(examiner, text).verdict is Verdict.ROMANISED
    assert diagnose(examiner, "banana").verdict is Verdict.MISSING_ARTICLE


@pytest.mark.parametrize("text", ["hello!!", "早晨!", "Hellooooo?", "testing...", "wertyuioq", "oiuytrew"])
def test_greetings_and_keys_are_no_questions_however_they_are_punctuated(examiner: PortalExaminer, text: str) -> None:
    assert diagnose(examiner, text).verdict is Verdict.OUT_OF_SCOPE


def test_what_customers_do_with_everything_is_not_what_is_missing(examiner: PortalExaminer) -> None:
    assert diagnose(examiner, "looking for refund times").verdict is Verdict.ANSWERED
    reasons = diagnose(examiner, "looking for a trombone").reasons
    assert reasons[0] == Reason(Evidence.NO_ARTICLE, "trombone")


def test_words_that_occur_in_an_article_about_something_else_are_not_answered_by_it(examiner: PortalExaminer) -> None:
    assert diagnose(examiner, "gift basket").verdict is Verdict.MISSING_ARTICLE


def test_a_name_beside_a_number_that_was_taken_out_is_nobodys_question(examiner: PortalExaminer) -> None:
    for text in ("chan tai man ⟨phone⟩", "陳大文 ⟨phone⟩ 電話", "o'brien ⟨phone⟩!"):
        assert diagnose(examiner, text).verdict is Verdict.OUT_OF_SCOPE
    assert diagnose(examiner, "refund ⟨phone⟩").verdict is not Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize("text", ["網球場", "租網球場"])
def test_a_word_of_which_articles_hold_the_end_is_no_word_of_theirs(text: str) -> None:
    pairs = {
        "courts/badminton": {"zh-hant": article("預訂羽毛球場", "六個球場可在網上預訂。不設租借。")},
        "visit/parking": {"zh-hant": article("停車", "停車場在地庫。")},
    }
    sentences = PortalExaminer(index_of(build_index(source_of(pairs)).files))
    found = diagnose(sentences, text, "zh-hant", counts=SearchCounts(unclicked=9, unclicked_networks=9))
    assert (found.verdict, found.reasons[0].typed) == (Verdict.MISSING_ARTICLE, "網球場")
    assert diagnose(sentences, "羽毛球場", "zh-hant").verdict is Verdict.ANSWERED
    assert diagnose(sentences, "停車場", "zh-hant").verdict is not Verdict.MISSING_ARTICLE


@pytest.mark.parametrize(
    "text", ["booking ⟨phone⟩", "my account no ⟨order⟩", "receipt HK-4821377", "預約 ⟨phone⟩", "會員號碼 ⟨phone⟩"]
)
def test_a_number_of_what_somebody_booked_or_is_asks_nothing_though_articles_have_its_name(text: str) -> None:
    names = ("booking", "account", "receipt", "appointment", "預約", "會員")
    pairs = {f"a/{n}": {"en": article(f"About {name}", f"How to cancel a {name}.")} for n, name in enumerate(names)}
    sentences = PortalExaminer(index_of(build_index(source_of(pairs)).files))
    assert diagnose(sentences, text).verdict is Verdict.OUT_OF_SCOPE
    assert diagnose(sentences, "cancel " + text).verdict is not Verdict.OUT_OF_SCOPE


@pytest.mark.parametrize(("text", "language"), [("phone number", "en"), ("電話", "zh-hant")])
def test_who_went_on_to_the_contact_page_was_answered_where_the_portal_says_at_once_how_to_reach_people(
    examiner: PortalExaminer, text: str, language: Language
) -> None:
    steps = {"counts": SearchCounts(unclicked=12), "clicked": (("account/faq", 5, 9),)}
    assert diagnose(examiner, text, language, **steps, contacted=0.3).verdict is Verdict.RANKED_LOW
    found = diagnose(examiner, text, language, **steps, contacted=0.9)
    assert (found.verdict, found.article, found.answered_now) == (Verdict.ANSWERED, None, True)
    assert diagnose(examiner, "gift card", **steps, contacted=0.9).verdict is not Verdict.ANSWERED


def test_what_readers_opened_is_answered_once_it_is_seen_at_once(examiner: PortalExaminer) -> None:
    steps = {"opened": (("custom-orders/group-orders", 4),), "followed": (("team shirts", 4, 4),)}
    found = diagnose(examiner, "company class shirts", **steps)
    assert (found.verdict, found.answered_now) == (Verdict.SYNONYM, True)
    assert not diagnose(examiner, "jersey", **steps).answered_now
    assert not diagnose(examiner, "company class shirts", counts=SearchCounts(unclicked=3), **steps).answered_now
