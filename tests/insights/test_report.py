"""The report as editors get it: a page, Markdown, CSV and JSON."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
import yaml
from collector_station import click_record, search_record, view_record, vote_record
from portal_of_sentences import write_portal

from kbgen.insights.counting import VisitorDays
from kbgen.insights.diagnosis.examiner import examiner_of
from kbgen.insights.diagnosis.portal_facts import portal_facts
from kbgen.insights.diagnosis.verdicts import Evidence, Verdict
from kbgen.insights.gaps import find_gaps
from kbgen.insights.report.content import ReportContent, report_content
from kbgen.insights.report.html import render_html
from kbgen.insights.report.markdown import render_markdown
from kbgen.insights.report.sections import LowClick, PassedOver, SynonymCandidate, TranslationDemand
from kbgen.insights.report.tables import render_csv, render_json
from kbgen.insights.sample_log import sample_events
from kbgen.table_cells import code_cell, typed_cell
from search_analytics.events.record import EventRecord, Language
from search_analytics.store.search_log import Question
from search_analytics.store.sqlite.reports import read_search_log
from search_analytics.store.sqlite.store import SqliteStore

QUESTION = Question(from_day=date(2026, 11, 1), to_day=date(2026, 11, 22), threshold_k=1)


def report_of(folder: Path, records: list[EventRecord], portal: Path | None = None, **question: object) -> ReportContent:
    store = SqliteStore(folder / "s.sqlite3")
    store.append(records)
    store.close()
    log = read_search_log(folder / "s.sqlite3", replace(QUESTION, **question))  # type: ignore[arg-type]
    examiner = examiner_of(portal)
    return report_content(log, find_gaps(log, examiner), portal_facts(portal), examiner.is_published)


STORY = [
    *(search_record(n, "礼物包装", results=0) for n in range(1, 7)),
    search_record(7, "退款", previous=6),
    click_record(8, of=7),
    *(search_record(n, "restitution", language="en", results=0) for n in range(10, 14)),
    *(search_record(n + 10, "refund", language="en", previous=n) for n in range(10, 14)),
    *(click_record(n + 20, of=n + 10) for n in range(10, 14)),
    *(search_record(n, "white ink", results=3, outcome="weak") for n in range(40, 43)),
    *(search_record(n, "octopsu", language="en", results=0) for n in range(50, 53)),
    *(search_record(n, "octopus", language="en") for n in range(60, 64)),
    search_record(70, "refund", language="en", results=-1, outcome="none"),
    *(search_record(n, "tap card", language="en") for n in range(80, 83)),
    *(msgspec.structs.replace(click_record(n + 10, of=n, article="payment/octopus"), position=7) for n in range(80, 83)),
    view_record(100, "files/white-ink", "zh-hant"),
    view_record(101, "returns/refund-times", "en"),
    vote_record(102, "returns/refund-times", 0, language="zh-hant", reason="too-long"),
]


def test_votes_in_markdown_say_in_which_language_the_text_was_read(tmp_path: Path, portal: Path) -> None:
    report = report_of(tmp_path, STORY, portal)
    assert "| Chinese | 0 | 1 |" in render_markdown(report, "en").split("| Yes |")[1]


def test_open_gaps_dead_searches_that_work_now_and_noise_stand_apart(tmp_path: Path, portal: Path) -> None:
    noise = [search_record(n, "⟨order⟩", results=0) for n in range(200, 203)]
    report = report_of(tmp_path, [*STORY, *noise], portal)
    assert {gap.title: gap.diagnosis.verdict for gap in report.gaps} == {
        "restitution": Verdict.SYNONYM,
        "white ink": Verdict.TRANSLATION,
        "礼物包装": Verdict.MISSING_ARTICLE,
    }
    assert [gap.title for gap in report.closed] == ["octopsu"]
    assert [gap.title for gap in report.noise] == ["⟨order⟩"]


def test_markdown_lists_every_gap_that_the_page_lists(tmp_path: Path, portal: Path) -> None:
    noise = [search_record(n, "⟨order⟩", results=0) for n in range(200, 203)]
    text = render_markdown(report_of(tmp_path, [*STORY, *noise], portal), "en")
    assert "## Out of scope\n" in text
    for title in ("restitution", "white ink", "礼物包装", "octopsu", "⟨order⟩"):
        assert f"| `{title}` | " in text


def test_what_a_table_of_markdown_leaves_out_is_counted_below_it(tmp_path: Path) -> None:
    texts = [f"{one}{other}" for one in "甲乙丙丁戊己庚辛" for other in "子丑寅卯辰巳午"]
    report = report_of(tmp_path, [search_record(n, text, results=0) for n, text in enumerate(texts)], limit=54)
    text = render_markdown(report, "en")
    listed = text.split("## Gaps by impact\n")[1].split("\n## ")[0]
    assert listed.count("\n| `") == 50
    assert "50 of 54 are listed" in listed
    assert "2 more gaps are not shown; ask for more with --limit" in text
    assert "20 of 56 are listed" in text.split("## Searched most")[1]


def test_the_page_lists_fifty_rows_and_says_how_many_there_are_and_where(tmp_path: Path) -> None:
    texts = [f"{one}{other}" for one in "甲乙丙丁戊己庚辛" for other in "子丑寅卯辰巳午"]
    report = report_of(tmp_path, [search_record(n, text, results=0) for n, text in enumerate(texts)])
    top = render_html(report, "en").split('id="top"')[1].split("</details>")[0]
    assert top.count("<tr><th") == 51
    assert "50 of 56 are listed" in top
    assert len(json.loads(render_json(report))["top_searches"]) == 56


def test_gaps_without_a_page_of_their_own_are_no_links_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbgen.insights.report.html.MOST_PAGES", 3)
    page = render_html(
        report_of(tmp_path, [search_record(n, text, results=0) for n, text in enumerate(("甲子", "乙丑", "丙寅", "丁卯"))]), "en"
    )
    assert {*re.findall(r'href="#(gap-[0-9a-f]{8})"', page)} == {
        *re.findall(r'<article class="gap" id="(gap-[0-9a-f]{8})"', page)
    }
    assert "The first 3 gaps have a page of their own" in page


def test_markdown_asks_about_a_gap_that_is_answered_by_now_and_counts_the_pairs_it_leaves_out(
    tmp_path: Path, portal: Path
) -> None:
    report = report_of(tmp_path, STORY, portal)
    (first, second, *_), (closed,) = report.gaps, report.closed
    alike = (first.id, second.id, closed.id)
    one, two, done = (replace(gap, perhaps_same=tuple({*alike} - {gap.id})) for gap in (first, second, closed))
    text = render_markdown(replace(report, gaps=(one, two, *report.gaps[2:]), closed=(done,)), "en")
    asked = text.split("## Perhaps one need")[1].split("\n## ")[0]
    assert asked.count("kbgen gaps join") == 2
    assert done.id in asked
    assert "1 more pairs" in asked


def test_totals_count_outages_apart_and_what_led_to_an_article(tmp_path: Path, portal: Path) -> None:
    report = report_of(tmp_path, STORY, portal)
    counts, days = report.counts, report.totals
    assert (counts.searches, counts.failed, counts.outages, counts.recovered) == (28, 16, 1, 5)
    assert counts.opened == 13  # 5 recovered, 8 clicked at once
    assert (days.searched, days.failed, days.recovered, days.opened, days.worked) == (28, 16, 5, 13, 8)


def test_a_day_counts_its_own_searches_and_a_day_without_any_has_its_place(tmp_path: Path) -> None:
    records = [
        search_record(1, "退款", results=0, day="2026-11-21"),
        search_record(2, "退款", outcome="weak"),
        search_record(3, "退款", results=-1, outcome="none"),
    ]
    days = report_of(tmp_path, records).days
    assert [day for day, _ in days] == [date(2026, 11, n) for n in range(1, 23)]
    assert [counts for _, counts in days[-3:]] == [
        VisitorDays(),
        VisitorDays(searched=1, no_result=1, abandoned=1),
        VisitorDays(searched=1, weak=1, abandoned=1),
    ]


def test_refinements_that_ended_in_a_click_are_synonym_candidates(tmp_path: Path, portal: Path) -> None:
    report = report_of(tmp_path, STORY, portal)
    assert report.synonyms[0] == SynonymCandidate("restitution", "en", "refund", "returns/refund-times", 4, 4.0)


def test_readers_of_an_article_that_is_not_translated_are_counted(tmp_path: Path, portal: Path) -> None:
    report = report_of(tmp_path, STORY, portal)
    assert report.translations == (TranslationDemand("files/white-ink", "zh-hant", 3, 1, 0, 3.0),)


def test_a_translation_that_fell_behind_shows_when_readers_want_it(tmp_path: Path) -> None:
    folder = write_portal(tmp_path / "site")
    for language, day in {"en": "2026-10-01", "zh-hant": "2026-08-01"}.items():
        page = folder / language / "returns" / "refund-times.md"
        page.parent.mkdir(parents=True)
        page.write_text(f'---\ntitle: "x"\nupdated: "{day}"\n---\n', "utf-8")
    views = [view_record(n, "returns/refund-times", "zh-hant") for n in range(3)]
    assert report_of(tmp_path, views, folder).translations == (
        TranslationDemand("returns/refund-times", "zh-hant", 0, 3, 61, 0.0),
    )


def test_what_was_passed_over_or_taken_from_far_below_is_listed(tmp_path: Path, portal: Path) -> None:
    report = report_of(tmp_path, STORY, portal)
    assert report.passed_over == (PassedOver("octopus", "en", 4, 4, 4.0, 4.0),)
    assert report.low_clicks == (LowClick("tap card", "en", "payment/octopus", 7, 3, 3.0),)


def test_events_in_any_order_give_the_same_report(tmp_path: Path, portal: Path) -> None:
    expected = render_json(report_of(tmp_path, STORY, portal))
    for seed in range(3):
        shuffled = random.Random(seed).sample(STORY, len(STORY))
        assert render_json(report_of(tmp_path / str(seed), shuffled, portal)) == expected


def test_no_format_shows_a_phrase_of_too_few_visitors(tmp_path: Path, portal: Path) -> None:
    rare = [search_record(300, "陳大文", results=0), search_record(301, "退款", previous=300), click_record(302, of=301)]
    rare_next_step = [search_record(303, "李小明", language="en", previous=10), click_record(304, of=303)]
    report = report_of(tmp_path, [*STORY, *rare, *rare_next_step], portal, threshold_k=3)
    for text in (render_html(report, "en"), render_markdown(report, "en"), render_csv(report), render_json(report)):
        assert "restitution" in text
        assert "陳大文" not in text
        assert "李小明" not in text
    assert "1 failed visitor-days of 1 different phrases" in render_html(report, "en")


def test_what_few_failed_with_is_held_back_in_phrases_and_in_days_alike(tmp_path: Path, portal: Path) -> None:
    found = [search_record(n, "貼紙", network=1) for n in range(1, 7)]
    found += [click_record(n + 20, of=n) for n in range(1, 7)]
    failed = [search_record(50, "貼紙", results=0, network=1)]
    report = report_of(tmp_path, [*found, *failed], portal, threshold_k=3, agreeing_networks=3)
    assert [row.text for row in report.top] == ["貼紙"]
    assert (report.held_back_searches, report.held_back_phrases, report.held_back_days) == (1, 1, 1.0)


def test_an_article_that_only_a_page_says_exists_is_not_named(tmp_path: Path, portal: Path) -> None:
    forged = [
        view_record(300, "chan-tai-man-owes-money", "en"),
        vote_record(301, "chan-tai-man-owes-money", 0, language="en"),
        msgspec.structs.replace(click_record(302, of=1, article="chan-tai-man-owes-money"), position=9),
    ]
    report = report_of(tmp_path, [*STORY, *forged], portal, threshold_k=3)
    for text in (render_html(report, "en"), render_markdown(report, "en"), render_csv(report), render_json(report)):
        assert "chan-tai-man" not in text


@pytest.mark.parametrize(("language", "heading"), [("en", "What readers did not find"), ("zh-hant", "讀者找不到的內容")])
def test_page_and_markdown_speak_the_language_asked_for(tmp_path: Path, language: Language, heading: str) -> None:
    report = report_of(tmp_path, STORY)
    assert f"<h1>{heading}</h1>" in render_html(report, language)
    assert render_markdown(report, language).startswith(f"# {heading}\n")


def test_every_gap_has_a_page_that_says_why_and_what_to_do(tmp_path: Path, portal: Path) -> None:
    report = report_of(tmp_path, STORY, portal)
    text = render_html(report, "en")
    for gap in (*report.gaps, *report.closed):
        assert f'id="gap-{gap.id}"' in text
        assert f'href="#gap-{gap.id}"' in text
    assert "Readers then searched “refund” and opened an article (on 4 visitor-days)." in text
    assert f"kbgen gaps fix {report.gaps[0].id}" in text


def test_the_page_allows_itself_one_style_one_script_and_nothing_else(tmp_path: Path) -> None:
    text = render_html(report_of(tmp_path, STORY), "en")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    assert policy is not None
    assert policy[1].replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    assert not re.search(r"https?://(?!www\.w3\.org)", text)
    assert not re.search(r"\s(?:on\w+|style|src)=", text.replace(style, "").replace(script, ""))


def test_every_word_of_the_report_exists_in_both_languages() -> None:
    folder = Path(__file__).parents[2] / "kbgen" / "insights" / "report"
    catalogue = yaml.safe_load((folder / "strings.yml").read_text("utf-8"))
    assert all(sorted(words) == ["en", "zh-hant"] for words in catalogue.values())
    placeholder = re.compile(r"\{\w+\}")
    assert all(set(placeholder.findall(w["en"])) == set(placeholder.findall(w["zh-hant"])) for w in catalogue.values())
    assert {f"verdict.{verdict.value}" for verdict in Verdict} <= set(catalogue)
    assert {f"reason.{evidence.value}" for evidence in Evidence} <= set(catalogue)


def test_a_page_without_failures_says_so(tmp_path: Path) -> None:
    assert "No search was collected in this period" in render_html(report_of(tmp_path, []), "en")
    assert "Readers searched on 1 visitor-days in this period" in render_html(
        report_of(tmp_path, [search_record(1, "fps")]), "en"
    )


def from_log(number: int, query: str) -> EventRecord:
    """A search without JavaScript, as a web server's log tells it: nobody knows what was found."""
    return msgspec.structs.replace(search_record(number, query, results=None, outcome=None, mode="url"), source="log")


