"""Why an article was found.

Twin: theme/assets/search/reasons.js. Specification: index-format 9.3.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from kbgen.model import AnswerCard
from kbgen.search.query import Answer, Result
from kbgen.search.reader import IndexReader
from kbgen.search.score import MatchKind, PartReading
from kbgen.text.tokens import count_terms


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the query that an article holds. query: as typed. term: as read. field: `title` where the title holds it."""

    query: str
    term: str
    kind: MatchKind
    field: Literal["title", "text"]


def reasons(index: IndexReader, result: Result) -> list[Reason]:
    """Return the parts of the query that a result holds, in the order they were typed."""
    counts = count_terms([result.document.title])
    title = {*counts.latn, *counts.hani}
    return [
        Reason(
            query=reading.swap[0] if reading.swap else part.typed,
            term=reading.swap[1] if reading.swap else "".join(reading.words),
            kind=reading.kind if _is_held(index, reading, result) else "other-language",
            field="title" if all(any(term.term in title for term in need.terms) for need in reading.needs) else "text",
        )
        for part, reading in result.chosen
    ]


def _is_held(index: IndexReader, reading: PartReading, result: Result) -> bool:
    """Tell whether the article shown, not only its pair in the other language, holds something of a reading."""
    if not result.own:
        return True  # it has no pair
    for need in reading.needs:
        for term in need.terms:
            if term.family.endswith(f"/{result.document.language}"):
                postings = index.postings(term.family, term.term)
                if postings is not None and result.pair in postings.pairs:
                    return True
    return False


def card_as_json(card: AnswerCard) -> dict[str, object]:
    """Return what is said at once, without what is empty, as the index has it (index-format 4.11)."""
    full = {name: value for name, value in asdict(card).items() if value}
    if card.items:
        full["items"] = [_without_end([item.label, item.value, item.href, item.note]) for item in card.items]
    return full


def _without_end(values: list[str]) -> list[str]:
    while values and not values[-1]:
        values.pop()
    return values


def answer_as_json(index: IndexReader, answer: Answer) -> dict[str, object]:
    """Return an answer as the command line prints it for machines."""
    return {
        "query": answer.query,
        "outcome": answer.outcome,
        "corrected": answer.corrected,
        "suggested": answer.suggested,
        "note": asdict(answer.note) if answer.note else None,
        "total": answer.total,
        "card": card_as_json(answer.card) if answer.card else None,
        "promise": answer.promise,
        "results": [
            {
                "id": result.document.id,
                "title": result.document.title,
                "language": result.document.language,
                "url": result.document.url,
                "type": result.document.type,
                "score": result.score,
                "weak": result.weak,
                "own": result.own,
                "pinned": result.pinned,
                "others": [{"id": other.id, "title": other.title, "url": other.url} for other in result.others],
                "why": [asdict(reason) for reason in reasons(index, result)],
            }
            for result in answer.results
        ],
    }
