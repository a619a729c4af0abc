"""The editors' loop from end to end: searches fail, the gaps say why, each is closed, and a replay proves it.

On a copy of the sample shop, in the order in which the guide's reports/monday tells it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collector_station import click_record, search_record

from kbgen.commands.main import main
from search_analytics.events.record import EventRecord, Language
from search_analytics.store.sqlite.store import SqliteStore

ROOT = Path(__file__).parents[2]
DAY = datetime.now(UTC).date().isoformat()
READERS = 6
CUSTOMS = """\
---
title: 海外訂單的關稅與進口稅
description: 寄往海外的包裹由誰繳付關稅，以及收件人要準備甚麼。
---

寄往香港、台灣和澳門以外的包裹，可能要繳付當地的關稅和進口稅。

## 由誰支付 { #who-pays }

關稅由收件人支付，速遞公司會在派送前通知。
"""

WRITTEN = {"en": "\nThe lift goes to every floor, and all doors are wide.\n", "zh-hant": "\n升降機可達各樓層，門口寬闊。\n"}
EXPIRED = """\
---
title: {title}
description: {title}
expire_at: 2025-12-31
---

{title}
"""
"""An article that readers opened while it was there: of one that the portal never named nobody could tell (decision 46)."""

# What was typed, the language of the page, what was found, what was searched next, and the article opened then.
FAILED: tuple[tuple[str, Language, str, str, str], ...] = (
    ("jersey", "en", "none", "team shirts", "custom-orders/group-orders"),
    ("關稅", "zh-hant", "weak", "customs", "delivery/overseas-customs"),
    ("photo quality", "en", "exact", "resolution", "files/bleed-and-resolution"),
    ("平安夜", "zh-hant", "weak", "聖誕", "delivery/christmas"),
    ("wheelchair access", "en", "none", "", ""),
    ("refnud", "en", "none", "", ""),
    ("ba da tong", "zh-hant", "none", "", ""),
    ("小票", "zh-hant", "none", "", ""),
    ("HH-123456", "en", "none", "", ""),
)
WORKED: tuple[tuple[str, Language, str], ...] = (
    ("refund", "en", "returns/refund-times"),
    ("八達通", "zh-hant", "payment/octopus"),
    ("bleed", "en", "files/bleed-and-resolution"),
    ("where is my parcel", "en", "orders/track-order"),
    ("customs", "zh-hant", "delivery/overseas-customs"),
)
CLOSED = {
    "jersey": ("synonym", ()),
    "關稅": ("translation", ()),
    "photo quality": ("ranked-low", ()),
    "平安夜": ("unpublished", ("--article", "delivery/faq")),
    "wheelchair access": ("missing-article", ("--category", "orders")),
}
NOTHING_TO_DO = {"refnud": "typo", "ba da tong": "romanised", "小票": "variant", "⟨order⟩": "out-of-scope"}


def events() -> Iterator[EventRecord]:
    number = 1
    for text, language, outcome, then, opens in FAILED:
        query = "⟨order⟩" if text == "HH-123456" else text  # as redaction stores it
        for _ in range(READERS):
            found = {"none": 0, "weak": 3, "exact": 9}[outcome]
            yield search_record(number, query, language=language, results=found, outcome=outcome, day=DAY)
            if then:
                yield search_record(number + 1, then, language=language, previous=number, day=DAY)
                yield click_record(number + 2, of=number + 1, article=opens, day=DAY)
            number += 10
    for text, language, opens in WORKED:
        for _ in range(READERS):
            yield search_record(number, text, language=language, day=DAY)
            yield click_record(number + 2, of=number, article=opens, day=DAY)
            number += 10


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample shop, built, with a week of searches in its database."""
    folder = tmp_path / "shop"
    folder.mkdir()
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    monkeypatch.setenv("KBGEN_COLLECTOR", "https://searches.example.com/e")  # so that the portal names its articles
    for language, title in (("en", "Delivery at Christmas"), ("zh-hant", "聖誕送貨")):
        (folder / "content" / language / "delivery" / "christmas.md").write_text(EXPIRED.format(title=title), "utf-8")
    assert main(["build", "--config", str(folder / "mkdocs.yml")]) == 0
    store = SqliteStore(folder / "var" / "searches.sqlite3")
    store.append(list(events()))
    store.close()
    shutil.copytree(folder / "site", tmp_path / "live")  # what readers see until the change is published
    return folder


@pytest.mark.long
def test_every_kind_of_gap_is_closed_and_nothing_that_worked_is_broken(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = ["--db", str(shop / "var" / "searches.sqlite3"), "--portal", str(shop.parent / "live")]
    config = ["--config", str(shop / "mkdocs.yml")]
    capsys.readouterr()

    assert main(["gaps", *log, "--json"]) == 0
    found = {gap["title"]: gap for gap in json.loads(capsys.readouterr().out)["gaps"]}
    verdicts = {title: found[title]["verdict"] for title in (*CLOSED, *NOTHING_TO_DO)}
    assert verdicts == {title: verdict for title, (verdict, _) in CLOSED.items()} | NOTHING_TO_DO

    for title in NOTHING_TO_DO:
        assert main(["gaps", "fix", found[title]["id"], *log, *config]) == 2
    assert capsys.readouterr().err.count("needs no change") == len(NOTHING_TO_DO)
    for title, (_, choice) in CLOSED.items():
        assert main(["gaps", "fix", found[title]["id"], *log, *config, *choice]) == 0
        assert f"rescues {READERS} of the {READERS} failed searches of this gap" in capsys.readouterr().err

    # The drafts stop a build until somebody has written them.
    assert main(["check", *config]) == 1
    drafts = sorted(line.partition(":")[0] for line in capsys.readouterr().err.splitlines() if "[unfinished-article]" in line)
    assert drafts == [
        "content/en/orders/wheelchair-access.md",
        "content/zh-hant/delivery/overseas-customs.md",
        "content/zh-hant/orders/wheelchair-access.md",
    ]
    for name in drafts:
        path = shop / name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        written = "".join(line for line in lines if not line.startswith("<!-- unfinished"))
        path.write_text(written + WRITTEN[name.split("/")[1]], "utf-8")  # an article without a text answers nobody
    (shop / "content/zh-hant/delivery/overseas-customs.md").write_text(CUSTOMS, "utf-8")  # still in English, it would be none
    assert main(["build", *config]) == 0
    capsys.readouterr()

    assert main(["replay", *log, "--before", str(shop.parent / "live"), "--after", str(shop / "site"), "--format", "json"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    rescued = {change["query"] for change in outcome["changes"] if change["fate"] == "rescued"}
    assert rescued >= set(CLOSED) - {"平安夜"}
    assert outcome["broken"] == 0
    assert outcome["worked"]["kept"] == outcome["worked"]["searches"] - outcome["worked"]["lost-before"]

    # What was closed is a gap no longer.
    closed = ["gaps", "--db", str(shop / "var" / "searches.sqlite3"), "--portal", str(shop / "site"), "--json"]
    assert main(closed) == 0
    now = {phrasing["text"]: gap for gap in json.loads(capsys.readouterr().out)["gaps"] for phrasing in gap["phrasings"]}
    assert now["jersey"]["answered_now"]
    assert now["wheelchair access"]["answered_now"]
