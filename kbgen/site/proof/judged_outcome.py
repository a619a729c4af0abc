"""Results of judged queries for people, as Markdown and for programs, with what changed since an earlier run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kbgen.counted import counted
from kbgen.site.proof.judged import MOST_RANKED, RECALL_AT, JudgedResult, JudgedResults
from kbgen.site.saved_run import read_saved
from kbgen.table_cells import plain_cell


@dataclass(frozen=True, slots=True)
class JudgedChange:
    """A query whose place is not what it was; 0: not among the first ten."""

    result: JudgedResult
    before: int

    @property
    def is_lost(self) -> bool:
        """Whether it was as good as editors expect, and is no longer."""
        return 0 < self.before <= self.result.within and not self.result.is_found


@dataclass(frozen=True, slots=True)
class JudgedOutcome:
    """Results and, where there is an earlier run, what is different."""

    now: JudgedResults
    before: JudgedResults | None
    changes: tuple[JudgedChange, ...]

    @property
    def failures(self) -> tuple[JudgedResult, ...]:
        """What makes the command fail: all misses or, against an earlier run, those that are new."""
        if self.before is None:
            return self.now.misses
        known = {(result.query, result.language) for result in self.before.results}
        lost = {id(change.result) for change in self.changes if change.is_lost}
        return tuple(result for result in self.now.misses if id(result) in lost or (result.query, result.language) not in known)


def compare(now: JudgedResults, before: JudgedResults | None) -> JudgedOutcome:
    """Return the results with what changed since an earlier run, the lost ones first, then the worse ones."""
    places = {(result.query, result.language): result.place for result in before.results} if before else {}
    changes = [
        JudgedChange(result, places[key])
        for result in now.results
        if (key := (result.query, result.language)) in places and places[key] != result.place
    ]
    changes.sort(key=lambda change: (not change.is_lost, _rank(change.result.place) <= _rank(change.before)))
    return JudgedOutcome(now, before, tuple(changes))


def read_results(path: Path) -> JudgedResults:
    """Read what an earlier run saved. Raises UsageError."""
    return read_saved(path, JudgedResults, of="result of 'kbgen eval'", written_by="kbgen eval --save")


def saved_results(now: JudgedResults) -> bytes:
    """Return the file that `read_results` reads, one query a line so that git shows what changed."""
    encoder = msgspec.json.Encoder(order="deterministic")
    rows = b",\n".join(encoder.encode(result) for result in now.results)
    return b'{"results":[\n' + rows + b"\n]}\n"


def summary(outcome: JudgedOutcome) -> str:
    """Return the measures in one sentence."""
    now, before = outcome.now, outcome.before
    found = len(now.results) - len(now.misses)
    return f"{found} of {counted(len(now.results), 'query finds its', 'queries find their')} article; " + ", ".join(
        f"{name} {value:.3f}" + (f" (was {old:.3f})" if before else "") for name, value, old in _measures(now, before or now)
    )


def outcome_lines(outcome: JudgedOutcome) -> list[str]:
    """Return the outcome for people."""
    lines = [summary(outcome)]
    for title, rows in _tables(outcome):
        lines += ["", f"{title}:", *(f"  {query}  →  {article}: {place}" for query, article, place in rows)]
    return lines


def outcome_markdown(outcome: JudgedOutcome) -> str:
    """Return the outcome for a pull request."""
    lines = [f"**Judged queries:** {summary(outcome)}."]
    for title, rows in _tables(outcome):
        lines += ["", f"{title}:", "", "| query | article | place |", "| --- | --- | --- |"]
        lines += (f"| {plain_cell(query)} | {plain_cell(article)} | {place} |" for query, article, place in rows)
    return "\n".join(lines) + "\n"


def outcome_json(outcome: JudgedOutcome) -> str:
    """Return the outcome for programs."""
    document = {
        "measures": {name: round(value, 4) for name, value, _ in _measures(outcome.now, outcome.now)},
        "queries": len(outcome.now.results),
        "misses": [result.query for result in outcome.now.misses],
        "failures": [result.query for result in outcome.failures],
        "changes": [
            {"query": change.result.query, "before": change.before, "after": change.result.place} for change in outcome.changes
        ],
        "results": [msgspec.to_builtins(result) for result in outcome.now.results],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _measures(now: JudgedResults, before: JudgedResults) -> list[tuple[str, float, float]]:
    recalls = [(f"recall@{among}", now.recall(among), before.recall(among)) for among in RECALL_AT]
    return [(f"MRR@{MOST_RANKED}", now.mrr, before.mrr), *recalls]


def _tables(outcome: JudgedOutcome) -> list[tuple[str, Sequence[tuple[str, str, str]]]]:
    misses = [
        (result.query, ", ".join(result.places), f"{_place(result.place)}, expected among the first {result.within}")
        for result in outcome.now.misses
    ]
    changes = [
        (change.result.query, ", ".join(change.result.places), f"{_place(change.before)} → {_place(change.result.place)}")
        for change in outcome.changes
    ]
    return [(title, rows) for title, rows in (("Not found", misses), ("Changed", changes)) if rows]


def _place(place: int) -> str:
    return str(place) if place else "–"


def _rank(place: int) -> int:
    return place or MOST_RANKED + 1
