"""Diagnose the labelled queries of tests/insights on the sample site; print the tables of docs/diagnosis.md.

`.venv/bin/python tests/insights/diagnosis_tables.py`
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from labelled_queries import drafts, former, labelled

from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.diagnosis.verdicts import Verdict
from kbgen.search.reader import IndexReader
from kbgen.settings.site import load
from kbgen.site.portal import prepare
from kbgen.site.search_index import build_search_index

ROOT = Path(__file__).parents[2]
Confusion = Mapping[tuple[Verdict, Verdict], int]
SHORT = {
    Verdict.TYPO: "typo",
    Verdict.VARIANT: "vari",
    Verdict.ROMANISED: "roma",
    Verdict.SYNONYM: "syno",
    Verdict.TRANSLATION: "tran",
    Verdict.RANKED_LOW: "rank",
    Verdict.UNPUBLISHED: "unpu",
    Verdict.OUT_OF_SCOPE: "outo",
    Verdict.ANSWERED: "answ",
    Verdict.MISSING_ARTICLE: "miss",
    Verdict.UNKNOWN: "unkn",
}


def sample_index() -> IndexReader:
    """Build the search index of the sample site in memory."""
    built, _ = build_search_index(prepare(load(ROOT / "mkdocs.yml")))
    return IndexReader(lambda name: built.files[name])


def confusion(index: IndexReader) -> tuple[Confusion, Confusion]:
    """Return (label, verdict) → number, of the half that rules were written by and of the half held out."""
    examiner = PortalExaminer(index, drafts(), former())
    counts: tuple[Counter[tuple[Verdict, Verdict]], ...] = (Counter(), Counter())
    for query in labelled():
        counts[query.held_out][query.verdict, examiner.examine(query.trail).verdict] += 1
    return counts[0], counts[1]


def right_share(counts: Confusion) -> float:
    """Return the share of verdicts that are the label."""
    return sum(number for (label, verdict), number in counts.items() if label == verdict) / sum(counts.values())


def table(counts: Confusion) -> str:
    """Return the confusion table as Markdown: a row for each label, a column for each verdict."""
    lines = ["| label ↓ verdict → | " + " | ".join(SHORT.values()) + " | right |", "| --- |" + " ---: |" * (len(SHORT) + 1)]
    for label in SHORT:
        row = [counts.get((label, verdict), 0) for verdict in SHORT]
        cells = " | ".join(str(number) if number else "" for number in row)
        lines.append(f"| {label.value} | {cells} | {counts.get((label, label), 0)} of {sum(row)} |")
    right = sum(number for (label, verdict), number in counts.items() if label == verdict)
    lines.append(f"\n{right} of {sum(counts.values())} right: {right_share(counts):.1%}.")
    return "\n".join(lines)


def main() -> int:
    tuned, held_out = confusion(sample_index())
    sys.stdout.write(f"### Held out\n\n{table(held_out)}\n\n### Tuned on\n\n{table(tuned)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