@pytest.mark.parametrize("render", [render_html, render_markdown])
@pytest.mark.parametrize("story", [[], STORY])
def test_of_searches_whose_outcome_no_log_tells_it_is_said_that_it_is_not_known(
    tmp_path: Path, render: Callable[[ReportContent, Language], str], story: list[EventRecord]
) -> None:
    report = report_of(tmp_path, [*story, *(from_log(n, "fps") for n in range(300, 307))])
    text = render(report, "en")
    assert "Of 7 visitor-days with a search it is not known whether it failed" in text
    assert ("none of these searches is known to have failed" in text) is (not story)
    assert "led somewhere" not in text
    assert json.loads(render_json(report))["totals"]["visitor_days"]["unjudged"] == 7


def test_where_all_outcomes_are_known_none_is_said_to_be_unknown(tmp_path: Path) -> None:
    text = render_html(report_of(tmp_path, [search_record(1, "fps")]), "en")
    assert "none of these searches failed" in text
    assert "whether it failed" not in text


def test_a_report_that_shows_every_query_warns_its_reader(tmp_path: Path) -> None:
    for render in (render_html, render_markdown):
        assert "do not pass the file on" in render(report_of(tmp_path / render.__name__, STORY), "en")
        assert "do not pass the file on" not in render(report_of(tmp_path / render.__name__, [], threshold_k=3), "en")


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "Impact counts the networks"), ("zh-hant", "「影響」計算有多少個網絡")]
)
def test_impact_is_explained_by_what_it_counts(tmp_path: Path, language: Language, sentence: str) -> None:
    assert sentence in render_html(report_of(tmp_path, STORY), language)


