"""Who explains searches where no portal is at hand: nobody. Apart from what asks a portal, which takes its time to load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbgen.insights.diagnosis.meaning import common_spellings, meaning_of
from kbgen.insights.diagnosis.trail import Trail
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from search_analytics.store.search_log import Phrase


class NoPortal:
    """Explains nothing: for a report without a built portal at hand."""

    def examine(self, trail: Trail) -> Diagnosis:  # noqa: ARG002
        """Say that nobody was asked."""
        return Diagnosis(Verdict.UNKNOWN, (Reason(Evidence.NO_INDEX),))

    def meanings(self, trail: Trail, diagnosis: Diagnosis) -> tuple[str, ...]:  # noqa: ARG002
        """Return a text that is the same for searches that mean the same."""
        return (meaning_of(trail.text),)

    def likeness(self, found: Sequence[tuple[Trail, Diagnosis]]) -> None:  # noqa: ARG002
        """Tell that no two are one need."""
        return

    def common_spellings(self, meanings: Mapping[str, int]) -> Mapping[str, str]:
        """Return rare meaning → the common one of which it is a misspelling."""
        return common_spellings(meanings)

    def is_mended(self, phrase: Phrase, text: str) -> bool:  # noqa: ARG002
        """Tell that nobody was asked."""
        return False

    def has_article(self, article: str) -> bool:  # noqa: ARG002
        """Tell that no article is known."""
        return False

    def may_have_had(self, article: str) -> bool:  # noqa: ARG002
        """Tell that nobody can say."""
        return True

    def is_published(self, text: str) -> bool:  # noqa: ARG002
        """Tell that nothing is known to be published."""
        return False
