"""A made-up log of the sample shop: weeks of searches with every kind of failure, for a first look at the report.

Seeded: the same seed and last day give the same events. Nobody searched any of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from random import Random
from typing import Literal, cast

from msgspec.structs import replace

from kbgen.model import Language
from search_analytics.events.record import CONTACT, EventRecord, EventType
from search_analytics.events.wire import Outcome, ViewSource, VoteReason
from search_analytics.privacy.match_key import group_key

Course = Literal["steady", "rising", "falling", "new", "ended"]
"""How often a habit is followed as the days go by."""
WEEKDAYS = (1.25, 1.2, 1.1, 1.05, 1.0, 0.75, 0.65)
"""From Monday: people order for offices and classes."""
FIRST_VISITOR = 0.86
"""Share of searches by a visitor who has not searched for the phrase on that day."""
OPENED_BY_OTHERS = 2.4
"""Articles opened from menus, links and search engines for each one opened from our search."""
USUALLY_HELPFUL = 0.8
HELPFUL = {"payment/credit-card-declined": 0.55, "files/colours": 0.6, "delivery/missing-parcel": 0.48}
"""Share of readers who say that an article helped, where it is not the usual one."""
OUTAGE_DAYS_AGO = 9


@dataclass(frozen=True, slots=True)
class Habit:
    """A thing readers search for. Shares are percentages of its searches."""

    language: Language
    phrasings: tuple[str, ...]
    outcome: Outcome
    a_week: float
    course: Course
    opened: tuple[tuple[str, int, int], ...]
    then: tuple[tuple[str, str, int], ...]
    contact: int


def sample_events(*, days: int, last_day: date, site: str, seed: int) -> Iterator[EventRecord]:
    """Yield the events of `days` days that end with `last_day`, day by day."""
    random = Random(seed)  # noqa: S311 - a log to look at, no secret
    habits = _habits()
    for age in range(days - 1, -1, -1):
        day = _Day(random, last_day - timedelta(days=age), site)
        for habit in habits:
            rate = habit.a_week / 7 * _strength(habit.course, age, days) * WEEKDAYS[day.date.weekday()]
            for _ in range(_poisson(random, rate)):
                yield from day.search(habit)
        yield from day.views_and_votes()
        if age == OUTAGE_DAYS_AGO:
            yield from day.outage(habits)


class _Day:
    """Writes the events of one day."""

    def __init__(self, random: Random, day: date, site: str) -> None:
        self.date = day
        self._random = random
        self._opened: list[tuple[str, Language]] = []
        midnight = datetime.combine(day, time(), UTC).timestamp()
        self._blank = EventRecord(day.isoformat(), b"", int(midnight), "search", site, "sample", "js")

    def search(self, habit: Habit) -> Iterator[EventRecord]:
        """Yield one search, and what its reader does next."""
        asked = self._asked(self._phrasing(habit), habit.language, habit.outcome)
        yield asked
        chance = self._random.uniform(0, 100)
        for article, place, share in habit.opened:
            if (chance := chance - share) < 0:
                yield from self._open(asked, article, place)
                return
        for text, article, share in habit.then:
            if (chance := chance - share) < 0:
                again = replace(self._asked(text, habit.language, "exact"), previous=asked.id)
                yield again
                if article:
                    yield from self._open(again, article, 1)
                return
        if chance - habit.contact < 0:
            yield self._event("click", search=asked.id, article=CONTACT, position=1)

    def views_and_votes(self) -> Iterator[EventRecord]:
        """Yield the articles opened without a search, and the answers to "was this helpful?"."""
        for article, language in list(self._opened):
            origins: tuple[ViewSource, ...] = ("nav", "other")
            for _ in range(_poisson(self._random, OPENED_BY_OTHERS)):
                yield self._event("view", article=article, language=language, origin=self._random.choice(origins), network=1)
            if self._random.random() < 0.07:
                helpful = self._random.random() < HELPFUL.get(article, USUALLY_HELPFUL)
                reasons: tuple[VoteReason, ...] = ("unclear", "not-found", "outdated", "too-long", "wrong")
                reason = None if helpful else self._random.choice(reasons)
                yield self._event("vote", article=article, language=language, vote=int(helpful), reason=reason)

    def outage(self, habits: Sequence[Habit]) -> Iterator[EventRecord]:
        """Yield searches that met an index which could not be loaded."""
        for habit in habits[:14]:
            yield replace(self._asked(habit.phrasings[0], habit.language, "none"), results=-1)

    def _phrasing(self, habit: Habit) -> str:
        weights = [1 / (place + 1) for place in range(len(habit.phrasings))]
        return self._random.choices(habit.phrasings, weights)[0]

    def _asked(self, text: str, language: Language, outcome: Outcome) -> EventRecord:
        return replace(
            self._event("search", language=language),
            query=text,
            match_key=group_key(text),
            results=0 if outcome == "none" else self._random.randint(3, 30),
            outcome=outcome,
            mode=self._random.choice(("settle", "settle", "enter")),
            first=int(self._random.random() < FIRST_VISITOR),
        )

    def _open(self, asked: EventRecord, article: str, place: int) -> Iterator[EventRecord]:
        language = cast("Language", asked.language)
        yield self._event("click", search=asked.id, article=article, position=place)
        yield self._event("view", article=article, language=language, origin="search", network=1)
        self._opened.append((article, language))

    def _event(self, kind: EventType, **fields: object) -> EventRecord:
        stamp = self._blank.ts + self._random.randrange(8_640) * 10
        record = replace(self._blank, id=self._random.randbytes(16), ts=stamp, type=kind)
        return replace(record, **fields)


def _strength(course: Course, age: int, days: int) -> float:
    """Return how much of its usual rate a habit has on a day; age: days before the last one."""
    past = age / max(1, days - 1)
    if course == "new":
        return 1.4 if age < 7 else 0.0
    if course == "ended":
        return 1.3 if past > 0.5 else 0.0
    return {"rising": 1.7 - 1.4 * past, "falling": 0.5 + past, "steady": 1.0}[course]


def _poisson(random: Random, mean: float) -> int:
    """Return a number of events that happen by chance `mean` times on average (Knuth)."""
    limit, product, count = 2.718281828459045**-mean, random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def _habits() -> list[Habit]:
    text = (resources.files("kbgen.insights") / "sample_searches.tsv").read_text("utf-8")
    return [_habit(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")]


def _habit(cells: list[str]) -> Habit:
    language, phrasings, outcome, a_week, course, opened, then, contact = (cells + [""] * 8)[:8]
    return Habit(
        language=cast("Language", language),
        phrasings=tuple(phrasings.split(" / ")),
        outcome=cast("Outcome", outcome),
        a_week=float(a_week),
        course=cast("Course", course),
        opened=tuple(_opening(item) for item in opened.split("; ") if item),
        then=tuple(_step(item) for item in then.split("; ") if item),
        contact=int(contact or 0),
    )


def _opening(item: str) -> tuple[str, int, int]:
    place, share = item.rsplit(" ", 1)
    article, position = place.split("@")
    return article, int(position), int(share)


def _step(item: str) -> tuple[str, str, int]:
    step, share = item.rsplit(" ", 1)
    text, article = step.split(">")
    return text, article, int(share)