def test_what_one_reader_repeats_is_one_visitor_day_in_every_section(tmp_path: Path, portal: Path) -> None:
    """Stored before each network counted once: four searches for each phrase, by two readers each."""
    passed = [search_record(n, "octopus", language="en", results=2, first=n % 2) for n in range(1, 5)]
    low = [search_record(n, "tap card", language="en", first=n % 2) for n in range(10, 14)]
    low += [msgspec.structs.replace(click_record(n + 10, of=n, article="payment/octopus"), position=7) for n in range(10, 14)]
    chain = [search_record(n, "restitution", language="en", results=0, first=n % 2) for n in range(30, 34)]
    chain += [search_record(n + 10, "refund", language="en", previous=n, first=n % 2) for n in range(30, 34)]
    chain += [click_record(n + 20, of=n + 10) for n in range(30, 34)]
    wanted = [search_record(n, "white ink", results=3, outcome="weak", first=n % 2) for n in range(60, 64)]
    report = report_of(tmp_path, [*passed, *low, *chain, *wanted], portal)
    assert [(row.ignored_visitor_days, row.visitor_days) for row in report.passed_over] == [(2, 2)]
    assert [row.visitor_days for row in (*report.low_clicks, *report.synonyms, *report.translations)] == [2, 2, 2]
    text = render_html(report, "en")
    assert "opened an article (on 2 visitor-days)" in text
    assert "×" not in text


