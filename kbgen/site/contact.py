"""What templates see as `kb.contact`: ways to reach a person, hours and expectations, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kbgen.model import Asset, Region
from kbgen.settings.channels import ChannelKind, channel_link
from kbgen.settings.contact import Channel, ContactSettings, Duration, Expectation, Place, TimeRange
from kbgen.site.closed_days import ClosedDay, closed_days
from kbgen.site.strings import Strings

TIME_ZONES: Mapping[Region, str] = {"HK": "Asia/Hong_Kong", "TW": "Asia/Taipei"}

UrlOfArticle = Callable[[str], str]
"""Address of an article, relative to the root of the site; empty for an empty id."""


@dataclass(frozen=True, slots=True)
class ChannelContext:
    """One way to reach a person.

    shown: the number or name itself, as text. href: empty where no address opens the channel, as with WeChat.
    template: `href` with `{message}` where the reader's words go; empty where the channel takes none.
    expect: how soon somebody answers, or empty. qr: a picture to scan, or None.
    """

    kind: ChannelKind
    label: str
    region: str
    shown: str
    href: str
    template: str
    expect: str
    note: str
    qr: Asset | None


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Times of a weekday, or of several in a row with the same ones."""

    days: str
    times: str


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """A place and its hours. holidays: what its region calls them. closed: coming closed days, the next ones first."""

    name: str
    address: str
    rows: tuple[HoursRow, ...]
    time_zone: str
    zone_name: str
    holidays: str
    open_on_holidays: bool
    week: Mapping[str, tuple[TimeRange, ...]]
    closed: tuple[ClosedDay, ...]

    @property
    def for_script(self) -> Mapping[str, object]:
        """What the page needs to say whether somebody answers now; the clock is the reader's, the zone the shop's.

        The script reads the closed days where the page lists them.
        """
        return {"zone": self.time_zone, "week": self.week}


@dataclass(frozen=True, slots=True)
class ExpectationContext:
    """How long something takes, in words. url: of the article that explains it, or empty. category: an id, or empty."""

    label: str
    takes: str
    url: str
    category: str


@dataclass(frozen=True, slots=True)
class ContactContext:
    """How readers reach a person. promise: how soon somebody answers, as a sentence, or empty. hours: words of the site."""

    channels: tuple[ChannelContext, ...]
    promise: str
    hours: str
    places: tuple[PlaceContext, ...]
    expectations: tuple[ExpectationContext, ...]


def contact_context(
    contact: ContactSettings,
    strings: Strings,
    *,
    url_of_article: UrlOfArticle,
    images: Mapping[str, Asset],
    today: date | None,
) -> ContactContext:
    """Return the contact data in one language. today: where closed days begin; without it none are listed."""
    language = strings.language
    return ContactContext(
        channels=tuple(_channel(channel, contact.replies, strings, images) for channel in contact.channels),
        promise=strings.text("contact.promise", time=duration_text(contact.replies, strings)) if contact.replies else "",
        hours=contact.hours.get(language, ""),
        places=tuple(_place(place, strings, today) for place in contact.places),
        expectations=tuple(_expectation(entry, strings, url_of_article) for entry in contact.expectations.values()),
    )


def duration_text(duration: Duration, strings: Strings) -> str:
    """Return a duration in words: `1–2 working days`, `1–2 個工作天`."""
    key = f"takes.{duration.unit.replace(' ', '_')}"
    if duration.least == duration.most == 1:
        return strings.text(f"{key}.one")
    count = str(duration.least) if duration.least == duration.most else f"{duration.least}–{duration.most}"
    return strings.text(f"{key}.other", count=count)


def _channel(channel: Channel, usual_replies: Duration | None, strings: Strings, images: Mapping[str, Asset]) -> ChannelContext:
    language = strings.language
    value = channel.value[language]
    link = channel_link(channel.kind, value, subject=strings.text("contact.subject"))
    replies = channel.replies or (None if channel.kind == "phone" else usual_replies)
    return ChannelContext(
        kind=channel.kind,
        label=channel.label.get(language) or strings.text(f"contact.kind.{channel.kind}"),
        region=strings.text(f"region.{channel.region}") if channel.region else "",
        shown="" if channel.kind == "form" else value,
        href=link.href,
        template=link.template,
        expect=strings.text("contact.replies", time=duration_text(replies, strings)) if replies else "",
        note=channel.note.get(language, ""),
        qr=images.get(channel.qr),
    )


def _place(place: Place, strings: Strings, today: date | None) -> PlaceContext:
    language = strings.language
    return PlaceContext(
        name=place.name[language],
        address=place.address.get(language, ""),
        rows=tuple(_rows(place.open, strings)),
        time_zone=TIME_ZONES[place.region],
        zone_name=strings.text(f"time_zone.{place.region}"),
        holidays=strings.text(f"contact.holidays.{place.region}"),
        open_on_holidays=place.open_on_holidays,
        week={str(day): times for day, times in sorted(place.open.items())},
        closed=closed_days(place, language, today) if today else (),
    )


def _rows(week: Mapping[int, tuple[TimeRange, ...]], strings: Strings) -> Iterator[HoursRow]:
    first = 1
    for day in range(1, 8):
        if day < 7 and week.get(day + 1) == week.get(day):
            continue
        times = week.get(day, ())
        words = strings.text("contact.times.separator").join(f"{start}–{end}" for start, end in times)
        yield HoursRow(_days(first, day, strings), words or strings.text("contact.closed"))
        first = day + 1


def _days(first: int, last: int, strings: Strings) -> str:
    if (first, last) == (1, 7):
        return strings.text("weekday.every")
    if first == last:
        return strings.text(f"weekday.{first}")
    ends = {"first": strings.text(f"weekday.{first}"), "last": strings.text(f"weekday.last.{last}")}
    return strings.text("weekday.range", **ends)


def _expectation(entry: Expectation, strings: Strings, url_of_article: UrlOfArticle) -> ExpectationContext:
    return ExpectationContext(
        label=entry.label[strings.language],
        takes=duration_text(entry.takes, strings),
        url=url_of_article(entry.article) if entry.article else "",
        category=entry.category,
    )
