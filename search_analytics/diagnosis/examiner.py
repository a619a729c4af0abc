"""Explains searches that failed: asks the index of today again and weighs what readers did next."""

from __future__ import annotations

from pathlib import Path

from kbgen.errors import IndexReadError
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader, open_index
from kbgen.text.tables import function_words
from kbgen.text.tokens import runs_of
from search_analytics.diagnosis.meaning import classes_of, cut, meaning_of
from search_analytics.diagnosis.trail import Trail
from search_analytics.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from search_analytics.errors import UsageError
from search_analytics.record import Language


class PortalExaminer:
    """Explains searches by the portal they were asked of."""

    def __init__(self, index: IndexReader) -> None:
        self._index = index
        languages: tuple[Language, ...] = ("en", "zh-hant")
        self._engines = {language: SearchEngine(index, language) for language in languages}
        synonyms = {
            source: tuple(target.text for target in targets if target.kind == "synonym")
            for script in ("latn", "hani")
            for source, targets in index.aliases(script).items()
        }
        self._classes = classes_of(synonyms)

    def examine(self, trail: Trail) -> Diagnosis:
        """Say why a search failed."""
        answer = self._engines[trail.language].search(trail.text, limit=10)
        if not answer.results:
            return Diagnosis(Verdict.MISSING_ARTICLE, (Reason(Evidence.NO_ARTICLE, trail.text),), outcome=answer.outcome)
        return Diagnosis(Verdict.UNKNOWN, (Reason(Evidence.UNSURE),), answer.results[0].document.id, outcome=answer.outcome)

    def meaning(self, trail: Trail, diagnosis: Diagnosis) -> str:
        """Return the same text for searches that mean the same."""
        return meaning_of(" ".join(diagnosis.words) or trail.text, self._classes, self._index.lexicon("hani"))

    def is_published(self, text: str) -> bool:
        """Tell whether a text holds nothing but words of the portal, and no digit.

        A single Chinese character is no word here: most names are made of such.
        """
        if any(char.isdigit() for char in text):
            return False
        words, known = self._index.lexicon("hani"), self._index.lexicon("latn")
        light = function_words()
        for run in runs_of(text):
            parts = cut(run.text, {}, words) if run.script == "hani" else [run.text]
            if not all(part in light or (part in (words if run.script == "hani" else known) and len(part) > 1) for part in parts):
                return False
        return bool(text.strip())


class NoPortal:
    """Explains nothing: for a report without a built portal at hand."""

    def __init__(self) -> None:
        self._classes = classes_of({})

    def examine(self, trail: Trail) -> Diagnosis:  # noqa: ARG002
        """Say that nobody was asked."""
        return Diagnosis(Verdict.UNKNOWN, (Reason(Evidence.NO_INDEX),))

    def meaning(self, trail: Trail, diagnosis: Diagnosis) -> str:  # noqa: ARG002
        """Return the same text for searches that mean the same."""
        return meaning_of(trail.text, self._classes, {})

    def is_published(self, text: str) -> bool:  # noqa: ARG002
        """Tell that nothing is known to be published."""
        return False


def examiner_of(portal: Path | None) -> PortalExaminer | NoPortal:
    """Return who explains searches of the built portal in a folder; raises UsageError where it has no search index."""
    if portal is None:
        return NoPortal()
    try:
        return PortalExaminer(open_index(portal / "search"))
    except IndexReadError as error:
        raise UsageError(error.message, hint=error.hint or "name the built portal with --portal") from None
