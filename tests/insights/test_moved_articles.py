"""An article that was given another address keeps its views, votes, clicks and gaps; networks are not made more by it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from collector_station import click_record, search_record, view_record, vote_record
from portal_of_sentences import write_portal

from kbgen.commands.main import main
from kbgen.errors import UsageError
from kbgen.insights.moved_articles import moved_articles, under_todays_ids
from search_analytics.events.record import EventRecord
from search_analytics.store.search_log import ArticleVotes, Clicked, Comment, Opened, Question, SearchLog, Viewed
from search_analytics.store.sqlite.store import SqliteStore

MOVED = {"refunds": "returns/refund-times", "money/back": "returns/refund-times"}
QUESTION = Question(date(2026, 11, 1), date(2026, 11, 22), 3, agreeing_networks=3)
PHRASE = ("restitution", "en")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    folder = write_portal(tmp_path / "site")
    listed = {"site": "harbour-hill", "build": "b", "articles": [], "former": sorted(MOVED), "moved": MOVED}
    (folder / "articles.json").write_text(json.dumps(listed), "utf-8")
    return folder


def stored(folder: Path, records: list[EventRecord]) -> str:
    store = SqliteStore(folder / "s.sqlite3")
    store.append(records)
    store.close()
    return str(folder / "s.sqlite3")


def found_by(command: str, database: str, portal: Path, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    options = ["--store", database, "--portal", str(portal), "--until", "2026-11-22", *more]
    assert main([command, *options]) == 0
    return json.loads(capsys.readouterr().out)


def readers(article: str, start: int) -> list[EventRecord]:
    """Five readers who search in vain, then find, open, see and praise an article."""
    return [
        record
        for n in range(start, start + 5)
        for record in (
            search_record(n, "restitution", language="en", results=0, network=1),
            search_record(n + 10, "refund", language="en", previous=n, network=1),
            click_record(n + 20, of=n + 10, article=article),
            view_record(n + 30, article, "en", network=1, origin="search"),
            vote_record(n + 40, article, 1, language="en"),
        )
    ]


def test_a_gap_a_report_and_the_decision_of_an_editor_go_along_with_an_article_that_moved(
    tmp_path: Path, portal: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = stored(tmp_path, [*readers("refunds", 100), *readers("returns/refund-times", 200)])
    report = found_by("report", database, portal, capsys, "--format", "json", "--output", "-")
    (gap,) = report["gaps"]
    assert gap["opened"] == [{"article": "returns/refund-times", "times": 10}]
    assert (gap["verdict"], gap["article"]) == ("synonym", "returns/refund-times")
    assert [(row["article"], row["views"]) for row in report["most_viewed"]] == [("returns/refund-times", 10)]
    assert [(row["article"], row["helpful"]) for row in report["votes"]] == [("returns/refund-times", 10)]

    assert main(["gaps", "set", gap["id"], "planned", "--store", database, "--portal", str(portal), "--until", "2026-11-22"]) == 0
    capsys.readouterr()
    (portal / "articles.json").unlink()
    (before,) = found_by("gaps", database, portal, capsys, "--json")["gaps"]
    assert (before["id"], before["state"]) == (gap["id"], "planned")


def test_popular_articles_are_named_and_ranked_as_they_are_called_today(
    tmp_path: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    views = [view_record(n, "refunds", "en", network=1) for n in range(5)]
    views += [view_record(10 + n, "returns/refund-times", "en", network=1) for n in range(3)]
    views += [view_record(20 + n, "payment/octopus", "en", network=1) for n in range(7)]
    found = found_by("popular", stored(tmp_path, views), portal, capsys, "--output", "-")
    assert found["articles"]["en"] == ["returns/refund-times", "payment/octopus"]


def test_networks_that_know_each_name_of_an_article_do_not_count_for_more_than_they_are(
    tmp_path: Path, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("refunds", "money/back", "returns/refund-times")
    views = [view_record(10 * place + n, name, "en", network=1) for place, name in enumerate(names) for n in range(4)]
    assert found_by("popular", stored(tmp_path, views), portal, capsys, "--output", "-")["articles"]["en"] == []


def test_counts_are_added_up_and_those_most_used_come_first() -> None:
    log = SearchLog(
        QUESTION,
        (),
        {},
        opened=(Opened(PHRASE, "payment/octopus", 6, 6), Opened(PHRASE, "refunds", 4, 4), Opened(PHRASE, "money/back", 3, 3)),
        clicked=(Clicked(PHRASE, "refunds", 5, 4, 4), Clicked(PHRASE, "returns/refund-times", 5, 3, 3)),
        viewed=(Viewed("refunds", None, "nav", 2, 2), Viewed("returns/refund-times", None, "nav", 9, 4)),
        votes=(
            ArticleVotes("refunds", "en", 1, 3, (("outdated", 2), ("unclear", 1)), 4),
            ArticleVotes("returns/refund-times", "en", 2, 2, (("unclear", 2),), 4),
        ),
        comments=(Comment(date(2026, 11, 2), "money/back", "en", "unclear", "How long?"),),
    )
    found = under_todays_ids(log, MOVED)
    assert found.opened == (Opened(PHRASE, "returns/refund-times", 7, 7), Opened(PHRASE, "payment/octopus", 6, 6))
    assert found.clicked == (Clicked(PHRASE, "returns/refund-times", 5, 7, 7),)
    assert found.viewed == (Viewed("returns/refund-times", None, "nav", 11, 6),)
    assert found.votes == (ArticleVotes("returns/refund-times", "en", 3, 5, (("unclear", 3), ("outdated", 2)), 8),)
    assert [(row.article, row.text) for row in found.comments] == [("returns/refund-times", "How long?")]
    assert under_todays_ids(log, {}) == log


def test_clicks_far_below_are_those_of_one_name_unless_enough_networks_agree_under_one() -> None:
    rows = (
        Clicked(PHRASE, "refunds", 5, 2, 2),
        Clicked(PHRASE, "refunds", 1, 1, 1),
        Clicked(PHRASE, "money/back", 6, 2, 2),
        Clicked(PHRASE, "money/back", 1, 1, 1),
    )
    found = under_todays_ids(SearchLog(QUESTION, (), {}, clicked=rows), MOVED)
    assert [(row.position, row.times, row.networks) for row in found.clicked] == [(1, 2, 1), (5, 2, 2), (6, 2, 0)]


def test_a_damaged_list_of_articles_is_named(tmp_path: Path) -> None:
    assert moved_articles(tmp_path) == {}
    (tmp_path / "articles.json").write_text('{"moved": ["refunds"]}', "utf-8")
    with pytest.raises(UsageError, match=r"articles\.json: no list of articles: .*\$\.moved"):
        moved_articles(tmp_path)
