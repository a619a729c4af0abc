"""The contact settings of a site → what is answered at once: how to reach a person, when, how soon, and what takes how long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kbgen.content.addresses import page_url
from kbgen.index.answers import AnswerSource, Asked, Slot
from kbgen.model import LANGUAGES, AnswerCard, ArticleId, CardItem, CardPlace
from kbgen.settings.contact import Expectation
from kbgen.site.answer_slots import SlotReader, concept
from kbgen.site.catalogue import Catalogue
from kbgen.site.contact import ChannelContext, ContactContext, PlaceContext, duration_text
from kbgen.site.pages import contact_path
from kbgen.site.place_names import NamedPlaces, named_places
from kbgen.site.strings import Strings
from kbgen.text.answer_words import THINGS, answer_words
from kbgen.text.tokens import LONGEST_TELEPHONE, SHORTEST_TELEPHONE, canonical

CONTACT = "contact"
"""What the contact page is called where an article is meant (search-event 3.3)."""
_REGIONS = ("HK", "TW")
_COUNTRIES = ("852", "886")
_TELEPHONE = re.compile(r"\+?[0-9() .-]+")
_DIGITS = re.compile("[0-9]+")
_OF_IT = re.compile(r"(?<=\w) (?:of|for|to|in|by|with|from|at|on|after|before|ready|until)\b|(?<=\w)[可至到（(，,]")
_ALONE = ("phone", "email")
"""Channels that readers ask for by what is no brand: a site without them says how else it is reached."""


@dataclass(frozen=True)
class ContactCards:
    """Makes the cards of one language. contact: the data of its contact page. settings: the expectations themselves."""

    catalogue: Catalogue
    contact: ContactContext
    reader: SlotReader

    @property
    def _strings(self) -> Strings:
        return self.catalogue.portal.strings[self.catalogue.language]

    def answers(self) -> Iterator[AnswerSource]:
        """Yield the answers, those that are about one thing first."""
        yield from self._expectations()
        yield from self._replies()
        yield from self._places()
        yield from self._hours()
        yield from self._where()
        yield from self._channels()
        yield from self._numbers()

    def _expectations(self) -> Iterator[AnswerSource]:
        settings = self.catalogue.portal.settings.contact
        for entry in settings.expectations.values() if settings else ():
            yield AnswerSource(tuple(self._asked(entry)), self._expectation(entry))

    def _asked(self, entry: Expectation) -> Iterator[Asked]:
        """Yield how an expectation is asked for: by all of its name, or by what it is about and a word of time."""
        times = (concept("long"), concept("when"))
        for label in entry.label.values():
            named = self.reader.things(label)
            if not named:
                continue
            beside = (*times, concept("mine"), *_along(named))
            yield Asked(named, (), beside)
            for subject in self._subjects(entry, named) if len(named) > 1 else ():
                yield Asked((subject,), times, (*named, *beside))

    def _subjects(self, entry: Expectation, named: Sequence[Slot]) -> list[Slot]:
        """Return what a name is about where its article or category is called so too, and the things in it that take time.

        That is the head of the name: who asks how long a blood test takes does not ask when its results are there.
        """
        article = self.catalogue.shown(ArticleId(entry.article)) if entry.article else None
        category = self.catalogue.category_by_id.get(entry.category)
        titles = [article.front.title if article else "", category.title if category else ""]
        around = {slot for title in titles for slot in self.reader.things(title)}
        things = {concept(name) for name in THINGS if name not in _REGIONS}
        heads = {slot for label in entry.label.values() for slot in self.reader.things(_head(label))[-1:]}
        return [slot for slot in named if (slot in around and slot in heads) or slot in things]

    def _expectation(self, entry: Expectation) -> AnswerCard:
        item = CardItem(entry.label[self.catalogue.language], duration_text(entry.takes, self._strings))
        article = self.catalogue.shown(ArticleId(entry.article)) if entry.article else None
        if article is None:
            return self._of_contact("takes", "contact.expectations", items=(item,))
        url = self.catalogue.portal.url((self.catalogue.language, article.id))
        title = self._strings.text("contact.expectations")
        return AnswerCard("takes", title, (item,), article=article.id, url=url, source=article.front.title)

    def _replies(self) -> Iterator[AnswerSource]:
        items = tuple(CardItem(_name(way, self._strings), way.expect) for way in self.contact.channels if way.expect)
        if not items:
            return
        kinds = tuple(concept(way.kind) for way in self.contact.channels)
        beside = (concept("mine"), concept("contact"), concept("long"), concept("when"), *kinds)
        asked = (Asked((concept("reply"),), (concept("long"), concept("when")), beside),)
        yield AnswerSource(asked, self._of_contact("replies", "contact.replies_title", items=items, text=self.contact.promise))

    def _hours(self) -> Iterator[AnswerSource]:
        if not self.contact.places and not self.contact.hours:
            return
        asked_for = ("day", "date", "open", "when", "clock", "place", "who", "contact", "phone", *_REGIONS)
        beside = (*map(concept, asked_for), *self._named.all_names)
        days = tuple(map(concept, ("day", "date", "when", "clock")))
        asked = (
            Asked((concept("hours"),), (), beside),
            Asked((concept("open"),), days, (concept("hours"), *beside)),
        )
        places = tuple(self._place(place) for place in self.contact.places)
        card = self._of_contact("hours", "contact.hours", text=self.contact.hours, places=places)
        yield AnswerSource(asked, card)

    def _places(self) -> Iterator[AnswerSource]:
        """Yield each place, its address and its hours, for who names it or what stands in its address, and asks nothing else."""
        asked = tuple(concept(name) for name in ("where", "hours", "open", "day", "date", "when", *_REGIONS))
        for numbers, names in self._named.together().items():
            shown = [self.contact.places[number] for number in numbers]
            items = tuple(CardItem(place.name, place.address) for place in shown if place.address)
            card = self._of_contact("hours", "contact.where", items=items, places=tuple(map(self._place, shown)))
            yield AnswerSource((Asked((names,), (), (*asked, *self._named.beside(numbers))),), card)

    @cached_property
    def _named(self) -> NamedPlaces:
        settings = self.catalogue.portal.settings
        names = [settings.name(language) for language in LANGUAGES]
        return named_places(settings.contact.places if settings.contact else (), names, self.reader)

    def _where(self) -> Iterator[AnswerSource]:
        """Yield where the places are; of a site that gives no address, nothing."""
        items = tuple(CardItem(place.name, place.address) for place in self.contact.places if place.address)
        if items:
            regions = {concept(region) for region in _REGIONS}
            own = tuple(slot for slot in (*self._named.words, *self._named.own) if slot and slot not in regions)
            beside = (*map(concept, ("where", "place", "premises", "contact", *_REGIONS)), *self._named.all_names)
            asked = Asked((concept("where"),), (concept("premises"), *own), beside)
            yield AnswerSource((asked,), self._of_contact("channels", "contact.where", items=items))

    def _place(self, place: PlaceContext) -> CardPlace:
        note = self._strings.text("contact.zone", zone=place.zone_name)
        closed = {day.day.isoformat(): day.reason for day in place.closed}
        on_holidays = self._strings.text("contact.as_usual" if place.open_on_holidays else "contact.closed")
        rows = (*((row.days, row.times) for row in place.rows), (place.holidays, on_holidays))
        return CardPlace(place.name, rows, note, place.time_zone, place.week, closed)

    def _channels(self) -> Iterator[AnswerSource]:
        kinds = list(dict.fromkeys(way.kind for way in self.contact.channels))
        beside = (*map(concept, ("contact", "number", "place", "who", "when", "clock", *_REGIONS)), *self._named.all_names)
        brands = (concept("account"),)
        for kind in kinds:
            ways = [way for way in self.contact.channels if way.kind == kind]
            labels = tuple(dict.fromkeys(canonical(way.label) for way in ways))
            named = tuple(dict.fromkeys((*concept(kind), *labels)))
            asked = Asked((named,), (), beside if kind in _ALONE else (*beside, *brands))
            yield AnswerSource((asked,), self._ways(ways, f"contact.kind.{kind}", self._open_now() if kind == "phone" else ()))
        lacking = [concept(kind) for kind in _ALONE if kind not in kinds]
        others = tuple(slot for name, slot in answer_words().items() if name in kinds)
        asked_all = [Asked((slot,), (), (*beside, *others)) for slot in (concept("contact"), *lacking)]
        yield AnswerSource(tuple(asked_all), self._ways(self.contact.channels, "title.contact"))

    def _numbers(self) -> Iterator[AnswerSource]:
        """Yield the channel of each telephone number, for who wants to know whose it is."""
        beside = tuple(concept(name) for name in ("contact", "number", "mine", "place", "who", *_REGIONS))
        for way in self.contact.channels:
            if forms := number_forms(way.shown):
                asked = Asked((forms,), (), (concept(way.kind), *beside))
                yield AnswerSource((asked,), self._ways([way], f"contact.kind.{way.kind}"))

    def _open_now(self) -> tuple[CardPlace, ...]:
        """Return the places without their hours: who wants to call needs to know whether somebody is there."""
        return tuple(replace(self._place(place), rows=(), note="") for place in self.contact.places)

    def _ways(self, ways: Sequence[ChannelContext], title: str, places: tuple[CardPlace, ...] = ()) -> AnswerCard:
        items = [
            CardItem(_name(way, self._strings), way.shown, way.href, " · ".join(filter(None, (way.expect, way.note))))
            for way in ways
        ]
        return self._of_contact("channels", title, items=tuple(items), places=places)

    def _of_contact(self, kind: str, title: str, **said: object) -> AnswerCard:
        portal, language = self.catalogue.portal, self.catalogue.language
        url = page_url(contact_path(portal, language), use_directory_urls=portal.settings.use_directory_urls)
        source = self._strings.text("title.contact")
        words = _clock_words(self.catalogue) if said.get("places") else None
        return AnswerCard(
            kind,  # type: ignore[arg-type]
            self._strings.text(title),
            **said,  # type: ignore[arg-type]
            words=words,
            article=CONTACT,
            url=url,
            source=source,
        )


def _head(label: str) -> str:
    """Return a name up to what is said of the thing: *copy* of your records, 藥物 before 可供領取; its last word is the head."""
    return _OF_IT.split(label, maxsplit=1)[0]


def _clock_words(catalogue: Catalogue) -> dict[str, str]:
    """Return the sentences that say whether a place is open; the page fills them in."""
    text = catalogue.portal.strings[catalogue.language].text
    return {
        "open": text("contact.open", time="{time}"),
        "today": text("contact.opens.today", time="{time}"),
        "tomorrow": text("contact.opens.tomorrow", time="{time}"),
        "day": text("contact.opens.day", day="{day}", time="{time}"),
        "off": text("contact.day_off", reason="{reason}"),
    }


def number_forms(shown: str) -> Slot:
    """Return a telephone number as people dial it: with its country and without, with zeros before either; none of another text.

    Written together, as a question finds numbers typed apart (index-format 11.2.1).
    """
    if not _TELEPHONE.fullmatch(shown):
        return ()
    groups = _DIGITS.findall(shown)
    digits = "".join(groups)
    country = _country(groups) if shown.startswith("+") else ""
    own = digits[len(country) :]
    forms = (own, f"0{own}", *((digits, f"00{digits}", f"{country}0{own}") if country else ()))
    return forms if SHORTEST_TELEPHONE <= len(own) <= LONGEST_TELEPHONE else ()


def _country(groups: Sequence[str]) -> str:
    """Return the country of an international number: its first group or, of one in one piece, what the regions of kbgen have."""
    return groups[0] if len(groups) > 1 else next((code for code in _COUNTRIES if groups[0].startswith(code)), "")


def _name(way: ChannelContext, strings: Strings) -> str:
    return strings.text("contact.in_region", channel=way.label, region=way.region) if way.region else way.label


def _along(named: Sequence[Slot]) -> list[Slot]:
    """Return what may stand beside a thing that takes time: the parcel, of a delivery."""
    words = answer_words()
    return [words[f"{name}.along"] for name in THINGS if concept(name) in named and f"{name}.along" in words]
