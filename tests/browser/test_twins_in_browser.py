"""The published search, in its worker in a real browser, gives what the Python twin gives, to the last integer."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
from portal_reader import MakeReader
from reader_queries import QueryMaker

from kbgen.model import LANGUAGES
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader, open_index
from kbgen.search.reasons import reasons

"""Asked by readers of each of the two languages."""

ASK = """async ([client, base, locale, questions]) => {
  const { createSearch } = await import(client)
  const search = createSearch({ base, locale })
  const answers = []
  for (const [query, literal] of JSON.parse(questions)) {
    const { outcome, corrected, total, results } = await search.search(query, { limit: 20, literal })
    const reasons = (why) => why.map(({ query, term, kind, field, extent }) => [query, term, kind, field, extent])
    const shown = results.map(({ id, score, weak, own, why }) => [id, score, weak, own, reasons(why)])
    answers.push({ outcome, corrected, total, results: shown })
  }
  return JSON.stringify(answers)
}"""


def texts_of(index: IndexReader) -> list[str]:
    found = []
    for language in LANGUAGES:
        for document in index.documents(language, range(index.manifest["pairs"])).values():
            found += [document.title, *(text for _, _, text in index.text(document)[:2])]
    return found


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.long)])
def test_hundreds_of_queries_have_the_same_answers_in_python_and_in_chromium(
    make_reader: MakeReader, site: Path, every: int
) -> None:
    index = open_index(site / "search")
    queries = QueryMaker(texts_of(index), seed=20261123).make(500)[::every]
    questions = [(query, at % 7 == 0) for at, query in enumerate(queries)]
    (client,) = site.glob("assets/kbgen/*/search/client.js")
    for language in LANGUAGES:
        reader = make_reader(language)
        reader.open("404.html")
        # Queries hold halves of surrogate pairs, which only JSON's escapes carry into the page.
        address = reader.address + client.relative_to(site).as_posix()
        there = json.loads(reader.page.evaluate(ASK, [address, reader.address, language, json.dumps(questions)]))
        engine = SearchEngine(index, language)
        here = [answered(index, engine, query, literal=literal) for query, literal in questions]
        assert len(there) == len(queries)
        assert [(question, one, two) for question, one, two in zip(questions, here, there, strict=True) if one != two] == []


def answered(index: IndexReader, engine: SearchEngine, query: str, *, literal: bool) -> dict[str, Any]:
    answer = engine.search(query, limit=20, literal=literal)
    results = []
    for result in answer.results:
        why = [list(astuple(reason)) for reason in reasons(index, result)]
        results.append([result.document.id, result.score, result.weak, result.own, why])
    return {"outcome": answer.outcome, "corrected": answer.corrected, "total": answer.total, "results": results}
