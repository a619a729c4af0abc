"""Phrases of customers by what they need, and how well gaps keep them together and apart.

Run as a program, it prints the figures of docs/diagnosis.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Literal, get_args

from kbgen.insights.examined import Examiner
from kbgen.insights.gaps import find_gaps
from kbgen.model import Language
from kbgen.text.normalise import is_han
from search_analytics.privacy.match_key import group_key
from search_analytics.store.search_log import Phrase, PhraseDay, Question, SearchCounts, SearchLog

FILE = Path(__file__).with_name("needs.tsv")
DAY = date(2026, 11, 22)
FAILED = SearchCounts(searches=5, visitor_days=5, no_result=5, abandoned=5, networks=5, failed_networks=5)
Part = Literal["tuned", "seen", "seen-blind", "held-out"]


@dataclass(frozen=True)
class Figures:
    """Pairs of phrases of one need: how many of those in one gap are (precision), and how many are in one gap (recall)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def needs(part: Part) -> dict[Phrase, tuple[str, str]]:
    """Return phrase → need and text."""
    found: dict[Phrase, tuple[str, str]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            of, need, *cells = line.split("\t")
            for text in [text for cell in cells for text in cell.split("; ") if text and of == part]:
                language: Language = "zh-hant" if any(map(is_han, text)) else "en"
                found[group_key(text), language] = need, text
    return found


def gaps_of_needs(part: Part, examiner: Examiner) -> dict[Phrase, str]:
    """Return phrase → id of its gap, where each phrase failed five networks that day."""
    phrases = needs(part)
    log = SearchLog(
        question=Question(DAY, DAY, threshold_k=3, agreeing_networks=3),
        days=tuple(PhraseDay(DAY, phrase, FAILED) for phrase in phrases),
        forms={phrase: text for phrase, (_, text) in phrases.items()},
        phrases=dict.fromkeys(phrases, FAILED),
    )
    return {
        (group_key(phrasing.text), phrasing.language): gap.id
        for gap in find_gaps(log, examiner).found
        for phrasing in gap.phrasings
    }


def figures(part: Part, gaps: dict[Phrase, str]) -> Figures:
    """Compare gaps with needs, pair by pair."""
    wanted = needs(part)
    pairs = Counter[tuple[bool, bool]]()
    for one, other in combinations(sorted(wanted), 2):
        pairs[wanted[one][0] == wanted[other][0], gaps[one] == gaps[other]] += 1
    together = pairs[True, True]
    return Figures(together / (together + pairs[False, True]), together / (together + pairs[True, False]))


def main() -> None:
    """Print the figures of each part."""
    from diagnosis_tables import sample_index

    from kbgen.insights.diagnosis.examiner import PortalExaminer

    examiner = PortalExaminer(sample_index())
    for part in get_args(Part):
        found = figures(part, gaps_of_needs(part, examiner))
        sys.stdout.write(
            f"{part}: {len(needs(part))} phrases, precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}\n"
        )


if __name__ == "__main__":
    main()
