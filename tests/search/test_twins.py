"""Python and JavaScript give the same answers, to the last integer, to hundreds of queries over the sample articles."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
import yaml
from reader_queries import QueryMaker
from small_index import shown

from kbgen.index.articles import IndexedArticle, IndexedPair
from kbgen.index.build import IndexSource, build_index
from kbgen.model import LANGUAGES, ArticleId, Language, Section
from kbgen.search.query import Answer, SearchEngine
from kbgen.search.reader import IndexReader, open_index
from kbgen.search.reasons import reasons
from kbgen.text.aliases import Alias, packaged_aliases, packaged_concepts
from kbgen.text.everyday import everyday_groups
from kbgen.text.real_words import packaged_dictionaries
from kbgen.text.tokens import canonical

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "tests" / "js" / "search" / "answer-queries.js"
QUERIES = 750
SYNONYMS = (Alias("money back", "refund", 230, "synonym"), Alias(canonical("轉帳"), "fps", 200, "synonym"))


def articles() -> dict[str, dict[Language, IndexedArticle]]:
    """Return the sample articles, headings and text as they stand in Markdown: good enough to search in."""
    found: dict[str, dict[Language, IndexedArticle]] = {}
    for language in LANGUAGES:
        folder = ROOT / "content" / language
        for path in sorted(folder.glob("*/*.md")):
            _, front, body = path.read_text("utf-8").split("---\n", 2)
            meta = yaml.safe_load(front)
            preface, *rest = body.split("\n## ")
            sections = [Section("", 1, "", preface)]
            sections += [Section(f"s{at}", 2, *part.partition("\n")[::2]) for at, part in enumerate(rest)]
            article = IndexedArticle(meta["title"], meta.get("description", ""), tuple(meta.get("keywords", ())), tuple(sections))
            found.setdefault(path.relative_to(folder).with_suffix("").as_posix(), {})[language] = article
    return found


def node() -> str:
    """Return the Node that is on the path or, where the packages brought it, beside Python."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which("node", path=os.pathsep.join((os.environ.get("PATH", ""), beside)))
    assert found, "no Node: make setup brings it"
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    pairs = tuple(IndexedPair(ArticleId(name), sides) for name, sides in articles().items())
    source = IndexSource(
        pairs,
        "twins",
        aliases=(*packaged_aliases(), *SYNONYMS),
        concepts=packaged_concepts(),
        everyday=everyday_groups(),
        dictionaries=packaged_dictionaries(),
    )
    files = build_index(source).files
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def all_of(index: IndexReader, answer: Answer) -> dict[str, Any]:
    """Return an answer as tests/js/search/answer-queries.js gives it."""
    why = [[list(astuple(reason)) for reason in reasons(index, result)] for result in answer.results]
    return shown(answer) | {"why": why, "card": answer.card}


Answered = list[tuple[dict[str, Any], dict[str, Any]]]


@pytest.fixture(scope="module")
def answered(folder: Path) -> Answered:
    """Return questions as tests/js/search/answer-queries.js takes them, and what the index in single files answers."""
    texts = [text for sides in articles().values() for side in sides.values() for text in (side.title, side.sections[0].text)]
    queries = QueryMaker(texts, seed=20261122).make(QUERIES)
    questions = [
        {"language": LANGUAGES[at % 2], "query": query, "literal": at % 7 == 0}
        for at, query in enumerate(query for query in queries for _ in LANGUAGES)
    ]
    index = open_index(folder)
    engines = {language: SearchEngine(index, language) for language in LANGUAGES}
    found = (engines[q["language"]].search(q["query"], limit=20, literal=q["literal"]) for q in questions)
    return [(question, all_of(index, answer)) for question, answer in zip(questions, found, strict=True)]


def test_both_twins_answer_alike(folder: Path, answered: Answered) -> None:
    questions, here = zip(*answered, strict=True)
    asked = subprocess.run([node(), SCRIPT, folder], input=json.dumps(questions).encode(), capture_output=True, check=True)
    there = json.loads(asked.stdout)
    assert len(there) == len(questions)
    differ = [(question, one, other) for question, one, other in zip(questions, here, there, strict=True) if one != other]
    assert differ == []


def test_the_queries_reach_every_outcome_and_kind_of_reading(folder: Path) -> None:
    texts = [side.title for sides in articles().values() for side in sides.values()]
    engine = SearchEngine(open_index(folder), "zh-hant")
    answers = [engine.search(query) for query in QueryMaker(texts, seed=1).make(300)]
    assert {answer.outcome for answer in answers} == {"exact", "corrected", "weak", "none"}
    kinds = {reading.kind for answer in answers for result in answer.results for _, reading in result.chosen}
    assert kinds >= {"exact", "variant", "corrected", "prefix"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_in_packs_gives_the_answers_that_files_of_their_own_give(
    folder: Path, answered: Answered, language: Language
) -> None:
    packed = SearchEngine(IndexReader(lambda name: (folder / name).read_bytes(), pack=language), language)
    mine = [(question, answer) for question, answer in answered if question["language"] == language][:300]
    for question, answer in mine:
        found = shown(packed.search(question["query"], limit=20, literal=question["literal"]))
        assert found == {name: answer[name] for name in found}, question