@pytest.mark.parametrize(
    ("language", "words"), [("en", "one reader looking for one thing on one day"), ("zh-hant", "一位讀者同一天搜尋同一件事")]
)
def test_the_unit_of_all_figures_is_explained_beside_the_first_of_them(tmp_path: Path, language: Language, words: str) -> None:
    text = render_html(report_of(tmp_path, STORY), language)
    overview = text[text.index('class="overview"') :]
    assert overview.index(words) < overview.index("<dl")


def test_articles_have_their_titles_and_one_that_is_gone_says_so(tmp_path: Path, portal: Path) -> None:
    gone = [view_record(300 + n, "files/gone", "en") for n in range(4)]
    text = render_html(report_of(tmp_path, [*STORY, *gone], portal), "en")
    assert "returns/refund-times" not in text
    assert '<bdi>files/gone</bdi> <span class="note">not in the portal</span>' in text
    assert "no longer in the portal" not in render_html(report_of(tmp_path / "none", STORY), "en")


def test_chinese_words_that_were_cut_are_quoted_in_one_piece(tmp_path: Path, portal: Path) -> None:
    assert "沒有文章提及「礼物包装」" in render_html(report_of(tmp_path, STORY, portal), "zh-hant")


@pytest.mark.parametrize(
    ("text", "span"),
    [("a|b", "`a\\|b`"), ("`x`", "`` `x` ``"), ("a\nb", "`a b`"), ("", "`   `"), ("<b>", "`<b>`"), ("a\u2028b", "`a b`")],
)
def test_what_readers_typed_is_a_code_span_in_markdown(text: str, span: str) -> None:
    assert code_cell(text) == span


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "'=1",
        '"=1',
        " =1",
        "|cmd",
        "%0A=1",
        "\0=1",
    ],
)
def test_a_cell_that_could_be_a_formula_is_text(cell: str) -> None:
    assert typed_cell(cell) == "'" + cell.replace("\0", "")


