"""What is wrong with a search that failed, and how that is known: frozen values between diagnosis and all who act on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search_analytics.events.wire import Outcome


class Verdict(StrEnum):
    """Why a search failed; the guide's reports/why says what to do about each."""

    TYPO = "typo"
    """A word of ours, mistyped."""
    VARIANT = "variant"
    """A word of ours in Simplified characters, or the word of another region."""
    ROMANISED = "romanised"
    """Chinese in Latin letters: pinyin, Jyutping, or the keys of an input method that was off. Also the other way round."""
    SYNONYM = "synonym"
    """The customer's word for a thing that an article has under another word."""
    TRANSLATION = "translation"
    """The article exists in the other language only."""
    RANKED_LOW = "ranked-low"
    """The article exists, but stands low in the results, or nobody takes it for the answer."""
    UNPUBLISHED = "unpublished"
    """The article is a draft, or readers used to open it and it is gone."""
    OUT_OF_SCOPE = "out-of-scope"
    """No question to a help centre: an order number, personal data, keys pressed at random, the weather."""
    ANSWERED = "answered"
    """The index of today answers it as it was typed: what was missing has been added."""
    MISSING_ARTICLE = "missing-article"
    """Understandable, and no article says anything about it."""
    UNKNOWN = "unknown"
    """No rule is sure."""


class Evidence(StrEnum):
    """What a reason rests on. The comment says what `typed`, `ours` and `times` of such a reason hold."""

    CORRECTED = "corrected"  # typed is read as ours by the search
    NEAR_WORD = "near-word"  # typed is a keystroke or two from ours
    SIMPLIFIED = "simplified"  # typed is ours in Simplified characters
    REGION_WORD = "region-word"  # typed is what another region, or the spoken language, calls ours
    SOUNDS_LIKE = "sounds-like"  # typed is ours in pinyin or Jyutping
    KEYS = "keys"  # typed are the keys of an input method for ours
    SYNONYM_KNOWN = "synonym-known"  # typed stands for ours in terms.yml
    REFINED_TO = "refined-to"  # after typed, readers searched ours and opened an article, so many times
    ONE_NEED = "one-need"  # typed is one need with ours, which an article answers by now
    OPENED = "opened"  # readers opened the article named ours in the end, so many times
    ONLY_IN = "only-in"  # ours: title of the article; typed: the language it is in
    PLACE = "place"  # the article named ours stands at place `times`
    UNCLICKED = "unclicked"  # the article named ours was shown, and `times` searches ended without a click
    PASSED_OVER = "passed-over"  # the portal answers typed by now, and `times` networks saw that and took none of it
    DRAFT = "draft"  # ours: title of the draft that holds typed
    COMING = "coming"  # ours: title of the article that holds typed, and that readers will see from a later day on
    OVER = "over"  # ours: title of the article that holds typed, and that readers no longer see
    EMPTY = "empty"  # ours: title of the article that would answer typed, and has no text
    GONE = "gone"  # ours: id of the article readers opened, which the portal no longer has
    OPENED_BY_FEW = "opened-by-few"  # `times` of `ours` networks, half or fewer, opened what is named typed: no cause
    UNCONFIRMED = "unconfirmed"  # `times` networks said that they opened an article that the portal knows nothing of
    PERSONAL = "personal"  # typed: the kind of personal data that was removed
    NUMBER = "number"  # typed is a number, a code or an address
    NONSENSE = "nonsense"  # typed is no word of any language we know
    CHATTER = "chatter"  # typed greets or tries the search out
    ELSEWHERE = "elsewhere"  # typed is an off-topic matter, called ours, that the portal says nothing of
    ONLY_LIGHT = "only-light"  # nothing but words that say little
    POINTS = "points"  # typed points at something, and says not at what
    PERSON = "person"  # typed is somebody's name
    NO_ARTICLE = "no-article"  # no article holds typed
    WEAK_ONLY = "weak-only"  # articles hold only ours of it
    APART = "apart"  # articles hold the words of typed, ours, but none is about all of them
    NEAREST = "nearest"  # of a missing article: the search shows the article called ours first, and it may answer
    NEAREST_ABROAD = "nearest-abroad"  # likewise, where it shows none: ours, in the language typed only, names a part of it
    ANSWERED = "answered"  # the index of today answers it with the article named ours
    AT_ONCE = "at-once"  # an answer stands above the results of typed today
    BY_CONTACT = "by-contact"  # after typed readers went on to the contact page, which the portal says at once is the answer
    UNSURE = "unsure"  # no rule is sure
    NO_INDEX = "no-index"  # no portal was given to ask
    HELD_BACK = "held-back"  # it rests on a phrasing that too few visitors used to be shown


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence; `Evidence` says what the fields hold."""

    evidence: Evidence
    typed: str = ""
    ours: str = ""
    times: int = 0


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a search failed, and what it should have found.

    reasons: most telling first, never empty. article: id of what it should have found, None where nothing is known.
    words: ours that the query stands for. outcome: what the index of today answers, None where it was not asked.
    seen: most readers who failed saw fitting results and took none. at_once: an answer stands above the results of today.
    is_shown: the article that readers opened in the end, or took nothing of, is among the results of today seen at once.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    article: str | None = None
    words: tuple[str, ...] = ()
    outcome: Outcome | None = None
    seen: bool = False
    at_once: bool = False
    is_shown: bool = False

    @property
    def kind(self) -> str:
        """Of what is out of scope: that of which there is one gap, for personal data what was removed, else the off-topic matter.

        Order numbers keep the id by which editors dismissed all personal data, when it was one gap.
        """
        reason = self.reasons[0]
        is_other = reason.evidence is Evidence.PERSONAL and reason.typed != "order"
        which = reason.typed if is_other else reason.ours if reason.evidence is Evidence.ELSEWHERE else ""
        return f"{self.verdict.value}: {reason.evidence.value}" + (f": {which}" if which else "")

    @property
    def is_refined(self) -> bool:
        """Whether it rests on what readers searched next."""
        return self.reasons[0].evidence is Evidence.REFINED_TO

    @property
    def finds(self) -> bool:
        """Whether the portal of today shows something that fits, or an answer above the results; True where none was asked."""
        return self.at_once or self.outcome in (None, "exact", "corrected")

    @property
    def answered_now(self) -> bool:
        """Whether the portal of today answers it, by what readers who failed did not see (docs/spec/counting.md, clause 3)."""
        if self.seen:
            return False
        if self.at_once:
            return True
        if self.outcome is None or not self.finds:
            return False
        if self.verdict in (Verdict.TYPO, Verdict.SYNONYM):
            return self.is_shown or self.reasons[0].evidence in (Evidence.CORRECTED, Evidence.SYNONYM_KNOWN)
        return self.verdict in (Verdict.ANSWERED, Verdict.VARIANT, Verdict.ROMANISED)
