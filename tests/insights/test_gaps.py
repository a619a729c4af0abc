"""Failed searches that mean the same become one gap, with what it costs and what readers did next."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from collector_station import click_record, search_record
from small_site import article, write_site

from kbgen.commands.log_reading import gap_named
from kbgen.commands.main import main
from kbgen.content.edit.outlines import outline_text
from kbgen.errors import UsageError
from kbgen.insights.decisions import Decision, Decisions
from kbgen.insights.diagnosis.examiner import examiner_of
from kbgen.insights.diagnosis.meaning import id_of_phrasing
from kbgen.insights.diagnosis.no_portal import NoPortal
from kbgen.insights.diagnosis.verdicts import Evidence, Verdict
from kbgen.insights.gaps import Gaps, HeldBack, find_gaps
from search_analytics.events.record import EventRecord
from search_analytics.store.search_log import Question
from search_analytics.store.sqlite.reports import read_search_log
from search_analytics.store.sqlite.store import SqliteStore

QUESTION = Question(from_day=date(2026, 11, 1), to_day=date(2026, 11, 22), threshold_k=1)


def gaps_of(folder: Path, records: list[EventRecord], portal: Path | None, question: Question = QUESTION) -> Gaps:
    store = SqliteStore(folder / "s.sqlite3")
    store.append(records)
    store.close()
    return find_gaps(read_search_log(folder / "s.sqlite3", question), examiner_of(portal))


def test_word_order_scripts_and_filling_words_make_no_gap_of_their_own(tmp_path: Path, portal: Path) -> None:
    records = [
        search_record(1, "gift wrapping", language="en", results=0),
        search_record(2, "how do I get my wrapping for a gift?", language="en", results=0),
        search_record(3, "禮物包裝", results=0),
        search_record(4, "请问礼物包装", results=0),
    ]
    (gap,) = gaps_of(tmp_path, records, portal).found
    assert [phrasing.text for phrasing in gap.phrasings] == [record.query for record in records]


def test_misspellings_of_a_word_that_no_article_holds_join_the_usual_spelling(tmp_path: Path, portal: Path) -> None:
    records = [search_record(n, "hoodie printing", language="en", results=0) for n in range(9)]
    records += [
        search_record(10, "hodoie printing", language="en", results=0),
        search_record(11, "hood", language="en", results=0),
    ]
    found = gaps_of(tmp_path, records, portal).found
    assert [(gap.title, gap.counts.visitor_days) for gap in found] == [("hoodie printing", 10), ("hood", 1)]
    assert gaps_of(tmp_path / "x", records, None).found[0].counts.visitor_days == 10


def test_both_languages_make_one_gap_of_an_article_that_is_missing_in_one(tmp_path: Path, portal: Path) -> None:
    texts = ["white ink", "White ink on dark paper"]
    records = [search_record(n, text, results=0) for n, text in enumerate(texts)]
    (gap,) = gaps_of(tmp_path, records, portal).found
    assert (gap.diagnosis.verdict, gap.diagnosis.article) == (Verdict.TRANSLATION, "files/white-ink")
    assert len(gap.phrasings) == 2


@pytest.mark.parametrize("later", ["before the translation", "after it"])
@pytest.mark.parametrize(
    ("titles", "texts"),
    [
        (("Yoga classes", "瑜伽課程"), ("yoga", "瑜伽")),
        (("Hair dryers in the locker room", "更衣室的風筒"), ("hair dryer", "風筒")),
        (("Customs and import tax", "關稅與進口稅"), ("customs", "import tax", "關稅")),
    ],
)
def test_what_a_translation_closes_is_one_gap_before_and_after_it(
    tmp_path: Path, titles: tuple[str, str], texts: tuple[str, ...], later: str
) -> None:
    english, chinese = titles
    files = {
        "content/en/returns/hours.md": article("We open at nine.", title="Opening hours"),
        "content/zh-hant/returns/hours.md": article("九時開門。", title="開放時間"),
        "content/en/returns/thing.md": article(f"Ask at the desk for {english}.", title=english),
    }
    if later == "after it":
        files["content/zh-hant/returns/thing.md"] = article(f"{chinese}，請到櫃位查詢。", title=chinese)
    assert main(["build", "--config", str(write_site(tmp_path / "project", files))]) == 0
    records = [
        event
        for n, text in enumerate(texts)
        for event in (
            search_record(10 * n, text, results=0),
            search_record(10 * n + 1, texts[0], previous=10 * n, network=0),
            click_record(10 * n + 2, of=10 * n + 1, article="returns/thing"),
        )
    ]
    (gap,) = (gap for gap in gaps_of(tmp_path, records, tmp_path / "project/site").found if gap.counts.failed)
    assert (gap.diagnosis.article, gap.is_answered) == ("returns/thing", later == "after it")
    assert set(gap.identities) == set(map(id_of_phrasing, texts))


def test_everything_out_of_scope_is_one_gap_for_each_kind(tmp_path: Path, portal: Path) -> None:
    records = [search_record(n, text, results=0) for n, text in enumerate(["⟨order⟩", "單號 ⟨order⟩", "asdfgh", "qwertyuiop"])]
    found = gaps_of(tmp_path, records, portal).found
    assert sorted(sorted(phrasing.text for phrasing in gap.phrasings) for gap in found) == [
        ["asdfgh", "qwertyuiop"],
        ["⟨order⟩", "單號 ⟨order⟩"],
    ]


def test_order_numbers_are_one_gap_and_telephone_numbers_another(tmp_path: Path, portal: Path) -> None:
    texts = ["⟨order⟩", "單號 ⟨order⟩", "⟨phone⟩", "電話 ⟨phone⟩", "⟨email⟩"]
    found = gaps_of(tmp_path, [search_record(n, text, results=0) for n, text in enumerate(texts)], portal).found
    by_id = {gap.id: sorted(phrasing.text for phrasing in gap.phrasings) for gap in found}
    assert sorted(by_id.values()) == [["⟨email⟩"], ["⟨order⟩", "單號 ⟨order⟩"], ["⟨phone⟩", "電話 ⟨phone⟩"]]
    assert by_id["8c881db1"] == ["⟨order⟩", "單號 ⟨order⟩"]  # the id that editors were told to dismiss order numbers by


def test_each_off_topic_matter_is_a_gap_of_its_own_in_both_languages(tmp_path: Path, portal: Path) -> None:
    texts = ["weather tomorrow", "聽日天氣", "netflix", "網飛"]
    found = gaps_of(tmp_path, [search_record(n, text, results=0) for n, text in enumerate(texts)], portal).found
    assert sorted(sorted(phrasing.text for phrasing in gap.phrasings) for gap in found) == [
        ["netflix", "網飛"],
        ["weather tomorrow", "聽日天氣"],
    ]


def test_typing_mistakes_of_our_word_join_it_in_any_script(tmp_path: Path, portal: Path) -> None:
    texts = ["octopsu", "otcopus", "八达通", "baat daat tung"]
    records = [search_record(n, text, results=0) for n, text in enumerate(texts)]
    (gap,) = gaps_of(tmp_path, records, portal).found
    assert sorted(phrasing.text for phrasing in gap.phrasings) == sorted(texts)


def test_phrases_that_name_the_same_things_are_one_gap_though_articles_hold_other_words_of_them(
    tmp_path: Path, portal: Path
) -> None:
    texts = ["line pay", "can i use line pay", "workshop", "工作坊"]
    found = gaps_of(tmp_path, [search_record(n, text, results=0) for n, text in enumerate(texts)], portal).found
    assert sorted(sorted(phrasing.text for phrasing in gap.phrasings) for gap in found) == [
        ["can i use line pay", "line pay"],
        ["workshop", "工作坊"],
    ]


def test_a_typing_mistake_in_a_word_that_articles_have_in_the_plural_alone_is_one(tmp_path: Path) -> None:
    files = {"content/en/returns/licence.md": article("Fill in the form.", title="Apply for a learner's licence")}
    config = write_site(tmp_path / "project", files)
    assert main(["build", "--config", str(config)]) == 0
    records = [search_record(1, "lerner licence", language="en", results=0)]
    (gap,) = gaps_of(tmp_path, records, config.parent / "site").found
    assert gap.diagnosis.verdict is Verdict.TYPO


@pytest.mark.parametrize("text", ["模擬駕駛", "模拟驾驶"])
def test_an_article_that_lacks_a_word_is_no_answer_because_its_title_has_the_other(tmp_path: Path, text: str) -> None:
    files = {
        "content/en/returns/licence.md": article("Fill in the form.", title="Apply for a driving licence"),
        "content/zh-hant/returns/licence.md": article("填寫表格。", title="申請駕駛執照"),
        "content/en/returns/paper.md": article("Do a mock paper first.", title="The written test"),
        "content/zh-hant/returns/paper.md": article("先做一份模擬試題。", title="筆試"),
    }
    config = write_site(tmp_path / "project", files)
    assert main(["build", "--config", str(config)]) == 0
    (gap,) = gaps_of(tmp_path, [search_record(1, text, results=0)], config.parent / "site").found
    assert (gap.diagnosis.verdict, gap.diagnosis.article) == (Verdict.MISSING_ARTICLE, None)


def test_a_gap_counts_what_readers_did_next(tmp_path: Path, portal: Path) -> None:
    records = [
        search_record(1, "禮物包裝", results=0),
        search_record(2, "退款", previous=1),
        click_record(3, of=2),
        search_record(4, "禮物包裝", results=0),
        search_record(5, "送禮", previous=4),
        search_record(6, "禮物包裝", results=0),
        click_record(7, of=6, article="contact"),
        search_record(8, "禮物包裝", results=0, day="2026-11-20"),
    ]
    (gap,) = gaps_of(tmp_path, records, portal).found
    assert (gap.counts.recovered, gap.counts.refined, gap.counts.contacted, gap.counts.abandoned) == (1, 1, 1, 1)
    assert (gap.counts.failed, gap.counts.unrecovered, gap.counts.visitor_days) == (4, 3, 4)
    assert (gap.first_day, gap.last_day) == (date(2026, 11, 20), date(2026, 11, 22))
    assert gap.opened == (("returns/refund-times", 1),)


def test_going_to_the_contact_page_is_a_failure_and_no_recovery(tmp_path: Path, portal: Path) -> None:
    records = [search_record(1, "退款"), click_record(2, of=1, article="contact")]
    (gap,) = gaps_of(tmp_path, records, portal).found
    assert (gap.counts.unclicked, gap.counts.unrecovered, gap.counts.contacted) == (1, 1, 1)


def test_the_costliest_gap_comes_first_and_old_searches_fade(tmp_path: Path, portal: Path) -> None:
    records = [search_record(n, "drone", language="en", results=0, day="2026-11-01") for n in range(3)]
    records += [search_record(n, "candle", language="en", results=0) for n in range(10, 12)]
    found = gaps_of(tmp_path, records, portal).found
    assert [(gap.title, gap.impact, gap.trend) for gap in found] == [("candle", 2.0, "new"), ("drone", 1.06, "steady")]


def test_a_gap_from_which_every_reader_found_an_article_comes_last(tmp_path: Path) -> None:
    records = [search_record(n, "old", results=0, day="2026-11-01") for n in range(3)]
    records += [search_record(n, "new", results=0) for n in range(10, 12)]
    records += [search_record(n, "helped", results=0) for n in range(20, 24)]
    records += [click_record(n + 10, of=n) for n in range(20, 24)]
    found = gaps_of(tmp_path, records, None).found
    assert [(gap.title, gap.impact, gap.counts.unrecovered) for gap in found] == [
        ("new", 2.0, 2),
        ("old", 1.06, 3),
        ("helped", 0.0, 0),
    ]


def test_a_gap_keeps_its_id_when_more_readers_come(tmp_path: Path, portal: Path) -> None:
    first = [search_record(1, "gift wrapping", language="en", results=0)]
    later = [*first, *(search_record(n, "wrapping gift", language="en", results=0) for n in range(2, 9))]
    ids = [gaps_of(tmp_path / str(len(records)), records, portal).found[0].id for records in (first, later)]
    assert ids[0] == ids[1]


def test_a_gap_keeps_its_id_when_another_of_its_phrasings_comes_to_be_used_most(tmp_path: Path, portal: Path) -> None:
    question = replace(QUESTION, agreeing_networks=3)

    def gap_of(folder: str, short: int, long: int) -> tuple[str, str]:
        records = [search_record(n, "white ink", results=0) for n in range(short)]
        records += [search_record(100 + n, "white ink on dark paper", results=0) for n in range(long)]
        (gap,) = gaps_of(tmp_path / folder, records, portal, question).found
        return gap.title, gap.id

    before, after = gap_of("before", 5, 3), gap_of("after", 3, 5)
    assert (before[0], after[0]) == ("white ink", "white ink on dark paper")
    assert before[1] == after[1]


def test_a_phrasing_of_too_few_visitors_is_counted_and_not_shown(tmp_path: Path, portal: Path) -> None:
    records = [search_record(n, "禮物包裝", results=0) for n in range(1, 4)]
    records += [search_record(10, "请问礼物包装", results=0), search_record(11, "陳大文", results=0)]
    found = gaps_of(tmp_path, records, portal, replace(QUESTION, threshold_k=3))
    (gap,) = found.found
    assert ([phrasing.text for phrasing in gap.phrasings], gap.hidden_phrasings, gap.counts.visitor_days) == (["禮物包裝"], 1, 4)
    assert found.held_back == HeldBack(searches=2, phrases=2, days=2.0)


def test_a_gap_of_too_few_visitors_is_held_back_and_no_text_of_theirs_is_left(tmp_path: Path) -> None:
    records = [
        *(search_record(n, "退款要幾耐", results=0) for n in range(1, 4)),
        search_record(4, "送貨", previous=1),
        *(search_record(n, "Pantone", language="en", outcome="weak") for n in (10, 11)),
        search_record(20, "embroidery", language="en"),
        search_record(21, "stitching", language="en", previous=20),
    ]
    found = gaps_of(tmp_path, records, None, replace(QUESTION, threshold_k=3))
    assert [(gap.title, gap.counts.failed, gap.counts.visitor_days) for gap in found.found] == [("退款要幾耐", 3, 3)]
    assert found.held_back == HeldBack(searches=3, phrases=2, days=3.0)
    assert not re.search("(?i)pantone|embroidery|stitching|送貨", repr(found))


def test_one_visitor_who_repeats_a_phrase_does_not_lift_it_over_the_threshold(tmp_path: Path) -> None:
    records = [search_record(n, "my name", results=0, first=int(n == 1)) for n in range(1, 50)]
    found = gaps_of(tmp_path, records, None, replace(QUESTION, threshold_k=3))
    assert (found.found, found.held_back) == ((), HeldBack(searches=49, phrases=1, days=1.0))


def test_what_only_says_what_the_portal_says_is_shown_however_rare(tmp_path: Path, portal: Path) -> None:
    records = [
        search_record(1, "octopus refund", language="en", results=0),
        search_record(2, "octopus 2", language="en", results=0),
    ]
    found = gaps_of(tmp_path, records, portal, replace(QUESTION, threshold_k=5))
    assert [gap.title for gap in found.found] == ["octopus refund"]
    assert not examiner_of(portal).is_published("陳大文")
    assert not NoPortal().is_published("refund")


@pytest.fixture
def database(tmp_path: Path) -> str:
    today = datetime.now(UTC).date().isoformat()
    store = SqliteStore(tmp_path / "searches.sqlite3")
    store.append([search_record(n, "禮物包裝\x1b[31m", results=0, day=today) for n in range(1, 6)])
    store.close()
    return str(tmp_path / "searches.sqlite3")


def test_gaps_are_listed_for_people_and_for_programs(database: str, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--db", database, "--portal", str(portal)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["id", "impact", "failed", "trend", "why", "searched"]
    assert lines[1].split()[1:4] == ["5.0", "5", "new"]
    assert "\x1b" not in lines[1]
    assert main(["gaps", "--db", database, "--portal", str(portal), "--json"]) == 0
    (gap,) = json.loads(capsys.readouterr().out)["gaps"]
    assert gap["id"] == lines[1].split()[0]
    assert (gap["failed"], gap["next"]) == (5, {"clicked": 0, "refined": 0, "contacted": 0, "left": 5})


def test_a_short_list_says_how_many_more_there_are(tmp_path: Path, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    today = datetime.now(UTC).date().isoformat()
    store = SqliteStore(tmp_path / "searches.sqlite3")
    texts = ["甲乙", "丙丁", "戊己"]
    store.append([search_record(10 * n + m, text, results=0, day=today) for n, text in enumerate(texts) for m in range(1, 6)])
    store.close()
    assert main(["gaps", "--db", str(tmp_path / "searches.sqlite3"), "--portal", str(portal), "--limit", "1"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 2
    assert "2 more gaps not listed: ask for more with --limit" in printed.err


def test_a_list_without_gaps_says_of_how_many_searches_nothing_is_known(
    tmp_path: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    today = datetime.now(UTC).date().isoformat()
    store = SqliteStore(tmp_path / "searches.sqlite3")
    told = [search_record(n, "退款", results=None, outcome=None, mode="url", day=today) for n in range(1, 8)]
    store.append([msgspec.structs.replace(record, source="log") for record in told])
    store.close()
    assert main(["gaps", "--db", str(tmp_path / "searches.sqlite3"), "--portal", str(portal)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert "of 7 visitor-days it is not known whether the search failed: logs do not say what was found" in said
    assert said[-1].startswith("0 gaps;")


def test_a_folder_that_is_no_portal_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no search index"):
        examiner_of(tmp_path)


def test_a_very_long_log_says_how_much_of_it_was_not_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbgen.insights.examined.MOST_EXAMINED", 2)
    records = [search_record(n, text, results=0) for n, text in enumerate(["甲乙", "丙丁", "戊己", "庚辛"])]
    found = gaps_of(tmp_path, records, None)
    assert (len(found.found), found.unshown) == (2, 2)


def test_a_long_list_of_gaps_says_how_much_it_left_out(tmp_path: Path) -> None:
    records = [
        search_record(n, text, results=0) for n, text in enumerate(["甲乙", "丙丁", "戊己", "庚辛", "壬癸", "子丑", "寅卯"])
    ]
    found = gaps_of(tmp_path, records, None, replace(QUESTION, limit=5))
    assert (len(found.found), found.unshown) == (5, 2)


def test_a_gap_has_one_verdict_whatever_may_be_shown_of_it(tmp_path: Path, portal: Path) -> None:
    records = [search_record(n, "drone", language="en", results=0) for n in range(4)]
    records += [search_record(n, "refund", language="en", results=0) for n in range(10, 16)]
    store = SqliteStore(tmp_path / "s.sqlite3")
    store.append(records)
    store.close()
    drone, refund = map(id_of_phrasing, ("drone", "refund"))
    one_need = Decisions({refund: Decision(refund, "open", QUESTION.from_day, same=(drone,))})
    told = []
    for k in (3, 5):
        question = replace(QUESTION, threshold_k=k, agreeing_networks=3)
        (gap,) = find_gaps(read_search_log(tmp_path / "s.sqlite3", question), examiner_of(portal), one_need).found
        told.append((gap.diagnosis.verdict, gap.is_closed, [reason.evidence.value for reason in gap.diagnosis.reasons]))
    assert told == [(Verdict.SYNONYM, False, ["one-need"]), (Verdict.SYNONYM, False, ["held-back"])]
    assert "drone" not in repr(gap)


def test_a_draft_that_was_published_without_text_answers_nothing(tmp_path: Path) -> None:
    files = {"content/en/returns/drones.md": article(outline_text("how-to", "en"), title="Fly a drone", keywords="[drone]")}
    config = write_site(tmp_path / "project", files)
    records = [search_record(n, "drone", language="en", results=0) for n in range(4)]
    assert main(["build", "--config", str(config)]) == 0
    (gap,) = gaps_of(tmp_path, records, config.parent / "site").found
    assert (gap.is_closed, gap.diagnosis.verdict, gap.diagnosis.article) == (False, Verdict.UNPUBLISHED, "returns/drones")
    assert gap.diagnosis.reasons[0].evidence is Evidence.EMPTY
    write_site(
        tmp_path / "project", {"content/en/returns/drones.md": article("Fly it.", title="Fly a drone", keywords="[drone]")}
    )
    assert main(["build", "--config", str(config)]) == 0
    (gap,) = gaps_of(tmp_path / "later", records, config.parent / "site").found
    assert gap.is_closed


def test_the_beginning_of_several_ids_asks_for_more_digits_and_names_them(tmp_path: Path) -> None:
    records = [search_record(n, f"{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 5 * n)}", results=0) for n in range(60)]
    gaps = gaps_of(tmp_path, records, None)
    by_digit: dict[str, list[str]] = {}
    for gap in gaps.found:
        by_digit.setdefault(gap.id[0], []).append(gap.id)
    digit, ids = max(by_digit.items(), key=lambda item: len(item[1]))
    with pytest.raises(UsageError) as refused:
        gap_named(digit, gaps)
    assert refused.value.message == f"{len(ids)} gaps have an id that begins with '{digit}'"
    assert refused.value.hint.startswith("write more digits of it: ")
    assert set(refused.value.hint.removeprefix("write more digits of it: ").split(", ")) <= {*ids, "…"}
    assert gap_named(ids[0], gaps).id == ids[0]
