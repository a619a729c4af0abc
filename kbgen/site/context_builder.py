"""A page → its context."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode, urlsplit

import msgspec

from kbgen.content.addresses import HOME, page_url, relative_url
from kbgen.kept_values import DIGEST_BYTES
from kbgen.model import LANGUAGES, OTHER, Article, ArticleId, Language, Region, Rendered
from kbgen.site.catalogue import Catalogue, title_of
from kbgen.site.contact import ContactContext, contact_context
from kbgen.site.look import LookContext, look_context
from kbgen.site.notices import NoticeContext, date_text, moment_text, notice_context
from kbgen.site.page_context import (
    WITHOUT_COUNTS,
    Alternate,
    ArticleContext,
    ArticleEntry,
    Crumb,
    Fallback,
    Kind,
    PageContext,
    TocEntry,
    Validity,
    uncounted,
)
from kbgen.site.pages import Page, contact_path, privacy_path, results_path
from kbgen.site.portal import Portal
from kbgen.site.privacy import privacy_context
from kbgen.site.region_entries import region_entries
from kbgen.site.related import RelatedArticles
from kbgen.translations.status import translation_of

SIDEBAR_AROUND = 15
"""Neighbours on each side in the sidebar of an article. All of them on every page would make a large category's
pages grow with the square of its articles."""

MAX_RELATED = 4
IN_THE_BOX = 5
"""Articles in the empty search box; on every page, so few."""

SAME_IN_BOTH: Mapping[Kind, Callable[[Portal, Language], str]] = {
    "results": results_path,
    "contact": contact_path,
    "privacy": privacy_path,
}
LABELS: Mapping[Language, str] = {"en": "English", "zh-hant": "繁體中文"}


class ContextBuilder:
    """Builds the context of any page of one portal. today: the first day of which closed days are listed."""

    def __init__(self, portal: Portal, *, today: date | None = None) -> None:
        self._portal = portal
        self._today = today
        self._catalogues = {language: Catalogue(portal, language) for language in LANGUAGES}
        self._related = RelatedArticles(portal)

    def build(self, page: Page) -> PageContext:
        """Return the context of `page`."""
        settings, language = self._portal.settings, page.language
        catalogue = self._catalogues[language]
        shown = self._portal.shown((language, page.article_id)) if page.article_id else None
        over = self._portal.over_text((language, page.article_id)) if page.article_id else None
        article = shown.article if shown else over
        category = catalogue.category_by_id.get(article.category if article else str(page.article_id or ""))
        home = page.kind in {"home", "gateway"}
        alternates = self._alternates(page)
        return PageContext(
            kind=page.kind,
            language=language,
            lang_tag=settings.lang_tag(language, article.region if article else None),
            title=self._title(page, article),
            description=article.front.description if shown and article else category.description if category else "",
            site_name=settings.name(language),
            site_url=settings.site_url,
            build_id=self._portal.build_id,
            root=self._root(page),
            home_url=self._portal.url((language, HOME)),
            search_url=self._search_url(language, article),
            contact_url=self._url(contact_path(self._portal, language)) if settings.contact else "",
            contact_context=self._contact_context(page),
            privacy_url=self._url(privacy_path(self._portal, language)) if settings.collector else "",
            canonical_url=self._canonical_url(page, article),
            alternates=alternates,
            breadcrumbs=self._breadcrumbs(page, article),
            categories=catalogue.categories,
            category=category if page.kind in {"category", "article", "expired"} else None,
            siblings=self._siblings(page, article),
            article=self._article(page, shown) if shown and page.kind == "article" else None,
            fallback=self._fallback(page, article) if shown else None,
            behind=page.kind == "article" and article is not None and article.name in self._behind[language],
            popular=catalogue.popular if home or page.kind == "contact" else (),
            read_most=catalogue.read_most[:IN_THE_BOX],
            recent=catalogue.recent if home else (),
            index=catalogue.index if page.kind == "results" else (),
            collector=settings.collector,
            contact=self._contact[language],
            privacy=privacy_context(settings, language) if page.kind == "privacy" else None,
            strings=self._portal.strings[language],
            look=self._look[language],
            validity=self._validity(article, language) if page.kind in {"article", "expired"} and article else None,
            notices=self._notices(page, article),
        )

    def of_language(self, language: Language) -> tuple[object, ...]:
        """Return what the contexts of pages of a language are made of besides their settings and what `of_page` tells."""
        portal, catalogue = self._portal, self._catalogues[language]
        home = portal.shown((language, HOME))
        return (
            portal.strings[language],
            home.article.front.title if home else "",
            uncounted(catalogue.categories),
            catalogue.read_most,
            self._contact[language],
            self._look[language],
            portal.notices,
            self._all_notices[language],
        )

    def of_page(self, page: Page) -> tuple[object, ...]:
        """Return what the context of a page of a category is made of besides its texts and `of_language`."""
        language, article_id = page.language, page.article_id or HOME
        shown, catalogue = self._portal.shown((language, article_id)), self._catalogues[language]
        counted = () if page.kind in WITHOUT_COUNTS else catalogue.categories
        if shown is None:  # a category that nobody wrote a page for, or an article that has expired
            return counted, self._beside(page, None)
        article = shown.article
        return (
            counted,
            tuple(catalogue.entry(other) for other in self._related.of(article.name)),
            article.name in self._behind[language],
            region_entries(self._portal, language, article),
            self._portal.url((OTHER[language], article_id)),
            self._beside(page, article),
        )

    def _beside(self, page: Page, article: Article | None) -> bytes:
        """Return what stands for what a page says of the articles of its category: an article of those near it in its list."""
        if page.kind == "category":
            return b"".join(self._entries_said[page.language].get(str(page.article_id), ()))
        if article is None:
            return b""
        place = self._catalogues[page.language].position.get(article.id, 0)
        said = self._entries_said[page.language].get(article.category, ())
        return b"".join(said[max(0, place - SIDEBAR_AROUND) : place + SIDEBAR_AROUND + 1])

    @cached_property
    def _entries_said(self) -> Mapping[Language, Mapping[str, Sequence[bytes]]]:
        """A hash of what lists say of each article, by language and category, in order."""

        def said(entry: ArticleEntry) -> bytes:
            return hashlib.blake2b(msgspec.msgpack.encode(entry), digest_size=DIGEST_BYTES).digest()

        members = {language: self._catalogues[language].members for language in LANGUAGES}
        return {
            language: {category: tuple(map(said, entries)) for category, entries in of_language.items()}
            for language, of_language in members.items()
        }

    def _notices(self, page: Page, article: Article | None) -> tuple[NoticeContext, ...]:
        """Those of the page's own topic; all of them where readers come to ask: home, results and contact."""
        all_of_them = self._all_notices[page.language]
        if page.kind in {"home", "results", "contact"}:
            return tuple(all_of_them.values())
        if page.kind not in {"article", "category"}:
            return ()
        category = article.category if article else str(page.article_id)
        own = (article.name if article else str(page.article_id)) if page.kind == "article" else ""
        region = article.region if article else None
        return tuple(all_of_them[notice.id] for notice in self._portal.notices if notice.concerns(category, own, region))

    @cached_property
    def _all_notices(self) -> Mapping[Language, Mapping[str, NoticeContext]]:
        def more(language: Language) -> Callable[[str], tuple[str, str]]:
            def of(article: str) -> tuple[str, str]:
                entry = self._catalogues[language].entry(ArticleId(article))
                return (entry.url, entry.title) if entry else ("", "")

            return of

        portal = self._portal
        return {
            language: {
                notice.id: notice_context(notice, portal.settings, portal.strings[language], more(language))
                for notice in portal.notices
            }
            for language in LANGUAGES
        }

    def _validity(self, article: Article, language: Language) -> Validity | None:
        moment, settings, strings = article.front.expire_at, self._portal.settings, self._portal.strings[language]
        if moment is None:
            return None
        end = moment.end(settings.zone).astimezone(settings.zone)
        last = datetime.fromtimestamp(end.timestamp() - 1, settings.zone).date()
        if end.time() == time():  # with its last minute
            words, machine = date_text(last, strings), last.isoformat()
        else:
            words, machine = moment_text(moment, article.region, settings, strings), end.isoformat()
        return Validity(last, int(end.timestamp()), words, machine)

    def _search_url(self, language: Language, article: Article | None) -> str:
        """The results page; from a page for one region it is told which, and shows pages for that first."""
        region = f"?region={article.region.lower()}" if article and article.region else ""
        return self._url(results_path(self._portal, language)) + region

    def _url(self, path: str) -> str:
        return page_url(path, use_directory_urls=self._portal.settings.use_directory_urls)

    def _title(self, page: Page, article: Article | None) -> str:
        if article:
            return title_of(article)
        if page.kind == "category":
            return self._catalogues[page.language].category_by_id[str(page.article_id)].title
        return self._portal.strings[page.language].text(f"title.{page.kind}")

    def _root(self, page: Page) -> str:
        if page.kind == "not-found":  # served for any address, so nothing can be relative to it
            return urlsplit(self._portal.settings.site_url or "/").path or "/"
        root = relative_url("./", self._url(page.path))
        return "" if root == "./" else root

    def _canonical_url(self, page: Page, article: Article | None) -> str:
        site_url = self._portal.settings.site_url
        if not site_url or page.kind in {"not-found", "expired"}:
            return ""
        if page.article_id is None:
            return site_url + self._url(page.path).removeprefix("./")
        language = article.language if article else page.language
        return site_url + self._portal.url((language, page.article_id))

    def _alternates(self, page: Page) -> tuple[Alternate, ...]:
        return tuple(self._alternate(page, language) for language in LANGUAGES)

    def _alternate(self, page: Page, language: Language) -> Alternate:
        portal = self._portal
        region: Region | None = None
        if path_in := SAME_IN_BOTH.get(page.kind):
            url, exact = self._url(path_in(portal, language)), True
        else:
            article_id = page.article_id or HOME
            url = portal.url((language, article_id))
            shown = portal.shown((language, article_id))
            region = shown.article.region if shown else None
            exact = page.kind == "expired" or (language, article_id) in portal.rendered or shown is None
        home = portal.shown((language, HOME)) if page.kind == "gateway" and exact else None
        about = home.article.front.description if home else ""
        return Alternate(language, portal.settings.lang_tag(language, region), LABELS[language], url, exact, about)

    def _breadcrumbs(self, page: Page, article: Article | None) -> tuple[Crumb, ...]:
        if page.kind in {"gateway", "home", "not-found"}:
            return ()
        home = self._portal.shown((page.language, HOME))
        title = title_of(home.article) if home else self._portal.strings[page.language].text("title.home")
        crumbs = [Crumb(title, self._portal.url((page.language, HOME)))]
        if page.kind == "article" and article and article.category not in {"", article.name}:
            category = self._catalogues[page.language].category_by_id[article.category]
            crumbs.append(Crumb(category.title, category.url))
        return tuple(crumbs)

    def _siblings(self, page: Page, article: Article | None) -> tuple[ArticleEntry, ...]:
        catalogue = self._catalogues[page.language]
        if page.kind == "category":
            return catalogue.members.get(str(page.article_id), ())
        if page.kind == "article" and article:
            return catalogue.siblings(article, SIDEBAR_AROUND)
        return ()

    def _article(self, page: Page, shown: Rendered) -> ArticleContext:
        article, front = shown.article, shown.article.front
        catalogue = self._catalogues[page.language]
        members = catalogue.members.get(article.category, ())
        place = catalogue.position.get(article.id, 0)
        listed = {entry.url for entry in self._siblings(page, article)}
        related = (catalogue.entry(other) for other in self._related.of(article.name))
        return ArticleContext(
            id=article.id,
            title=title_of(article),
            description=front.description,
            lead="" if _begins_with(shown, front.description) else front.description,
            type=front.type,
            owner=self._portal.settings.owner_name(front.owner, page.language),
            updated=front.updated,
            reviewed=front.reviewed,
            keywords=front.keywords,
            related=tuple(islice((entry for entry in related if entry and entry.url not in listed), MAX_RELATED)),
            previous=members[place - 1] if members and place > 0 else None,
            next=members[place + 1] if place + 1 < len(members) else None,
            toc=tuple(TocEntry(s.title, s.anchor, s.level) for s in shown.sections if s.level in {2, 3} and not s.question),
            headings=self._paired_headings(shown),
            first_image=shown.first_image,
            regions=region_entries(self._portal, page.language, article),
        )

    def _paired_headings(self, shown: Rendered) -> tuple[tuple[str, str], ...]:
        other = self._portal.rendered.get((OTHER[shown.article.language], shown.article.id))
        own, others = ([s for s in side.sections if s.anchor] if side else [] for side in (shown, other))
        alike = [s.level for s in own] == [s.level for s in others]
        return tuple((here.anchor, there.anchor) for here, there in zip(own, others, strict=True)) if alike else ()

    def _fallback(self, page: Page, article: Article | None) -> Fallback | None:
        if article is None or article.language == page.language:
            return None
        return Fallback(OTHER[page.language])

    @cached_property
    def _behind(self) -> Mapping[Language, frozenset[ArticleId]]:
        """The articles whose translation into a language is behind; none where the site does not tell its readers."""
        settings = self._portal.settings
        pairs = {pair.name: pair.written for pair in self._portal.pairs if settings.translations.note}
        stale = [found for pair in pairs.values() if (found := translation_of(pair, settings)).state == "stale"]
        return {language: frozenset(found.id for found in stale if found.language == language) for language in LANGUAGES}

    def _contact_context(self, page: Page) -> str:
        """Where a reader comes from, for the contact page to show; a fragment, which browsers never send to a server."""
        if page.kind not in {"article", "category"}:
            return ""
        shown = self._portal.shown((page.language, page.article_id)) if page.article_id else None
        title = self._title(page, shown.article if shown else None)
        return urlencode({"page": self._url(page.path), "title": title})

    @cached_property
    def _look(self) -> Mapping[Language, LookContext]:
        images = {asset.path: asset for asset in self._portal.assets}

        def url_of(language: Language) -> Callable[[str], str]:
            return lambda article: self._portal.url_if_shown((language, ArticleId(article)))

        return {lang: look_context(self._portal.settings.look, lang, images, url_of(lang)) for lang in LANGUAGES}

    @cached_property
    def _contact(self) -> Mapping[Language, ContactContext | None]:
        contact = self._portal.settings.contact
        if contact is None:
            return dict.fromkeys(LANGUAGES)
        return {
            language: contact_context(
                contact,
                self._portal.strings[language],
                url_of_article=lambda article, language=language: self._portal.url_if_shown((language, ArticleId(article))),  # type: ignore[misc]
                images={asset.path: asset for asset in self._portal.assets},
                today=self._today,
            )
            for language in LANGUAGES
        }


def _begins_with(shown: Rendered, description: str) -> bool:
    """Tell whether an article begins with the words of its description, so that readers would read them twice."""
    said, text = (" ".join(words.split()) for words in (description, shown.sections[0].text if shown.sections else ""))
    return bool(said) and text.startswith(said.removesuffix("…"))
