"""Why an article was found.

Twin: theme/assets/search/reasons.js. Specification: index-format 9.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from kbgen.model import AnswerCard
from kbgen.search.query import Answer, Result
from kbgen.search.reader import IndexReader
from kbgen.search.score import MatchKind, Need, PartReading, Term
from kbgen.text.tokens import count_terms


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the query that an article holds. query: as typed. term: as read. field: `title` where the title holds it.

    extent: `part` where it holds some of it only: 金 of 按金.
    """

    query: str
    term: str
    kind: MatchKind
    field: Literal["title", "text"]
    extent: Literal["whole", "part"]


def reasons(index: IndexReader, result: Result) -> list[Reason]:
    """Return the parts of the query that a result holds, in the order they were typed."""
    counts = count_terms([result.document.title])
    title = {*counts.latn, *counts.hani}
    return [
        Reason(
            query=reading.swap[0] if reading.swap else part.typed,
            term=reading.swap[1] if reading.swap else "".join(reading.words),
            kind=reading.kind if (own := _is_held(index, reading, result)) else "other-language",
            field="title" if all(any(term.term in title for term in need.terms) for need in reading.needs) else "text",
            extent="whole" if all(_meets(index, need, result, own=own) for need in _telling(reading.needs)) else "part",
        )
        for part, reading in result.chosen
    ]


def _is_held(index: IndexReader, reading: PartReading, result: Result) -> bool:
    """Tell whether the article shown, not only its pair in the other language, holds something of a reading."""
    if not result.own:
        return True  # it has no pair
    return any(_meets(index, need, result, own=True) for need in reading.needs)


def _meets(index: IndexReader, need: Need, result: Result, *, own: bool) -> bool:
    """Tell whether an article meets a need. own: itself, and not only its pair in the other language."""
    for term in need.terms:
        if not own or not result.own or term.family.endswith(f"/{result.document.language}"):
            postings = index.postings(term.family, term.term)
            if postings is not None and result.pair in postings.pairs:
                return True
    return False


def _telling(needs: Sequence[Need]) -> Sequence[Need]:
    """Return the needs without those of single Chinese characters, where there are pairs of them, which say what they do."""
    pairs = [need for need in needs if not (need.terms and all(_is_character(term) for term in need.terms))]
    return pairs if any(term.family.startswith("hani/") for need in pairs for term in need.terms) else needs


def _is_character(term: Term) -> bool:
    return term.family.startswith("hani/") and len(term.term) == 1


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
