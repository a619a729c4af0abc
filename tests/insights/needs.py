"""Phrases of customers by what they need, and how well gaps keep them together and apart.

Run as a program, it prints the figures of docs/diagnosis.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Literal, get_args

from kbgen.insights.examined import Examiner
from kbgen.insights.gaps import Gap, find_gaps
from kbgen.insights.joining import perhaps_one
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


@dataclass(frozen=True)
class Asked:
    """Pairs of gaps that an editor is asked about, how many of them are one need, and the figures once these are joined.

    A gap is of the need of most of its phrases.
    """

    pairs: int
    right: int
    joined: Figures


def found_gaps(part: Part, examiner: Examiner) -> tuple[Gap, ...]:
    """Return the gaps of a part, where each phrase failed five networks that day."""
    phrases = needs(part)
    log = SearchLog(
        question=Question(DAY, DAY, threshold_k=3, agreeing_networks=3, limit=len(phrases)),
        days=tuple(PhraseDay(DAY, phrase, FAILED) for phrase in phrases),
        forms={phrase: text for phrase, (_, text) in phrases.items()},
        phrases=dict.fromkeys(phrases, FAILED),
    )
    return find_gaps(log, examiner).found


def gaps_of_needs(found: Sequence[Gap]) -> dict[Phrase, str]:
    """Return phrase → id of its gap."""
    return {(group_key(phrasing.text), phrasing.language): gap.id for gap in found for phrasing in gap.phrasings}


def asked_of(part: Part, found: Sequence[Gap]) -> Asked:
    """Return what an editor is asked, and what comes of it where every answer is right."""
    wanted, gaps = needs(part), gaps_of_needs(found)
    need_of = {
        gap.id: Counter(wanted[phrase][0] for phrase, name in gaps.items() if name == gap.id).most_common(1)[0][0]
        for gap in found
    }
    pairs = perhaps_one(found)
    right = [(one.id, other.id) for one, other in pairs if need_of[one.id] == need_of[other.id]]
    first = {gap.id: gap.id for gap in found}
    for one, other in right:
        old, new = first[other], first[one]
        first = {gap: new if name == old else name for gap, name in first.items()}
    return Asked(len(pairs), len(right), figures(part, {phrase: first[gap] for phrase, gap in gaps.items()}))


def figures(part: Part, gaps: dict[Phrase, str]) -> Figures:
    """Compare gaps with needs, pair by pair."""
    wanted = needs(part)
    pairs = Counter[tuple[bool, bool]]()
    for one, other in combinations(sorted(wanted), 2):
        pairs[wanted[one][0] == wanted[other][0], gaps[one] == gaps[other]] += 1
    together = pairs[True, True]
    return Figures(together / (together + pairs[False, True]), together / (together + pairs[True, False]))


def main() -> None:
    """Print the figures of each part, or of those that are named; with the model where `kbgen[meaning]` is installed."""
    from diagnosis_tables import sample_index

    from kbgen.insights.diagnosis.examiner import PortalExaminer

    examiner = PortalExaminer(sample_index())
    for part in sys.argv[1:] or get_args(Part):
        gaps = found_gaps(part, examiner)
        asked = asked_of(part, gaps)
        sys.stdout.write(
            f"{part}: {len(needs(part))} phrases: {_told(figures(part, gaps_of_needs(gaps)))}; "
            f"asked {asked.pairs}, right {asked.right}, then {_told(asked.joined)}\n"
        )


def _told(found: Figures) -> str:
    return f"precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}"


if __name__ == "__main__":
    main()
