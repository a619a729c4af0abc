"""A portal → what its search answers at once, in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kbgen.index.answers import SiteAnswers
from kbgen.model import LANGUAGES, ArticleId, Language
from kbgen.site.answer_cards import ContactCards
from kbgen.site.answer_entries import article_entries
from kbgen.site.answer_slots import SlotReader
from kbgen.site.catalogue import Catalogue
from kbgen.site.contact import ContactContext, contact_context
from kbgen.site.pins import pins
from kbgen.site.portal import Portal


def site_answers(portal: Portal, articles: Sequence[ArticleId], today: date | None) -> Mapping[Language, SiteAnswers]:
    """Return what is answered at once. articles: those that a search finds. today: where closed days begin, or None."""
    reader = SlotReader(portal.terms)
    pinned = pins((side for pair in portal.pairs for side in pair.sides), portal.terms)
    found = {language: _in_language(portal, language, articles, today, reader) for language in LANGUAGES}
    return {language: replace(answers, pins=pinned[language]) for language, answers in found.items()}


def _in_language(
    portal: Portal, language: Language, articles: Sequence[ArticleId], today: date | None, reader: SlotReader
) -> SiteAnswers:
    catalogue = Catalogue(portal, language)
    entries = {}
    for article in articles:
        shown = portal.shown((language, article))
        category = catalogue.category_by_id.get(shown.article.category) if shown else None
        if shown and (found := article_entries(shown, category.title if category else "", reader)):
            entries[article] = found
    contact = _contact(portal, language, today)
    answers = tuple(ContactCards(catalogue, contact, reader).answers()) if contact else ()
    return SiteAnswers(answers, entries, promise=contact.promise if contact else "")


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
