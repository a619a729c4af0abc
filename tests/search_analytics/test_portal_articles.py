"""C13: events may name only what the portal has (clause 19 of docs/spec/search-event.md)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from collector_station import Station, click, event_id, search

from kbgen.settings.site import load
from kbgen.site.outputs.for_programs import files_for_programs
from kbgen.site.portal import prepare
from search_analytics.cli.main import main
from search_analytics.events.portal_articles import portal_articles


def publish(folder: Path, **changes: Any) -> None:
    folder.mkdir(exist_ok=True)
    members = {"site": "harbour-hill", "build": "build-1", "articles": ["returns/refund-times"], "former": ["refunds"]}
    (folder / "new.json").write_text(json.dumps(members | changes), "utf-8")
    (folder / "new.json").rename(folder / "articles.json")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    publish(tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def strict(station: Station, portal: Path) -> Station:
    station.collector = replace(station.collector, portal=portal_articles(portal))
    station.app = station.collector.app()
    return station


def view(number: int, article: str) -> dict[str, Any]:
    return {"t": "view", "id": event_id(number), "d": 0, "a": article, "l": "en", "f": "nav"}


def vote(number: int, article: str) -> dict[str, Any]:
    return {"t": "vote", "id": event_id(number), "d": 0, "a": article, "v": 0}


def metric(station: Station, name: str) -> int:
    lines = station.request("GET", "/metrics").body.decode().splitlines()
    (value,) = [line.split()[1] for line in lines if line.startswith(f"{name} ")]
    return int(value)


def test_events_of_the_portals_articles_are_stored(strict: Station) -> None:
    answer = strict.send(search(1), click(2, of=1), view(3, "returns/refund-times"), vote(4, "returns/refund-times"))
    assert answer.headers["x-kb-result"] == "stored=4;dup=0"


@pytest.mark.parametrize("forged", [click(2, of=1, article="nobody/wrote"), view(2, "nobody/wrote"), vote(2, "nobody/wrote")])
def test_an_event_of_an_article_that_nobody_wrote_is_dropped_and_counted_and_its_search_kept(
    strict: Station, forged: dict[str, Any]
) -> None:
    answer = strict.send(search(1), forged)
    assert (answer.status, answer.headers["x-kb-result"]) == (204, "stored=1;dup=0;unknown=1")
    assert strict.rows("type") == ["search"]
    assert metric(strict, "kb_events_unknown_article_total") == 1


def test_a_request_of_nothing_but_unknown_articles_stores_nothing(strict: Station) -> None:
    answer = strict.send(view(1, "nobody/wrote"))
    assert (answer.status, answer.headers["x-kb-result"], strict.rows("id")) == (204, "stored=0;dup=0;unknown=1", [])


@pytest.mark.parametrize("article", ["contact", "refunds"])
def test_the_contact_page_and_former_ids_of_articles_are_known(strict: Station, article: str) -> None:
    assert strict.send(search(1), click(2, of=1, article=article)).headers["x-kb-result"] == "stored=2;dup=0"


def test_events_of_another_build_are_stored_and_counted(strict: Station, portal: Path) -> None:
    publish(portal, build="build-2")
    assert strict.send(search(1), click(2, of=1)).headers["x-kb-result"] == "stored=2;dup=0"
    assert metric(strict, "kb_events_other_build_total") == 2


def test_an_article_that_is_published_later_is_known_to_the_next_request(strict: Station, portal: Path) -> None:
    before = strict.send(view(1, "orders/new"))
    publish(portal, articles=["orders/new"])
    after = strict.send(view(2, "orders/new"))
    assert [answer.headers["x-kb-result"] for answer in (before, after)] == ["stored=0;dup=0;unknown=1", "stored=1;dup=0"]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"site": "harbour-hill"}', b"\xff"])
def test_a_damaged_list_leaves_the_one_before_in_force(
    strict: Station, portal: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (portal / "articles.json").write_bytes(damage)
    assert strict.send(view(1, "nobody/wrote")).headers["x-kb-result"] == "stored=0;dup=0;unknown=1"
    assert "is no list of articles" in caplog.text


def test_a_list_that_is_taken_away_stays_in_force(strict: Station, portal: Path) -> None:
    (portal / "articles.json").unlink()
    assert strict.send(view(1, "nobody/wrote")).headers["x-kb-result"] == "stored=0;dup=0;unknown=1"


def test_a_portal_that_is_built_after_the_collectors_start_is_found(station: Station, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    station.collector = replace(station.collector, portal=portal_articles(tmp_path / "site"))
    station.app = station.collector.app()
    before = station.send(view(1, "nobody/wrote"))
    publish(tmp_path / "site")
    after = station.send(view(2, "nobody/wrote"))
    assert [answer.headers["x-kb-result"] for answer in (before, after)] == ["stored=1;dup=0", "stored=0;dup=0;unknown=1"]


def test_the_list_of_one_site_says_nothing_about_another(strict: Station) -> None:
    assert strict.send(view(1, "any/article"), site="other").headers["x-kb-result"] == "stored=1;dup=0"


def test_a_portal_that_is_no_folder_is_refused_with_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--portal", str(tmp_path / "none"), "--store", str(tmp_path / "s.sqlite3"), "--port", "0"]) == 2
    assert f"no folder {tmp_path / 'none'}" in capsys.readouterr().err


def test_what_a_build_publishes_is_what_the_collector_reads(make_site: Callable[..., Path], tmp_path: Path) -> None:
    config = make_site(settings="collector:\n  endpoint: https://collect.example.com/v1/events\n  site: shop")
    (file,) = [file for file in files_for_programs(prepare(load(config))) if file.path == "articles.json"]
    (tmp_path / "articles.json").write_text(file.text, "utf-8")
    articles = portal_articles(tmp_path)
    known = articles.current() if articles else None
    assert known is not None
    assert (known.site, known.has("returns/refund-times"), known.has("contact"), known.has("x")) == ("shop", True, True, False)
