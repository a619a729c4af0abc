"""What templates see as `kb`: frozen values, complete when a page is drawn.

Addresses are relative to the root of the site, as `page.url` of MkDocs is; templates apply its `url` filter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kbgen.model import ArticleId, ArticleType, Language, Region
from kbgen.settings.collector import CollectorSettings
from kbgen.settings.lang_tags import LangTag
from kbgen.site.contact import ContactContext, ExpectationContext
from kbgen.site.look import LookContext
from kbgen.site.notices import NoticeContext, date_text, shown_times
from kbgen.site.privacy import PrivacyContext
from kbgen.site.strings import Strings

EXPIRED_NOTE = "kb-expired"
"""The id of the note that an article has expired."""

SINCE = "since-"
"""What stands before the moment from which a count holds, which elements have as `data-kb-since`."""
UNTIL = "until-"
"""What stands before the end of listed articles, which elements have as `data-kb-until`."""

Kind = Literal["gateway", "home", "category", "article", "results", "contact", "privacy", "not-found", "expired"]
_WITH_CARDS = frozenset({"home", "results", "not-found", "expired"})
"""Kinds of pages that show the categories, each with the number of its articles."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in one of the languages. exact: false where that page shows the other language's text.

    about: on the gateway, what the home page says of the portal, in its language; elsewhere, and where it says nothing, empty.
    """

    language: Language
    lang_tag: LangTag
    label: str
    url: str
    exact: bool
    about: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way from the home page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class CategoryEntry:
    """A category as lists show it. count: articles in it, those of the other language included.

    later: from which moment, in seconds since 1970, there are how many, because articles expire; in order.
    """

    id: str
    title: str
    description: str
    icon: str
    url: str
    count: int
    later: tuple[tuple[int, int], ...] = ()


WITHOUT_COUNTS: frozenset[Kind] = frozenset({"article", "category"})
"""Pages of our templates that do not say how many articles a category has: a new article leaves all but a few as they are."""


def uncounted(categories: tuple[CategoryEntry, ...]) -> tuple[CategoryEntry, ...]:
    """Return categories as pages see them that do not say how many articles each has."""
    return tuple(replace(category, count=0, later=()) for category in categories)


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article as lists show it. own: whether the text is in the language of the page the list is on.

    until: of one that expires, its end, in seconds since 1970: lists of a site that is not built again leave it out from then on.
    """

    title: str
    url: str
    description: str
    current: bool
    language: Language
    own: bool
    updated: date | None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A region of an article. name: in the language of the page. url: of its page; empty where it is the only one."""

    region: Region
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """A category and all its articles, for the index of the site."""

    category: CategoryEntry
    articles: tuple[ArticleEntry, ...]


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading of the page."""

    title: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """The article a page shows.

    lead: the description where it stands above the text; empty where the text begins with the same words.
    headings: the anchors of its headings with those of the same headings in the other language; empty where the two are not
    built alike. first_image: relative to the root of the site, or empty.
    """

    id: ArticleId
    title: str
    description: str
    lead: str
    type: ArticleType
    owner: str
    updated: date | None
    reviewed: date | None
    keywords: tuple[str, ...]
    related: tuple[ArticleEntry, ...]
    previous: ArticleEntry | None
    next: ArticleEntry | None
    toc: tuple[TocEntry, ...]
    headings: tuple[tuple[str, str], ...]
    first_image: str
    regions: tuple[RegionEntry, ...] = ()
    """Those that the article has pages for, or the one that it holds in."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """The page shows the text of `language`, because no pair exists."""

    language: Language


@dataclass(frozen=True, slots=True)
class Validity:
    """Until when an article holds.

    until: the last day of it, where the site is. end: its last moment, in seconds since 1970. words: the day as the page's
    language writes it, with the time where it ends within a day. machine: the same for programs, as `<time>` wants it.
    """

    until: date
    end: int
    words: str
    machine: str


@dataclass(frozen=True, slots=True)
class PageContext:
    """Everything a template needs to draw one page in one language.

    root: prefix from this page to the root of the site, as `../../`; an absolute path on the not-found page.
    contact_url: empty when the site offers no contact. privacy_url: empty where nothing is counted.
    behind: whether the text is a translation whose source says something else by now, and the site wants readers to know.
    contact_context: the fragment that tells the contact page where a reader comes from.
    canonical_url: the address search engines should keep, absolute; empty without `site_url`.
    """

    kind: Kind
    language: Language
    lang_tag: LangTag
    title: str
    description: str
    site_name: str
    site_url: str
    build_id: str
    root: str
    home_url: str
    search_url: str
    contact_url: str
    contact_context: str
    privacy_url: str
    canonical_url: str
    alternates: tuple[Alternate, ...]
    breadcrumbs: tuple[Crumb, ...]
    categories: tuple[CategoryEntry, ...]
    category: CategoryEntry | None
    siblings: tuple[ArticleEntry, ...]
    article: ArticleContext | None
    fallback: Fallback | None
    behind: bool
    popular: tuple[ArticleEntry, ...]
    read_most: tuple[ArticleEntry, ...]
    recent: tuple[ArticleEntry, ...]
    index: tuple[IndexGroup, ...]
    collector: CollectorSettings | None
    contact: ContactContext | None
    privacy: PrivacyContext | None
    strings: Strings
    look: LookContext
    validity: Validity | None = None
    """Of an article that expires, or has."""
    notices: tuple[NoticeContext, ...] = ()
    """Those that concern the page and are not over, also those that are still to come."""

    def t(self, key: str, **values: object) -> str:
        """Return an interface string in the language of the page."""
        return self.strings.text(key, **values)

    def date_text(self, day: date) -> str:
        """Return a day as the page's language writes it."""
        return date_text(day, self.strings)

    @property
    def times(self) -> Mapping[str, tuple[int | None, int | None]]:
        """From when to when elements of the page are there, by id, in seconds since 1970: what its clock needs."""
        note = {EXPIRED_NOTE: (self.validity.end, None)} if self.validity and self.kind == "article" else {}
        counts = {since for category in self.categories for since, _ in category.later} if self.kind in _WITH_CARDS else set()
        ends = {f"{UNTIL}{end}": (None, end) for end in sorted(self._ends | counts)}
        return {**note, **ends, **{f"{SINCE}{since}": (since, None) for since in sorted(counts)}, **shown_times(self.notices)}

    @property
    def _ends(self) -> set[int]:
        """The ends of the articles that the page lists."""
        around = (self.article.previous, self.article.next, *self.article.related) if self.article else ()
        listed = (*self.siblings, *self.popular, *self.recent, *around, *(a for group in self.index for a in group.articles))
        return {entry.until for entry in listed if entry and entry.until}

    @property
    def expectations(self) -> tuple[ExpectationContext, ...]:
        """How long things of the page's category take; on pages of no category, how long anything does."""
        entries = self.contact.expectations if self.contact else ()
        return entries if self.category is None else tuple(e for e in entries if e.category == self.category.id)

    @property
    def categories_for_js(self) -> list[tuple[str, str, str]]:
        """The id, the title and the address of each topic, for the page's scripts."""
        return [(category.id, category.title, category.url) for category in self.categories]

    @property
    def strings_for_js(self) -> Mapping[str, str]:
        """The strings of the page's scripts."""
        return self.strings.for_scripts
