"""Searches of readers, asked again before and after a change: which are rescued, which are broken."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from collector_station import click_record, search_record
from small_site import article, write_site

from kbgen.commands.main import main
from kbgen.errors import UsageError
from kbgen.insights.replay.fates import Pages, Replay, judge
from kbgen.insights.replay.formats import as_json, as_lines, as_markdown
from kbgen.insights.replay.holdings import only_reweighed
from kbgen.insights.replay.queries import LoggedQueries, LoggedQuery, queries_of_log, read_queries, write_queries
from kbgen.model import ArticleId
from kbgen.search.asked import Asked
from kbgen.settings.site import load
from kbgen.site.portal import prepare
from kbgen.site.site_search import Shortlist, search_of_articles
from search_analytics.store.search_log import Question
from search_analytics.store.sqlite.reports import read_search_log
from search_analytics.store.sqlite.store import SqliteStore

QUESTION = Question(from_day=date(2026, 11, 1), to_day=date(2026, 11, 22), threshold_k=3)
NOTHING = Shortlist((), weak=False)


def shows(*articles: str, weak: bool = False) -> Shortlist:
    return Shortlist(tuple(map(ArticleId, articles)), weak)


def fates(query: LoggedQuery, before: Shortlist, after: Shortlist, moved: dict[str, str] | None = None) -> dict[str, int]:
    names = {ArticleId(old): ArticleId(new) for old, new in (moved or {}).items()}
    outcome = judge(LoggedQueries((query,)), [Pages(before, after, names)], within=10)
    return {change.fate: change.searches for change in outcome.changes}


UNANSWERED = LoggedQuery(language="en", query="money back", unanswered=3)
UNCLICKED = LoggedQuery(language="en", query="money back", unclicked=2)
WORKED = LoggedQuery(language="en", query="refund", worked={"returns/refunds": 4})


def test_a_search_without_results_is_rescued_by_any_answer_that_is_not_weak():
    assert fates(UNANSWERED, NOTHING, shows("a")) == {"rescued": 3}
    assert fates(UNANSWERED, NOTHING, shows("a", weak=True)) == {"unanswered": 3}
    assert fates(UNANSWERED, shows("b", weak=True), shows("a")) == {"rescued": 3}
    assert fates(UNANSWERED, shows("a"), shows("a")) == {"answered-before": 3}


def test_weak_matches_that_fit_by_the_weights_of_words_alone_are_no_rescue():
    pages = Pages(shows("b", weak=True), shows("b"), {}, is_reweighed=True)
    outcome = judge(LoggedQueries((UNANSWERED,)), [pages], within=10)
    assert [change.fate for change in outcome.changes] == ["unanswered"]


@pytest.mark.parametrize(
    ("changed", "query", "alone"),
    [
        ({"content/en/returns/lights.md": article("Trees and lights.", title="Christmas")}, "refund elsewhere", True),
        ({"content/en/returns/refund-times.md": article("Money elsewhere, too.", title="Refunds")}, "refund elsewhere", False),
        ({"content/terms.yml": "synonyms:\n  - [boomerang, money back]\n"}, "refund boomerang", False),
    ],
)
def test_only_an_article_that_says_more_of_a_query_can_rescue_it(
    tmp_path: Path, changed: dict[str, str], query: str, *, alone: bool
):
    asked, found = Asked("en", query), "returns/refund-times"
    sites = [search_of_articles(prepare(load(write_site(tmp_path / str(n), files)))) for n, files in enumerate(({}, changed))]
    reweighed = only_reweighed(sites[0], sites[1], {asked: shows(found, weak=True)}, {asked: shows(found)})
    assert reweighed == ({asked} if alone else set())


def test_an_unchanged_article_rescues_nothing_because_a_new_one_stands_below_it(tmp_path: Path):
    asked, court, bats = Asked("en", "tennis court hire"), "returns/court", "returns/bats"
    files = {f"content/en/{court}.md": article("Six courts.", title="Badminton courts")}
    added = {f"content/en/{bats}.md": article("Bats are for hire.", title="Table tennis"), **files}
    before, after = (
        search_of_articles(prepare(load(write_site(tmp_path / str(n), some)))) for n, some in enumerate((files, added))
    )
    old = {asked: shows(court, weak=True)}
    assert only_reweighed(before, after, old, {asked: shows(court, bats)}) == {asked}
    assert only_reweighed(before, after, old, {asked: shows(bats, court)}) == set()


def test_where_readers_opened_an_article_in_the_end_only_that_article_rescues():
    query = LoggedQuery(language="en", query="money back", unanswered=3, opened={"returns/refunds": 2})
    assert fates(query, NOTHING, shows("a")) == {"unanswered": 3}
    assert fates(query, shows("a"), shows("a", "returns/refunds")) == {"rescued": 3}


def test_a_search_nobody_clicked_is_rescued_by_a_best_article_that_was_not_shown():
    assert fates(UNCLICKED, shows("a", "b"), shows("b", "a")) == {"unanswered": 2}
    assert fates(UNCLICKED, shows("a", "b"), shows("new", "a")) == {"rescued": 2}


def test_results_that_nobody_took_are_rescued_by_bringing_the_right_article_to_the_top():
    query = LoggedQuery(language="en", query="money back", unclicked=2, opened={"returns/refunds": 2})
    assert fates(query, shows("a", "b", "c", "returns/refunds"), shows("a", "returns/refunds")) == {"rescued": 2}
    assert fates(query, shows("a", "returns/refunds"), shows("returns/refunds")) == {"answered-before": 2}


def test_a_search_that_nobody_clicked_never_worked_and_is_not_broken():
    query = LoggedQuery(language="en", query="money back", unclicked=3, opened={"returns/refunds": 2})
    assert fates(query, shows("a", "b", "returns/refunds"), shows("a", "b", "c", "returns/refunds")) == {"unanswered": 3}


def test_an_answer_above_the_results_rescues_keeps_and_breaks():
    at_once = Shortlist((ArticleId("a"),), weak=True, at_once=True)
    without = shows("a", weak=True)
    answered = LoggedQuery(language="en", query="opening hours", answered=4)
    assert fates(UNANSWERED, without, at_once) == {"rescued": 3}
    assert fates(UNCLICKED, shows("a"), Shortlist((ArticleId("a"),), weak=False, at_once=True)) == {"rescued": 2}
    assert fates(answered, at_once, at_once) == {"kept": 4}
    assert fates(answered, at_once, without) == {"broken": 4}


def test_what_broke_says_whether_it_had_ever_worked():
    pages = [Pages(shows("a"), NOTHING, {}), Pages(shows("returns/refunds"), NOTHING, {})]
    outcome = judge(LoggedQueries((UNANSWERED, WORKED)), pages, within=10)
    assert "breaks 7: 4 that worked and 3 that an earlier change had answered (4 worked)" in as_lines(outcome)[0]


def test_an_article_of_the_other_language_is_no_answer_until_it_is_translated():
    query = LoggedQuery(language="zh-hant", query="關稅", unanswered=3, opened={"delivery/customs": 2})
    foreign = Shortlist((ArticleId("delivery/customs"),), weak=False, foreign=frozenset({ArticleId("delivery/customs")}))
    assert fates(query, foreign, shows("delivery/customs")) == {"rescued": 3}
    assert fates(query, foreign, foreign) == {"unanswered": 3}


def test_a_search_that_worked_is_broken_when_the_article_opened_is_no_longer_shown():
    assert fates(WORKED, shows("returns/refunds"), shows("a", "returns/refunds")) == {"kept": 4}
    assert fates(WORKED, shows("returns/refunds"), shows("a")) == {"broken": 4}
    assert fates(WORKED, shows("a"), shows("a")) == {"lost-before": 4}
    assert fates(WORKED, shows("a"), shows("returns/refunds")) == {"regained": 4}


def test_an_answer_that_an_earlier_change_gave_is_broken_when_it_goes():
    assert fates(UNANSWERED, shows("a"), NOTHING) == {"broken": 3}


def test_an_article_that_moved_is_the_same_article():
    assert fates(WORKED, shows("returns/refunds"), shows("money/refunds"), {"returns/refunds": "money/refunds"}) == {"kept": 4}


def test_the_page_of_an_article_for_another_region_is_no_new_best_article():
    moved = {"delivery/fees/hk": "delivery/fees", "delivery/fees/tw": "delivery/fees"}
    assert fates(UNCLICKED, shows("delivery/fees/hk"), shows("delivery/fees/hk"), moved) == {"unanswered": 2}
    assert fates(UNCLICKED, shows("delivery/fees/hk"), shows("delivery/fees/tw"), moved) == {"unanswered": 2}
    assert fates(UNCLICKED, shows("delivery/fees/hk"), shows("a", "delivery/fees/hk"), moved) == {"rescued": 2}


def test_an_article_for_regions_is_shown_by_whichever_of_its_pages_is():
    hk, tw = ArticleId("delivery/fees/hk"), ArticleId("delivery/fees/tw")
    opened = LoggedQuery(language="en", query="fees", worked={tw: 4})
    assert fates(opened, shows(tw), Shortlist((hk,), weak=False, pages={tw: hk})) == {"kept": 4}


def test_a_phrase_that_worked_for_some_readers_and_failed_for_others_counts_as_both():
    query = LoggedQuery(language="en", query="refund", worked={"a": 1}, unanswered=2, unclicked=5)
    outcome = judge(LoggedQueries((query,)), [Pages(shows("a"), shows("b"), {})], within=10)
    assert (outcome.rescued, outcome.broken) == (5, 1)
    assert (outcome.searches(failed=True), outcome.searches(failed=False)) == (7, 1)


def records() -> list[object]:
    day = datetime.now(UTC).date().isoformat()
    found = [search_record(n, "boomerang", language="en", results=0, day=day) for n in range(1, 6)]
    for n in range(10, 16):
        found += [search_record(n, "refund times", language="en", day=day), click_record(100 + n, of=n, day=day)]
    found += [
        search_record(30, "遛狗繩子", results=0, day=day),
        search_record(31, "退款", previous=30, day=day),
        click_record(130, of=31, day=day),
        search_record(40, "陳大文 <b>", results=0, day=day),
        search_record(50, "gone", language="en", results=-1, day=day),
    ]
    return found


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "log" / "searches.sqlite3"
    store = SqliteStore(path)
    store.append(records())
    store.close()
    return path


def log_of(database: Path, threshold_k: int = 3) -> LoggedQueries:
    today = datetime.now(UTC).date()
    question = Question(from_day=today, to_day=today, threshold_k=threshold_k)
    return queries_of_log(read_search_log(database, question), lambda text: False)


def test_the_log_says_what_worked_what_failed_and_where_readers_went(database: Path):
    assert log_of(database, threshold_k=1).queries == (
        LoggedQuery(language="en", query="boomerang", unanswered=5),
        LoggedQuery(language="en", query="refund times", worked={"returns/refund-times": 6}),
        LoggedQuery(language="zh-hant", query="退款", worked={"returns/refund-times": 1}),
        LoggedQuery(language="zh-hant", query="遛狗繩子", unanswered=1, opened={"returns/refund-times": 1}),
        LoggedQuery(language="zh-hant", query="陳大文 <b>", unanswered=1),
    )


def test_one_network_breaks_no_change_by_a_phrase_of_its_own(tmp_path: Path):
    path, today = tmp_path / "searches.sqlite3", datetime.now(UTC).date()
    days = [(today - timedelta(days=n)).isoformat() for n in range(20)]
    forged = [
        search_record(n, "cheap seo offer", language="en", results=0, day=day, network=int(n == 19)) for n, day in enumerate(days)
    ]
    honest = [search_record(100 + n, "gift card", language="en", results=0, day=days[0], network=1) for n in range(3)]
    store = SqliteStore(path)
    store.append([*forged, *honest])
    store.close()
    question = Question(from_day=today - timedelta(days=27), to_day=today, threshold_k=3)
    found = queries_of_log(read_search_log(path, question), lambda text: True)
    assert ([query.query for query in found.queries], found.left_out) == (["gift card"], 1)


def test_what_a_minority_opened_is_no_answer_and_what_one_network_opened_every_day_no_majority(tmp_path: Path):
    path, day = tmp_path / "searches.sqlite3", datetime.now(UTC).date().isoformat()
    found: list[object] = []
    for n in range(10, 140, 10):  # thirteen fail; four of them open a wrong article in the end
        found.append(search_record(n, "chargebacks", language="en", results=0, day=day))
        if n <= 40:
            found.append(search_record(n + 1, "cups", language="en", previous=n, day=day))
            found.append(click_record(n + 2, of=n + 1, article="returns/other", day=day))
    for n in range(200, 240, 10):  # four fail; a fifth comes back six times and opens the wrong one
        found.append(search_record(n, "lanyard", language="en", results=0, day=day))
    for n in range(300, 360, 10):
        again = search_record(n, "lanyard", language="en", results=0, day=day, network=int(n == 300))
        found += [again, search_record(n + 1, "cups", language="en", previous=n, day=day)]
        found.append(click_record(n + 2, of=n + 1, article="returns/other", day=day))
    store = SqliteStore(path)
    store.append(found)
    store.close()
    queries = {query.query: query for query in log_of(path).queries}
    assert (queries["chargebacks"].failed, queries["chargebacks"].meant) == (13, {})
    assert (queries["lanyard"].failed, queries["lanyard"].meant) == (10, {})
    assert fates(queries["chargebacks"], NOTHING, shows("returns/refund-times")) == {"rescued": 13}


def test_a_saved_file_holds_no_query_of_few_readers_and_reads_back(database: Path, tmp_path: Path):
    written = write_queries(log_of(database))
    assert "陳大文".encode() not in written
    (tmp_path / "queries.jsonl").write_bytes(written)
    assert [query.query for query in read_queries(tmp_path / "queries.jsonl").queries] == ["boomerang", "refund times"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "2: "),
        ('{"language":"fr","query":"x","unanswered":1}', "2: Invalid enum value 'fr'"),
        ('{"language":"en","query":"x","failed":1}', "2: Object contains unknown field `failed`"),
        ('{"language":"en","query":"x"}', "2: 'x' neither worked nor failed"),
        ('{"language":"en","query":"ok","unclicked":1}', "2: 'ok' is already on line 1"),
    ],
)
def test_a_faulty_line_of_a_file_is_named(tmp_path: Path, line: str, message: str):
    path = tmp_path / "queries.jsonl"
    path.write_text('{"language":"en","query":"ok","unanswered":1}\n' + line + "\n")
    with pytest.raises(UsageError) as error:
        read_queries(path)
    assert f"queries.jsonl:{message}" in str(error.value)


@pytest.mark.parametrize("option", [["--drafts", "."], ["--limit", "5"]])
def test_an_option_that_a_replay_could_not_follow_is_refused(option: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(["replay", *option]) == 2
    assert f"unrecognized arguments: {option[0]}" in capsys.readouterr().err


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site with the project it was built from."""
    folder = tmp_path / "site-project"
    config = write_site(folder, {"content/en/returns/other.md": article("Cups and bags.", title="Other things")})
    assert main(["build", "--config", str(config)]) == 0
    return folder


