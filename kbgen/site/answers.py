"""A portal → what its search answers at once, in each language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from kbgen.content.addresses import PageKey
from kbgen.index.answers import AnswerSource, ArticleEntries, SiteAnswers, entries_of
from kbgen.model import LANGUAGES, Article, ArticleId, Language, Region
from kbgen.site.answer_cards import ContactCards
from kbgen.site.answer_slots import SlotReader
from kbgen.site.catalogue import Catalogue
from kbgen.site.contact import ContactContext, contact_context
from kbgen.site.kept_entries import KeptEntries
from kbgen.site.pins import pins
from kbgen.site.portal import Portal
from kbgen.site.region_answers import Page, answers_by_region


def site_answers(portal: Portal, articles: Sequence[ArticleId], today: date | None) -> Mapping[Language, SiteAnswers]:
    """Return what is answered at once. articles: those that a search finds. today: where closed days begin, or None."""
    reader = SlotReader(portal.terms)
    kept = KeptEntries(reader, portal.terms, portal.settings.cache)
    pinned = pins((side for pair in portal.pairs for side in pair.sides), portal.terms, tuple(portal.settings.regions))
    found = {language: _in_language(portal, language, articles, today, reader, kept) for language in LANGUAGES}
    kept.keep()
    return {language: replace(answers, pins=pinned[language]) for language, answers in found.items()}


def _in_language(
    portal: Portal,
    language: Language,
    articles: Sequence[ArticleId],
    today: date | None,
    reader: SlotReader,
    kept: KeptEntries,
) -> SiteAnswers:
    catalogue = Catalogue(portal, language)
    together: list[AnswerSource] = []
    entries: dict[ArticleId, ArticleEntries] = {}
    pages: dict[ArticleId, list[tuple[ArticleId, Page]]] = defaultdict(list)
    for article in articles:
        shown = portal.shown((language, article))
        if shown is None:
            continue
        category = catalogue.category_by_id.get(shown.article.category)
        entries[article] = kept.of(shown, category.title if category else "")
        if shown.article.is_for_one_region_of_several:
            pages[shown.article.name].append((article, (shown.article, entries[article].sources())))
    for several in pages.values():
        found, shared = answers_by_region(
            [page for _, page in several], partial(_region_name, portal, language), partial(_address, portal, language)
        )
        entries |= {article: entries_of(own) for (article, _), own in zip(several, found, strict=True)}
        together += [_leading_to(portal, (language, several[0][1][0].name), answer) for answer in shared]
    entries = {article: found for article, found in entries.items() if found}
    contact = _contact(portal, language, today)
    answers = tuple(ContactCards(catalogue, contact, reader).answers()) if contact else ()
    return SiteAnswers((*answers, *together), entries, promise=contact.promise if contact else "")


def _leading_to(portal: Portal, key: PageKey, answer: AnswerSource) -> AnswerSource:
    """Return an answer that leads to the page from which one chooses a region."""
    shown = portal.shown(key)
    source = shown.article.front.title if shown else ""
    return replace(answer, card=replace(answer.card, article=key[1], url=portal.url(key), source=source))


def _address(portal: Portal, language: Language, page: Article) -> str:
    return portal.url((language, page.id))


def _region_name(portal: Portal, language: Language, region: Region) -> str:
    return portal.strings[language].text(f"region.{region}")


def _contact(portal: Portal, language: Language, today: date | None) -> ContactContext | None:
    if portal.settings.contact is None:
        return None
    return contact_context(
        portal.settings.contact,
        portal.strings[language],
        url_of_article=lambda article: portal.url_if_shown((language, ArticleId(article))),
        images={},
        today=today,
    )