@pytest.mark.parametrize("cell", ["退款", "refund = money", "a@b", "1-2", "100%", ""])
def test_an_ordinary_cell_stays(cell: str) -> None:
    assert typed_cell(cell) == cell


def test_csv_holds_the_gaps_and_what_was_held_back(tmp_path: Path) -> None:
    records = [search_record(n, '=HYPERLINK("http://evil.example","x"),\'', results=0) for n in range(1, 3)]
    rows = list(csv.DictReader(io.StringIO(render_csv(report_of(tmp_path, records)), newline="")))
    assert rows[0]["phrase"] == rows[0]["phrasings"] == '\'=HYPERLINK("http://evil.example","x"),\''
    assert (rows[0]["no_result"], rows[0]["failed"], rows[0]["visitor_days"]) == ("2", "2", "2")
    assert rows[-1]["phrase"] == "held back: 0 searches, 0 distinct queries"


def test_the_sample_log_holds_every_kind_of_gap_and_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    events = list(sample_events(days=28, last_day=date(2026, 11, 22), site="harbour-hill", seed=1))
    assert events == list(sample_events(days=28, last_day=date(2026, 11, 22), site="harbour-hill", seed=1))
    assert {event.type for event in events} == {"search", "click", "view", "vote"}
    assert {event.language for event in events if event.type == "search"} == {"en", "zh-hant"}
    assert min(event.day for event in events) == "2026-10-26"
    report = report_of(tmp_path, events, threshold_k=3)
    assert len(report.gaps) > 20
    assert {"new", "rising", "falling"} <= {gap.trend for gap in report.gaps}
    assert report.counts.outages == 14
    assert report.held_back_phrases > 3


def test_json_holds_everything(tmp_path: Path, portal: Path) -> None:
    content = json.loads(render_json(report_of(tmp_path, STORY, portal)))
    reasons = [reason for gap in content["gaps"] for reason in gap["reasons"]]
    assert {"evidence": "no-article", "typed": "礼物 包装", "ours": "", "times": 0} in reasons
    assert content["votes"][0]["reasons"] == {"too-long": 1}
    assert len(content["days"]) == 22


def test_programs_can_tell_searches_without_a_click_from_phrases_whose_results_were_passed_over(
    tmp_path: Path, portal: Path
) -> None:
    passed = [search_record(n, "octopus", language="en", results=2) for n in range(1, 5)]
    unclicked = [
        record
        for n in range(10, 40, 10)
        for record in (
            search_record(n, "refund", language="en", results=2),
            search_record(n + 1, "lanyard", language="en", results=0, previous=n),
        )
    ]
    report = report_of(tmp_path, passed + unclicked, portal)
    content = json.loads(render_json(report))
    assert content["passed_over"] == [
        {"text": "octopus", "language": "en", "ignored": 4, "searches": 4, "ignored_visitor_days": 4.0, "visitor_days": 4.0}
    ]
    assert content["totals"]["unclicked"] == 3
    assert {gap["title"]: gap["unclicked"] for gap in content["gaps"]} == {"lanyard": 0, "refund": 3}
    rows = csv.DictReader(io.StringIO(render_csv(report), newline=""))
    assert {row["phrase"]: row["unclicked"] for row in rows if row["id"]} == {"lanyard": "0", "refund": "3"}
