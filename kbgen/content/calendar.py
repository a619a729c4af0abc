"""What comes, goes and is to be reviewed, as an editor plans it: one entry for a pair whose sides say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from kbgen.content.lifecycle import lifetime
from kbgen.model import Article, ArticleId, Language
from kbgen.settings.site import Settings

What = Literal["review overdue", "review", "appears", "expires", "expired"]
NOBODY = "(no owner)"


@dataclass(frozen=True, slots=True, order=True)
class CalendarEntry:
    """owner: or NOBODY. at: the moment it takes effect. written: as the writer gave it. languages: of the sides that say so."""

    owner: str
    at: datetime
    what: What
    article: ArticleId
    written: str
    title: str
    languages: tuple[Language, ...]


def calendar(articles: Iterable[Article], settings: Settings, *, days: int) -> tuple[CalendarEntry, ...]:
    """Return what happens up to `days` from now, and what expired so long ago at most; reviews that are overdue always.

    In order of owner and moment. articles: drafts may be among them, and are left out.
    """
    found: dict[tuple[object, ...], CalendarEntry] = {}
    for article in articles:
        for entry in () if article.front.draft else _entries(article, settings, timedelta(days=days)):
            key = (entry.owner, entry.at, entry.what, entry.article)
            before = found.get(key)
            found[key] = _joined(before, entry) if before else entry
    return tuple(sorted(found.values()))


def _entries(article: Article, settings: Settings, span: timedelta) -> Iterator[CalendarEntry]:
    now, zone, front = settings.now, settings.zone, article.front
    alive = lifetime(article, zone)
    languages: tuple[Language, ...] = (article.language,)

    def entry(at: datetime, what: What, written: object) -> CalendarEntry:
        return CalendarEntry(front.owner or NOBODY, at, what, article.id, str(written), front.title, languages)

    if alive.since and now < alive.start <= now + span:
        yield entry(alive.start, "appears", alive.since)
    if alive.until and now - span <= alive.end <= now + span:
        yield entry(alive.end, "expired" if alive.end <= now else "expires", alive.until)
    if front.review_by and alive.end > now:
        due = front.review_by.end(zone)
        if due <= now + span:
            yield entry(due, "review overdue" if due <= now else "review", front.review_by)


def _joined(one: CalendarEntry, other: CalendarEntry) -> CalendarEntry:
    """Return one entry for both sides of a pair, with the title of the first."""
    languages = tuple(sorted({*one.languages, *other.languages}))
    return replace(one, languages=languages)
