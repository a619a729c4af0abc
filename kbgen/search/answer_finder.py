"""A query and its results → the answer said at once, and the article that editors pinned to it.

Twin: theme/assets/search/answer-finder.js. Specification: index-format 11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kbgen.model import AnswerCard, CardItem, CardPlace, Language
from kbgen.search.answers import Answers, Entry, Vocabulary, Way, one_card, units_of
from kbgen.search.constants import ANSWERED_RESULTS, MAX_QUERY_LENGTH
from kbgen.search.payloads import AliasTarget
from kbgen.search.reader import IndexReader
from kbgen.text.normalise import Run, normalise, split_runs

Aliases = Mapping[str, tuple[AliasTarget, ...]]


class AnswerFinder:
    """Finds what one index answers at once to readers of one language."""

    def __init__(self, index: IndexReader, language: Language) -> None:
        self._index = index
        self._language = language
        self._answers: Answers | None = None
        self._files: dict[str, tuple[Vocabulary, Mapping[int, list[Entry]]]] = {}

    @property
    def promise(self) -> str:
        """How soon somebody replies, a sentence; empty where the site does not say."""
        answers = self._site()
        return answers.promise if answers else ""

    def pinned(self, runs: Sequence[Run]) -> int | None:
        """Return the pair that stands first for a query whatever it scores (11.5)."""
        answers = self._site()
        return answers.pinned(self._units(runs), self._index.little) if answers and answers.pins else None

    def card(self, queries: Sequence[str], pairs: Sequence[int]) -> tuple[AnswerCard, int | None] | None:
        """Return the answer to the first of some readings of a query that asks for one, and the pair it stands in.

        queries: as typed and, where it was mended, as read. pairs: the results that are not weak, best first.
        """
        answers, little = self._site(), self._index.little
        if not answers:
            return None
        asked = [self._understood(query) for query in queries]
        site: AnswerCard | None = None
        least = 0
        for units, aliases in asked:
            found = answers.asked(units, aliases, little, answers.entries)
            if found and not site:
                site, least = one_card([entry for entry, _ in found]), max(number for _, number in found)
        if site and site.kind != "takes":
            return site, None
        is_about_rows = False
        for pair in pairs[:ANSWERED_RESULTS]:
            vocabulary, of_pairs = self._entries(pair)
            entries = [entry for entry in of_pairs.get(pair, ()) if not is_about_rows or entry.card.kind != "row"]
            for units, aliases in asked:
                found = answers.asked(units, aliases, little, entries, vocabulary)
                more = [entry for entry, number in found if not site or (entry.card.kind == "row" and number > least)]
                card = one_card(more)
                if card:
                    return card, pair
            nearly = (answers.nearly_asked(units, aliases, little, entries, vocabulary) for units, aliases in asked)
            is_about_rows = is_about_rows or (not site and any(nearly))
        return (site, None) if site else None

    def _understood(self, query: str) -> tuple[list[str], Aliases]:
        """Return the words and characters of a query, folded, and what stretches of it stand for."""
        runs = split_runs(normalise(query[:MAX_QUERY_LENGTH]), {})
        words = [run.text for run in runs if run.script == "latn"]
        fold = self._index.forms().fold if len(words) < len(runs) else {}
        han = [run.text.translate(fold) for run in runs if run.script == "hani"]
        aliases = {**(self._index.aliases("latn", words) if words else {}), **(self._index.aliases("hani", han) if han else {})}
        return self._units(runs), aliases

    def _units(self, runs: Sequence[Run]) -> list[str]:
        fold = self._index.forms().fold if any(run.script == "hani" for run in runs) else {}
        return [unit for run in runs for unit in units_of(run.text.translate(fold) if run.script == "hani" else run.text)]

    def _site(self) -> Answers | None:
        raw = self._index.answers(self._language)
        if self._answers is None and raw is not None:
            self._answers = _answers(raw)
        return self._answers

    def _entries(self, pair: int) -> tuple[Vocabulary, Mapping[int, list[Entry]]]:
        name, raw = self._index.answer_entries(self._language, pair)
        if name not in self._files:
            site = self._site()
            found: dict[int, list[Entry]] = {}
            for number, ways, card in raw["entries"]:
                found.setdefault(number, []).append(_entry(ways, card))
            self._files[name] = Vocabulary(raw["words"], len(site.words) if site else 0), found
        return self._files[name]


def _answers(raw: Mapping[str, Any]) -> Answers:
    words = tuple(tuple(slot) for slot in raw["words"])
    return Answers(words, tuple(_entry(*row) for row in raw["answers"]), dict(raw["pins"]), raw["promise"])


def _entry(ways: Sequence[Sequence[Sequence[int]]], card: Mapping[str, Any]) -> Entry:
    items = tuple(CardItem(*item) for item in card.get("items", ()))
    places = tuple(
        CardPlace(**{**place, "rows": tuple((days, times) for days, times in place["rows"])}) for place in card.get("places", ())
    )
    sides = (Way(*(tuple(side) for side in (*way, ())[:3])) for way in ways)
    return Entry(tuple(sides), AnswerCard(**{**card, "items": items, "places": places}))
