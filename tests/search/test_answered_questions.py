"""Questions about contact, hours, channels and times get their answer at once; questions about something else get none.

The questions of answered_questions.json are judged by hand: the kind of the card (null: none may show), and what it must hold.
Both twins are asked.
"""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_twins import ROOT, SCRIPT, node

from kbgen.index.build import build_index
from kbgen.model import Language
from kbgen.search.query import SearchEngine
from kbgen.search.reader import open_index
from kbgen.search.reasons import card_as_json
from kbgen.settings.site import load
from kbgen.site.index_source import index_source
from kbgen.site.portal import prepare
from kbgen.text.normalise import is_han

QUESTIONS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "answered_questions.json").read_text("utf-8"))


def language_of(query: str) -> Language:
    return "zh-hant" if any(map(is_han, query)) else "en"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    source = index_source(prepare(load(ROOT / "mkdocs.yml")), today=date(2026, 11, 29))
    for name, content in build_index(source).files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def cards(folder: Path) -> dict[str, Any]:
    index = open_index(folder)
    engines = {language: SearchEngine(index, language) for language in ("en", "zh-hant")}
    answers = {row["query"]: engines[language_of(row["query"])].search(row["query"], limit=20) for row in QUESTIONS}
    return {query: card_as_json(answer.card) if answer.card else None for query, answer in answers.items()}


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["query"])
def test_a_question_is_answered_at_once_where_it_asks_for_nothing_else(cards: dict[str, Any], row: dict[str, Any]) -> None:
    card = cards[row["query"]]
    assert (card["kind"] if card else None) == row["card"]
    assert row.get("holds", "") in json.dumps(card, ensure_ascii=False)


def test_the_browser_says_the_same(folder: Path, cards: dict[str, Any]) -> None:
    asked = [{"language": language_of(row["query"]), "query": row["query"], "literal": False} for row in QUESTIONS]
    command = [node(), str(SCRIPT), str(folder)]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    said = [answer["card"] for answer in json.loads(done.stdout)]
    assert dict(zip([row["query"] for row in QUESTIONS], said, strict=True)) == json.loads(json.dumps(cards))
