"""From rows to the log of searches; the same for every store.

A store judges the searches of the period in the temporary table `judged` and answers the statements by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from search_analytics.record import Language
from search_analytics.search_log import (
    ArticleVotes,
    Clicked,
    Followed,
    Opened,
    Phrase,
    PhraseDay,
    Question,
    SearchLog,
    Viewed,
)

Row = Mapping[str, Any]


class Ask(Protocol):
    """Runs sql/<backend>/<name>.sql in the snapshot of the report and returns its rows."""

    def __call__(self, name: str, **parameters: Any) -> Sequence[Row]: ...  # noqa: D102


def period(question: Question) -> dict[str, str | None]:
    """Return the parameters that most statements share."""
    return {"from_day": question.from_day.isoformat(), "to_day": question.to_day.isoformat(), "site": question.site}


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
        votes=_article_votes(ask("report_votes", **period(question))),
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


def _article_votes(rows: Sequence[Row]) -> tuple[ArticleVotes, ...]:
    grouped: dict[tuple[str, Language | None], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["article"], row["language"]].append(row)
    votes = [
        ArticleVotes(
            article=article,
            language=language,
            helpful=sum(row["times"] for row in found if row["vote"]),
            unhelpful=sum(row["times"] for row in found if not row["vote"]),
            reasons=tuple((row["reason"], row["times"]) for row in found if row["reason"] and not row["vote"]),
        )
        for (article, language), found in grouped.items()
    ]
    return tuple(sorted(votes, key=lambda vote: (-vote.unhelpful, vote.helpful, vote.article, vote.language or "")))
