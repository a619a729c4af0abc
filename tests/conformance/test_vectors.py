"""The vectors keep their own rules, and the code cites clauses that exist."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from pathlib import Path

import check_vectors
import make_indexes
import pytest
from small_index import unpacked

from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader

ROOT = Path(__file__).parent.parent.parent
SOURCES = [*ROOT.glob("kbgen/**/*.py"), *ROOT.glob("theme/assets/search/*.js")]
CITATION = re.compile(r"index-format ((?:\d+(?:\.\d+)*)(?:(?:, | and )\d+(?:\.\d+)*)*)")


def test_every_vector_is_well_formed_and_every_must_has_one() -> None:
    assert list(check_vectors.problems()) == []


def test_every_clause_that_the_code_cites_exists() -> None:
    known = check_vectors.clauses("index-format")
    chapters = {clause.partition(".")[0] for clause in known}
    cited = {
        (source.name, clause)
        for source in SOURCES
        for match in CITATION.finditer(source.read_text("utf-8"))
        for clause in re.split(", | and ", match[1])
    }
    assert [place for place in sorted(cited) if place[1] not in known and place[1] not in chapters] == []


def test_each_twin_names_the_other() -> None:
    twins = {path for path in ROOT.glob("kbgen/**/*.py") if "Twin: " in path.read_text("utf-8")}
    for path in twins:
        twin = ROOT / re.search(r"Twin: (\S+?)\.?\s", path.read_text("utf-8"))[1]  # type: ignore[index]
        assert f"Twin: {path.relative_to(ROOT).as_posix()}" in twin.read_text("utf-8")
    assert twins


def committed(name: str) -> dict[str, bytes]:
    files = json.loads((check_vectors.FOLDER / "indexes" / f"{name}.files.json").read_text("utf-8"))
    return {file: b64decode(content) for file, content in files.items()}


def test_the_index_written_by_hand_is_what_its_source_says() -> None:
    written = make_indexes.hand_files(make_indexes.read_source("hand"))
    assert unpacked(written) == unpacked(committed("hand")), "run python tests/conformance/make_indexes.py"


@pytest.mark.parametrize("vector", json.loads((check_vectors.FOLDER / "index-format-first.json").read_text("utf-8")))
def test_an_index_built_today_answers_like_the_committed_one(fresh_shop: IndexReader, vector: dict[str, dict[str, str]]) -> None:
    given = vector["in"]
    answer = SearchEngine(fresh_shop, given["language"]).search(given["query"], literal=bool(given.get("literal")))  # type: ignore[arg-type]
    first = answer.results[0].document.id if answer.results else None
    assert [answer.outcome, answer.corrected, first] == vector["out"]


@pytest.fixture(scope="module")
def fresh_shop() -> IndexReader:
    return IndexReader(make_indexes.shop_files(make_indexes.read_source("shop")).__getitem__)
