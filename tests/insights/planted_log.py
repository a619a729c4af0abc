"""What readers of a planted shop did in four weeks: those who failed, those who found it, and noise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from collector_station import click_record, search_record
from msgspec import structs
from planted_needs import Plant, World

from kbgen.model import LANGUAGES, Language
from kbgen.search.query import SearchEngine
from search_analytics.events.record import CONTACT, EventRecord

DAYS = 28
FEWEST, MOST = 4, 9
"""Networks that fail with a gap."""


@dataclass
class Readers:
    """Makes events. engines: of the portal that readers saw in these days."""

    random: Random
    first_day: date
    engines: Mapping[Language, SearchEngine]
    number: int = 0
    events: list[EventRecord] = field(default_factory=list)

    def day(self) -> str:
        return (self.first_day + timedelta(days=self.random.randrange(DAYS))).isoformat()

    def search(self, text: str, language: Language, day: str, *, blind: bool = False, **more: object) -> int:
        """Add a search; blind: of a portal that found nothing. Return its number."""
        answer = None if blind else self.engines[language].search(text)
        self.number += 1
        outcome = answer.outcome if answer else "none"
        found = len(answer.results) if answer else 0
        record = search_record(self.number, text, language=language, results=found, outcome=outcome, day=day, network=1)
        self.events.append(structs.replace(record, **more) if more else record)
        return self.number

    def click(self, of: int, article: str, day: str, position: int = 1) -> None:
        self.number += 1
        self.events.append(structs.replace(click_record(self.number, of=of, article=article, day=day), position=position))

    def place(self, text: str, language: Language, article: str) -> int:
        """Return the place of an article among the results, from 1, or 0."""
        found = self.engines[language].search(text).results
        return next((place for place, result in enumerate(found, start=1) if result.document.id == article), 0)

    def fail(self, plant: Plant) -> None:
        """Let networks fail with a gap; some of them come again on the same day."""
        for n, text in enumerate(plant.texts):
            for _ in range(self.random.randint(FEWEST, MOST) if n == 0 else FEWEST - 1):
                self._fail_once(plant, text)
            if plant.low and plant.article and n == 0:
                place = self.place(text, plant.language, plant.article)
                for _ in range(FEWEST):
                    day = self.day()
                    self.click(self.search(text, plant.language, day), plant.article, day, place)

    def _fail_once(self, plant: Plant, text: str) -> None:
        day, blind = self.day(), plant.saw == "nothing"
        asked = self.search(text, plant.language, day, blind=blind)
        if self.random.random() < 0.3:
            self.search(text, plant.language, day, blind=blind, first=0, network=-1)
        if plant.then is not None:
            article = plant.opened or plant.article or ""
            again = self.search(plant.then, plant.language, day, previous=asked.to_bytes(16, "big"), network=0)
            self.click(again, article, day, max(1, self.place(plant.then, plant.language, article)))
        elif plant.saw == "today":
            self.click(asked, CONTACT, day)

    def find(self, text: str, language: Language, article: str, day: str) -> None:
        """Let a reader find an article."""
        self.click(self.search(text, language, day), article, day, max(1, self.place(text, language, article)))


def four_weeks(world: World, engines: Mapping[Language, SearchEngine], first_day: date, seed: int) -> list[EventRecord]:
    """Return the events of the planted gaps among honest traffic and noise."""
    readers = Readers(Random(seed), first_day, engines)
    for plant in world.plants:
        readers.fail(plant)
    for article in world.articles:
        for language in () if article.draft else article.languages:
            for _ in range(readers.random.randint(0, 4)):
                readers.find(article.titles[language], language, article.id, readers.day())
    for text, language in _single_searches(world, readers.random):
        readers.search(text, language, readers.day(), blind=True)
    day = readers.day()
    for n in range(120):  # one that types without end, in one day from one network
        readers.search(f"{world.plants[n % 7].texts[0]}", world.plants[n % 7].language, day, blind=True, first=0, network=-1)
    return readers.events


def weeks_after(
    found: Iterable[tuple[Plant, str, bool]], engines: Mapping[Language, SearchEngine], first_day: date, start: int
) -> list[EventRecord]:
    """Return what readers did after the changes were published. found: each gap, its article, and whether readers find it now."""
    readers = Readers(Random(start), first_day, engines, number=start)
    for plant, article, finds in found:
        for _ in range(MOST):
            day = readers.day()
            if finds:
                readers.find(plant.texts[0], plant.language, article, day)
            else:
                readers.click(readers.search(plant.texts[0], plant.language, day), CONTACT, day)
    return readers.events


def _single_searches(world: World, random: Random) -> Iterator[tuple[str, Language]]:
    """Yield what one network each searched: nobody else says so, and nothing of it may be told."""
    for article in random.sample(world.articles, min(len(world.articles), 60)):
        language = random.choice(LANGUAGES)
        yield f"{article.thing.name(language)} {random.randrange(100, 999)}", language