def test_a_keyword_rescues_and_says_so_for_people_and_programs(site: Path, database: Path, capsys: pytest.CaptureFixture[str]):
    path = site / "content/en/returns/refund-times.md"
    path.write_text(path.read_text("utf-8").replace("[money back]", "[money back, boomerang]"), "utf-8")
    arguments = ["--db", str(database), "--before", str(site / "site"), "--after", str(site)]
    capsys.readouterr()
    assert main(["replay", *arguments]) == 0
    out = capsys.readouterr().out
    assert out.startswith("rescues 5 of 5 failed searches, breaks 0 (6 worked)\n")
    assert "5  boomerang  →  returns/refund-times (– → 1.)" in out
    assert main(["replay", *arguments, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rescued"], found["broken"]) == (5, 0)
    assert "陳大文" not in json.dumps(found, ensure_ascii=False)


def test_a_change_that_breaks_what_worked_fails_unless_it_may(
    site: Path, database: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    for language in ("en", "zh-hant"):
        (site / f"content/{language}/returns/refund-times.md").rename(site / f"content/{language}/returns/when.md")
    text = {language: (site / f"content/{language}/returns/when.md") for language in ("en", "zh-hant")}
    text["en"].write_text(article("Nothing here.", title="When"), "utf-8")
    text["zh-hant"].write_text(article("沒有。", title="何時"), "utf-8")
    output = tmp_path / "comment.md"
    arguments = ["--db", str(database), "--before", str(site / "site"), "--after", str(site), "--format", "markdown"]
    assert main(["replay", *arguments, "--output", str(output)]) == 1
    comment = output.read_text("utf-8")
    assert comment.startswith("**Search replay:** this change rescues 0 of 5 failed searches, breaks 6 that worked (6 worked).")
    assert "| 6 | refund times | returns/refund-times | 1. | – |" in comment
    assert "陳大文" not in comment
    assert main(["replay", *arguments, "--max-broken", "6"]) == 0


def test_a_saved_file_gives_the_same_outcome_as_the_log(site: Path, database: Path, tmp_path: Path, capsys):
    saved = tmp_path / "queries.jsonl"
    assert main(["replay", "--db", str(database), "--save", str(saved), "--portal", str(site / "site")]) == 0
    assert "kept" not in saved.read_text("utf-8")
    capsys.readouterr()
    assert main(["replay", "--queries", str(saved), "--before", str(site / "site"), "--after", str(site)]) == 0
    assert capsys.readouterr().out.startswith("rescues 0 of 5 failed searches, breaks 0 (6 worked)\n")


def test_a_place_that_is_no_site_is_named(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["replay", "--db", str(database), "--before", str(tmp_path)]) == 2
    assert "is neither a built site nor a project" in capsys.readouterr().err


def test_a_folder_named_as_the_portal_that_is_none_is_refused(
    site: Path, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    arguments = ["--db", str(database), "--before", str(site / "site"), "--after", str(site)]
    assert main(["replay", *arguments, "--portal", str(tmp_path)]) == 2
    assert f"no search index in {tmp_path / 'search'}" in capsys.readouterr().err


def test_articles_that_need_mending_are_named(site: Path, database: Path, capsys: pytest.CaptureFixture[str]):
    (site / "content/en/returns/broken.md").write_text(article("[x](nowhere.md)"), "utf-8")
    assert main(["replay", "--db", str(database), "--before", str(site / "site"), "--after", str(site)]) == 1
    assert "broken.md:6: error: the link 'nowhere.md'" in capsys.readouterr().err


HOSTILE = "@everyone | <img src=x onerror=alert(1)> [x](javascript:y) `code`\n# \x1b[31m"


def hostile_outcome() -> Replay:
    query = LoggedQuery(language="en", query=HOSTILE, unanswered=1)
    return judge(LoggedQueries((query,)), [Pages(NOTHING, shows("a"), {})], within=10)


def test_what_readers_typed_is_no_markup_in_a_comment_and_no_command_to_a_terminal():
    (row,) = [line for line in as_markdown(hostile_outcome()).splitlines() if line.startswith("| 1 ")]
    assert row.count("|") == 6
    assert not set("<>@[]`\x1b") & set(row)
    assert not any("\x1b" in line or "\n" in line for line in as_lines(hostile_outcome()))
    assert json.loads(as_json(hostile_outcome()))["changes"][0]["query"] == HOSTILE
