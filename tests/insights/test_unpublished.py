"""What readers miss and the site's own content folder holds: drafts, and articles that are to come or over."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collector_station import search_record
from small_site import write_site

from kbgen.commands.main import main
from search_analytics.store.sqlite.store import SqliteStore

DAY = datetime.now(UTC).date().isoformat()
FILES = {
    "content/en/returns/rowing.md": "---\ntitle: Rowing machines\ndescription: More.\ndraft: true\n---\n\nBook one.\n",
    "content/zh-hant/returns/rowing.md": "---\ntitle: 划艇機\ndescription: More.\ndraft: true\n---\n\n請預訂。\n",
    "content/en/returns/camp.md": "---\ntitle: Holiday camp\ndescription: More.\nexpire_at: 2020-01-01\n---\n\nTen days.\n",
    "content/zh-hant/returns/camp.md": "---\ntitle: 假期營\ndescription: More.\nexpire_at: 2020-01-01\n---\n\n十天。\n",
    "content/en/returns/gala.md": "---\ntitle: Winter gala\ndescription: More.\npublish_at: 2999-01-01\n---\n\nCome.\n",
    "content/zh-hant/returns/gala.md": "---\ntitle: 冬季晚會\ndescription: More.\npublish_at: 2999-01-01\n---\n\n歡迎。\n",
    "content/en/returns/late.md": "---\ntitle: Late refund times\ndescription: More.\ndraft: true\n---\n\nLate.\n",
    "content/zh-hant/returns/late.md": "---\ntitle: 延遲退款時間\ndescription: More.\ndraft: true\n---\n\n延遲。\n",
}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with what nobody sees yet or any more, and the searches for it."""
    folder = tmp_path_factory.mktemp("pool")
    config = write_site(folder, FILES)
    assert main(["build", "--config", str(config)]) == 0
    store = SqliteStore(folder / "s.sqlite3")
    asked = [("rowing machine", "en"), ("划艇機", "zh-hant"), ("holiday camp", "en"), ("winter gala", "en"), ("owing", "en")]
    for at, (text, language) in enumerate(asked):
        store.append([search_record(1000 * at + n, text, language=language, results=0, day=DAY) for n in range(1, 7)])
    store.append([search_record(9000 + n, "refund times", language="en", results=0, day=DAY) for n in range(6)])
    store.close()
    return folder


@pytest.fixture(autouse=True)
def in_pool(pool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pool)


def gaps_of(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, dict[str, object]]:
    assert main(["gaps", "--db", "s.sqlite3", "--show-every-query", "--json", *more]) == 0
    return {gap["title"]: gap for gap in json.loads(capsys.readouterr().out)["gaps"]}


@pytest.mark.parametrize(
    ("title", "article", "evidence"),
    [
        ("rowing machine", "returns/rowing", "draft"),
        ("holiday camp", "returns/camp", "over"),
        ("winter gala", "returns/gala", "coming"),
    ],
)
def test_what_the_sites_own_folder_holds_and_readers_do_not_see_is_unpublished(
    capsys: pytest.CaptureFixture[str], title: str, article: str, evidence: str
):
    gap = gaps_of(capsys)[title]
    assert (gap["verdict"], gap["article"], gap["reasons"][0]["evidence"]) == ("unpublished", article, evidence)


def test_both_languages_of_a_draft_are_one_gap(capsys: pytest.CaptureFixture[str]):
    gap = gaps_of(capsys)["rowing machine"]
    assert {phrasing["text"] for phrasing in gap["phrasings"]} == {"rowing machine", "划艇機"}


def test_a_draft_does_not_stand_for_what_a_published_article_is_called_nor_for_a_part_of_its_words(
    capsys: pytest.CaptureFixture[str],
):
    found = gaps_of(capsys)
    assert found["refund times"]["verdict"] == "answered"
    assert found["owing"]["verdict"] != "unpublished"


def test_the_drafts_of_a_site_say_nothing_of_another_portal(portal: Path, capsys: pytest.CaptureFixture[str]):
    assert gaps_of(capsys, "--portal", str(portal))["rowing machine"]["verdict"] != "unpublished"


@pytest.mark.parametrize(
    ("title", "said", "to_do"),
    [
        ("rowing machine", "content/en/returns/rowing.md answers it, and is a draft", "remove 'draft: true'"),
        ("holiday camp", "content/en/returns/camp.md answers it, and was for readers until 2020-01-01", "under 'expire_at'"),
        ("winter gala", "content/en/returns/gala.md answers it, and appears on 2999-01-01", "under 'publish_at'"),
    ],
)
def test_fix_names_the_file_and_what_publishes_it_and_begins_no_second_article(
    capsys: pytest.CaptureFixture[str], title: str, said: str, to_do: str
):
    gap = str(gaps_of(capsys)[title]["id"])
    assert main(["gaps", "fix", gap, "--db", "s.sqlite3", "--show-every-query"]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert to_do in told


def test_fix_says_where_a_draft_beside_the_site_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "owing.md").write_text("---\ntitle: Owing money\n---\n", "utf-8")
    more = ["--drafts", str(tmp_path)]
    gap = str(gaps_of(capsys, *more)["owing"]["id"])
    assert main(["gaps", "fix", gap, "--db", "s.sqlite3", "--show-every-query", *more]) == 2
    assert (
        "'owing' answers it, and is a draft beside the site\n  hint: publish it: move it into content" in capsys.readouterr().err
    )
