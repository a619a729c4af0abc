"""Which changes can close a gap, by its verdict; the first is the one that fits best.

The table is in docs/gaps.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kbgen.errors import UsageError
from kbgen.insights.diagnosis.verdicts import Evidence, Verdict
from kbgen.insights.fixes.edits import (
    Fix,
    NewArticle,
    draft_fix,
    keywords_fix,
    keywords_of,
    name_for,
    synonym_fix,
    translation_fix,
)
from kbgen.insights.gaps import Gap
from kbgen.model import ArticleType
from kbgen.site.portal import Portal
from kbgen.text.aliases import source_fault
from kbgen.text.tokens import canonical

Kind = Literal["synonym", "keywords", "translation", "draft"]

BY_VERDICT: Mapping[Verdict, tuple[Kind, ...]] = {
    Verdict.SYNONYM: ("synonym", "keywords"),
    Verdict.VARIANT: ("synonym", "keywords"),
    Verdict.TYPO: ("keywords", "synonym"),
    Verdict.ROMANISED: ("keywords",),
    Verdict.RANKED_LOW: ("keywords",),
    Verdict.TRANSLATION: ("translation",),
    Verdict.MISSING_ARTICLE: ("draft",),
    Verdict.UNKNOWN: ("keywords", "draft"),
    Verdict.UNPUBLISHED: ("keywords",),
}
WORD_FOR_WORD = frozenset({Evidence.NEAR_WORD, Evidence.REGION_WORD, Evidence.SIMPLIFIED, Evidence.CORRECTED})
"""Evidence whose `typed` is one word of the query, and whose `ours` is that word as the articles have it."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor asked for. kind: a change other than that of the verdict. article, category, name: where."""

    kind: Kind | None = None
    article: str | None = None
    category: str | None = None
    name: str | None = None
    type: ArticleType = "how-to"


def fixes_for(gap: Gap, portal: Portal, wishes: Wishes) -> list[Fix]:
    """Return the changes that may close a gap, the one that fits best first. Raises UsageError where there is none."""
    diagnosis = gap.diagnosis
    kinds = (wishes.kind,) if wishes.kind else ("keywords",) if wishes.article else BY_VERDICT.get(diagnosis.verdict, ())
    if not kinds or (diagnosis.answered_now and not wishes.kind and not wishes.article):
        answered = diagnosis.answered_now or diagnosis.verdict is Verdict.ANSWERED
        why = "the portal of today answers it" if answered else "this is no question for a help centre"
        hint = "'kbgen replay' counts such searches; to change an article all the same, name it with --article"
        raise UsageError(f"gap {gap.id} ({diagnosis.verdict.value}) needs no change: {why}", hint=hint)
    makers: dict[Kind, Callable[[], Fix | None]] = {
        "synonym": lambda: _synonym(gap, portal),
        "keywords": lambda: _keywords(gap, portal, wishes),
        "translation": lambda: translation_fix(portal, wishes.article or diagnosis.article or "", _texts(gap)),
        "draft": lambda: draft_fix(portal, _new_article(gap, portal, wishes), _texts(gap)),
    }
    found: list[Fix] = []
    faults: list[UsageError] = []
    for kind in kinds:
        try:
            fix = makers[kind]()
        except UsageError as error:
            faults.append(error)
        else:
            found += [fix] if fix else []
    if not found and faults:
        raise faults[0]
    if not found:
        hint = "name the article that answers it with --article, or begin a new one with --new"
        raise UsageError(f"gap {gap.id} ({diagnosis.verdict.value}): no article is known that answers it", hint=hint)
    return found


def _texts(gap: Gap) -> list[str]:
    return [phrasing.text for phrasing in gap.phrasings]


def _synonym(gap: Gap, portal: Portal) -> Fix | None:
    """Return an entry of terms.yml, or None where no word of ours is known, or none that a query could be recognised as."""
    reason = gap.diagnosis.reasons[0]
    if reason.evidence in WORD_FOR_WORD:
        typed, ours = [reason.typed], reason.ours
    elif gap.diagnosis.words:
        typed, ours = _texts(gap), " ".join(gap.diagnosis.words)
    else:
        return None
    known = {source for entry in portal.terms.entries for source, _ in entry.pairs()}
    words: dict[str, str] = {}
    for text in keywords_of(typed, None):
        key = canonical(text)
        if key and key != canonical(ours) and key not in known and not source_fault(key):
            words.setdefault(key, text)
    return synonym_fix(portal, list(words.values()), ours) if words else None


def _keywords(gap: Gap, portal: Portal, wishes: Wishes) -> Fix | None:
    article = wishes.article or _article_of(gap, portal)
    return keywords_fix(portal, article, _texts(gap)) if article else None


def _article_of(gap: Gap, portal: Portal) -> str | None:
    """Return the article that a gap should find: the diagnosis says it, or what readers opened in the end."""
    known = {str(pair.id) for pair in portal.pairs}
    candidates: Sequence[str | None] = [gap.diagnosis.article, *(article for article, _ in gap.opened)]
    return next((article for article in candidates if article in known), None)


def _new_article(gap: Gap, portal: Portal, wishes: Wishes) -> NewArticle:
    categories = sorted({pair.id.partition("/")[0] for pair in portal.pairs if "/" in pair.id})
    category = wishes.category
    if category is None:
        raise UsageError("a new article needs a topic", hint=f"--category, one of: {', '.join(categories)}")
    if category not in categories:
        raise UsageError(f"there is no topic '{category}'", hint=f"known: {', '.join(categories)}")
    return NewArticle(category, wishes.name or name_for(_texts(gap), gap.id), wishes.type)
