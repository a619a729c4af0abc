"""From rows to the log of searches; the same for every store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from search_analytics.failures import Question
from search_analytics.search_log import Clicked, Followed, Opened, Phrase, PhraseDay, SearchLog, Viewed
from search_analytics.store.failure_rows import Ask, Row, article_votes, period


def search_log(ask: Ask, question: Question) -> SearchLog:
    """Return the log from the table `judged`."""
    return SearchLog(
        question=question,
        days=_phrase_days(ask("report_phrase_days")),
        forms={_phrase(row): row["query"] for row in ask("report_forms")},
        followed=tuple(Followed(_phrase(row), row["next_key"], row["times"], row["recovered"]) for row in ask("report_followed")),
        opened=tuple(Opened(_phrase(row), row["article"], row["times"]) for row in ask("report_opened")),
        clicked=tuple(Clicked(_phrase(row), row["article"], row["position"], row["times"]) for row in ask("report_clicked")),
        viewed=tuple(
            Viewed(row["article"], row["language"], row["origin"], row["times"])
            for row in ask("report_viewed", **period(question))
        ),
        votes=article_votes(ask("report_votes", **period(question))),
    )


def _phrase(row: Row) -> Phrase:
    return row["match_key"], row["language"]


def _phrase_days(rows: Sequence[Row]) -> tuple[PhraseDay, ...]:
    return tuple(
        PhraseDay(
            day=date.fromisoformat(row["day"]),
            phrase=_phrase(row),
            searches=row["searches"],
            visitor_days=row["visitor_days"],
            zero=row["zero"],
            weak=row["weak"],
            unclicked=row["unclicked"],
            unjudged=row["unjudged"],
            outages=row["outages"],
            recovered=row["recovered"],
            refined=row["refined"],
            contacted=row["contacted"],
            left=row["abandoned"],
            ignored=row["ignored"],
        )
        for row in rows
    )
