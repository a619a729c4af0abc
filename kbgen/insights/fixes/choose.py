"""The changes that can close a gap, each with what it says; the first is the one that fits best."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kbgen.errors import UsageError
from kbgen.insights.diagnosis.verdicts import Evidence, Verdict
from kbgen.insights.fixes.edits import (
    Fix,
    NewArticle,
    draft_fix,
    keywords_fix,
    pin_fix,
    synonym_fix,
    translation_fix,
)
from kbgen.insights.fixes.kinds import BY_VERDICT, Kind
from kbgen.insights.fixes.titles import keywords_of, name_for
from kbgen.insights.gaps import Gap
from kbgen.model import ArticleId, ArticleType
from kbgen.search.asked import Asked
from kbgen.site.portal import Portal
from kbgen.site.site_search import SiteSearch, shortlists
from kbgen.text.aliases import source_fault
from kbgen.text.tokens import canonical
from search_analytics.store.search_log import AWAY_K

WORD_FOR_WORD = frozenset({Evidence.NEAR_WORD, Evidence.REGION_WORD, Evidence.SIMPLIFIED, Evidence.CORRECTED})
"""Evidence whose `typed` is one word of the query, and whose `ours` is that word as the articles have it."""


LOOKED_AT = 10
"""Results that say beside which articles a new one belongs."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor asked for. kind: a change other than that of the verdict. article, category, name: where."""

    kind: Kind | None = None
    article: str | None = None
    category: str | None = None
    name: str | None = None
    type: ArticleType = "how-to"


def fixes_for(gap: Gap, portal: Portal, wishes: Wishes, search: SiteSearch) -> list[Fix]:
    """Return the changes that may close a gap, the one that fits best first. Raises UsageError where there is none.

    search: of the portal, which says beside what a new article belongs.
    """
    diagnosis = gap.diagnosis
    kinds = (wishes.kind,) if wishes.kind else ("keywords",) if wishes.article else BY_VERDICT.get(diagnosis.verdict, ())
    if not kinds or (gap.is_answered and not wishes.kind and not wishes.article):
        answered = gap.is_answered or diagnosis.verdict is Verdict.ANSWERED
        why = "the portal of today answers it" if answered else "this is no question for a help centre"
        hint = "'kbgen replay' counts such searches; to change an article all the same, name it with --article"
        raise UsageError(f"gap {gap.id} ({diagnosis.verdict.value}) needs no change: {why}", hint=hint)
    makers: dict[Kind, Callable[[], Fix | None]] = {
        "synonym": lambda: _synonym(gap, portal),
        "keywords": lambda: _keywords(gap, portal, wishes),
        "pin": lambda: _pin(gap, portal),
        "translation": lambda: translation_fix(portal, wishes.article or diagnosis.article or "", _texts(gap)),
        "draft": lambda: draft_fix(portal, _new_article(gap, portal, wishes, search), _texts(gap), _quotable(gap)),
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
    if not found and diagnosis.verdict is Verdict.UNPUBLISHED and diagnosis.article:
        raise _unpublished(gap, diagnosis.article, portal)
    if not found and faults:
        raise faults[0]
    if not found:
        hint = "name the article that answers it with --article, or begin a new one with --new"
        raise UsageError(f"gap {gap.id} ({diagnosis.verdict.value}): no article is known that answers it", hint=hint)
    return found


def _unpublished(gap: Gap, article: str, portal: Portal) -> UsageError:
    """Return what to do about an article that answers a gap, and that readers do not see."""
    withheld = portal.withheld.get(ArticleId(article))
    if withheld is None and gap.diagnosis.reasons[0].evidence is not Evidence.DRAFT:
        hint = "lead its former address to one that answers, or name that with --article"
        return UsageError(f"gap {gap.id}: the article that answers it, '{article}', is gone", hint=hint)
    if withheld is None:
        hint = f"publish it: move it into {portal.settings.shown_content}, and build"
        return UsageError(f"gap {gap.id}: '{article}' answers it, and is a draft beside the site", hint=hint)
    hint = f"publish it: {_TO_PUBLISH[withheld.state]} in its front matter, in both languages, and build"
    return UsageError(f"gap {gap.id}: {withheld.article.path.as_posix()} answers it, and {withheld.sentence}", hint=hint)


_TO_PUBLISH = {
    "draft": "remove 'draft: true'",
    "coming": "write an earlier day under 'publish_at'",
    "over": "write a later day under 'expire_at'",
}


def _texts(gap: Gap) -> list[str]:
    return [phrasing.text for phrasing in gap.phrasings]


def _quotable(gap: Gap) -> list[str]:
    """Return the phrasings that a comment may quote: what enough visitor-days used for what leaves the house, as git does."""
    return [phrasing.text for phrasing in gap.phrasings if phrasing.counts.visitor_days >= AWAY_K]


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


def _pin(gap: Gap, portal: Portal) -> Fix | None:
    article = _article_of(gap, portal)
    return pin_fix(portal, article, [(phrasing.text, phrasing.language) for phrasing in gap.phrasings]) if article else None


def _article_of(gap: Gap, portal: Portal) -> str | None:
    """Return the article that a gap should find: what readers opened in the end, or the diagnosis says it where that is sure."""
    known = {str(pair.id) for pair in portal.pairs}
    told = gap.told_articles
    candidates = told if gap.diagnosis.verdict is Verdict.UNKNOWN else (gap.diagnosis.article, *told)
    return next((article for article in candidates if article in known), None)


def _new_article(gap: Gap, portal: Portal, wishes: Wishes, search: SiteSearch) -> NewArticle:
    sizes = Counter(pair.id.partition("/")[0] for pair in portal.pairs if "/" in pair.id)
    categories = sorted(sizes)
    if not categories:
        raise UsageError("there is no topic that an article could go to", hint="begin one: content/en/TOPIC/index.md")
    category = wishes.category or _nearest_category(gap, search, sizes)
    if category not in categories:
        raise UsageError(f"there is no topic '{category}'", hint=f"known: {', '.join(categories)}")
    return NewArticle(category, wishes.name or name_for(_texts(gap), gap.id), wishes.type)


def _nearest_category(gap: Gap, search: SiteSearch, sizes: Mapping[str, int]) -> str:
    """Return the topic whose articles the search shows for the phrasings, weak matches too; without any, the largest."""
    weights = defaultdict[str, float](float)
    asked = {Asked(phrasing.language, phrasing.text): phrasing.days.failed for phrasing in gap.phrasings}
    for query, found in shortlists(search, list(asked), within=LOOKED_AT).items():
        for place, article in enumerate(found.articles, start=1):
            topic = article.partition("/")[0]
            if topic in sizes:
                weights[topic] += max(1.0, asked[query]) / place
    return min(weights or sizes, key=lambda topic: (-(weights or sizes)[topic], topic))
