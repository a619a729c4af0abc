"""From rows to the report of failed searches; the same for every store.

A store judges the searches of the period in temporary tables (`judged`, `phrase`) and answers the statements by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from search_analytics.failures import ArticleVotes, DayCount, FailedPhrase, FailureReport, HeldBack, NextStep, Question
from search_analytics.record import Language

HALF_LIFE_DAYS = 14
STEPS_SHOWN = 3

Row = Mapping[str, Any]
_Steps = Mapping[tuple[str, str], tuple[NextStep, ...]]


class Ask(Protocol):
    """Runs sql/<backend>/<name>.sql in the snapshot of the report and returns its rows."""

    def __call__(self, name: str, **parameters: Any) -> Sequence[Row]: ...  # noqa: D102


def weights(question: Question) -> list[tuple[str, float]]:
    """Return each day of the period with what a visitor-day of it counts: half after 14 days."""
    return [(day.isoformat(), 0.5 ** ((question.to_day - day).days / HALF_LIFE_DAYS)) for day in _days(question)]


def period(question: Question) -> dict[str, str | None]:
    """Return the parameters that most statements share."""
    return {"from_day": question.from_day.isoformat(), "to_day": question.to_day.isoformat(), "site": question.site}


def failure_report(ask: Ask, question: Question) -> FailureReport:
    """Return the report from the tables `judged` and `phrase`."""
    steps = _next_steps(ask, question.threshold_k)
    shown = ask("report_shown", k=question.threshold_k, limit=question.limit)
    (held,) = ask("report_held", k=question.threshold_k)
    days = {row["day"]: _day_count(row) for row in ask("report_days")}
    return FailureReport(
        question=question,
        days=tuple(days.get(day.isoformat(), DayCount(day, 0, 0, 0, 0, 0, 0)) for day in _days(question)),
        phrases=tuple(_phrase(row, steps) for row in shown),
        held_back=HeldBack(searches=held["searches"], phrases=held["phrases"]),
        unshown_phrases=held["common"] - len(shown),
        votes=article_votes(ask("report_votes", **period(question))),
    )


def _next_steps(ask: Ask, threshold_k: int) -> _Steps:
    steps: dict[tuple[str, str], list[NextStep]] = defaultdict(list)
    for row in ask("report_opened"):
        steps[row["match_key"], row["language"]].append(NextStep("opened", row["article"], row["times"]))
    for row in ask("report_next", k=threshold_k):
        steps[row["match_key"], row["language"]].append(NextStep("searched", row["next_query"], row["times"]))
    return {
        phrase: tuple(sorted(found, key=lambda step: (-step.times, step.kind, step.what))[:STEPS_SHOWN])
        for phrase, found in steps.items()
    }


def article_votes(rows: Sequence[Row]) -> tuple[ArticleVotes, ...]:
    """Return the votes of each article and language, those with most "no" first."""
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


def _phrase(row: Row, steps: _Steps) -> FailedPhrase:
    return FailedPhrase(
        phrase=row["query"],
        language=row["language"],
        searches=row["searches"],
        visitor_days=row["visitor_days"],
        zero=row["zero"],
        weak=row["weak"],
        unclicked=row["unclicked"],
        recovered=row["recovered"],
        stopped=row["stopped"],
        first_day=date.fromisoformat(row["first_day"]),
        last_day=date.fromisoformat(row["last_day"]),
        next_steps=steps.get((row["match_key"], row["language"]), ()),
    )


def _day_count(row: Row) -> DayCount:
    return DayCount(
        day=date.fromisoformat(row["day"]),
        searches=row["searches"],
        zero=row["zero"],
        weak=row["weak"],
        unclicked=row["unclicked"],
        outages=row["outages"],
        recovered=row["recovered"],
    )


def _days(question: Question) -> list[date]:
    return [question.from_day + timedelta(days=n) for n in range((question.to_day - question.from_day).days + 1)]
