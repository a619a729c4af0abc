"""What a log knows about one phrase that failed: apart from the diagnosis, because gaps make it of the log."""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.model import Language
from search_analytics.store.search_log import Phrase, SearchCounts


@dataclass(frozen=True, slots=True)
class Trail:
    """A phrase, how it failed, and where its readers went.

    opened: article and times, of readers who found something in the end. followed: next search, times, and how many of
    them ended in a click. clicked: article, position and times, from the results of the phrase itself. contacted: part of the
    failed searches after which readers went to the contact page.
    """

    phrase: Phrase
    text: str
    counts: SearchCounts
    opened: tuple[tuple[str, int], ...] = ()
    followed: tuple[tuple[str, int, int], ...] = ()
    clicked: tuple[tuple[str, int, int], ...] = ()
    contacted: float = 0.0

    @property
    def language(self) -> Language:
        """The language of the page it was typed on."""
        return self.phrase[1]
