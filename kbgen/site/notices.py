"""What templates see as `kb.notices`: what is so for a time, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from kbgen.content.notices import Notice
from kbgen.model import Moment, Region
from kbgen.settings.site import Settings
from kbgen.settings.time_zone import STANDARD_ZONE
from kbgen.site.strings import Strings

ELEMENT = "kb-notice-"
"""How the id of the element of a notice begins."""


@dataclass(frozen=True, slots=True)
class NoticeContext:
    """One notice. region: in words, or empty. when: from when to when, in words. url, link: where more is said, or empty.

    start, end: the first moment that counts and the first that does not, in seconds since 1970.
    """

    element_id: str
    title: str
    text: str
    region: str
    when: str
    url: str
    link: str
    start: int
    end: int


def notice_context(notice: Notice, settings: Settings, strings: Strings, more: Callable[[str], tuple[str, str]]) -> NoticeContext:
    """Return a notice in one language. more: address and title of an article; empty for one that is not there."""
    text = notice.texts[strings.language]
    start, end = notice.span(settings.zone)
    url, title = more(notice.article) if notice.article else ("", "")
    return NoticeContext(
        element_id=f"{ELEMENT}{notice.id}",
        title=text.title,
        text=text.text,
        region=strings.text(f"region.{notice.region}") if notice.region else "",
        when=_when(notice, settings, strings),
        url=url,
        link=title,
        start=int(start.timestamp()),
        end=int(end.timestamp()),
    )


def _when(notice: Notice, settings: Settings, strings: Strings) -> str:
    """Return its days, or times with their zone: `1 December 2026, 08:00 – 2 December 2026 (Hong Kong time)`."""
    ends = [_moment(moment, settings.zone, strings) for moment in (notice.start, notice.end)]
    words = ends[0] if ends[0] == ends[1] else strings.text("notices.span", first=ends[0], last=ends[1])
    if notice.start.clock is None and notice.end.clock is None:
        return words
    start = notice.start.start(settings.zone)
    return strings.text("notices.zone", span=words, zone=_zone_name(start, notice.region, settings, strings))


def moment_text(moment: Moment, region: Region | None, settings: Settings, strings: Strings) -> str:
    """Return a time of a day as a language writes it, with its zone: `1 December 2026, 08:00 (Hong Kong time)`.

    region: of the readers it is for; None for all of the site.
    """
    zone = _zone_name(moment.start(settings.zone), region, settings, strings)
    return strings.text("notices.zone", span=_moment(moment, settings.zone, strings), zone=zone)


def _moment(moment: Moment, zone: tzinfo, strings: Strings) -> str:
    at = moment.start(zone).astimezone(zone)
    day = date_text(at.date(), strings)
    return strings.text("notices.time", day=day, time=f"{at:%H:%M}") if moment.clock else day


def _zone_name(at: datetime, region: Region | None, settings: Settings, strings: Strings) -> str:
    """Return what people call the zone of the site, or how far it is from UTC at a moment."""
    if settings.zone is STANDARD_ZONE:
        return strings.text(f"time_zone.{region or settings.zh_hant_tag.rpartition('-')[2]}")
    offset = _offset(at.astimezone(settings.zone))
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{'-' if offset < timedelta(0) else '+'}{hours:02}:{minutes:02}"


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta(0)


def date_text(day: date, strings: Strings) -> str:
    """Return a day as a language writes it."""
    return strings.text("date", day=day.day, month=strings.text(f"month.{day.month}"), year=day.year)


def shown_times(notices: tuple[NoticeContext, ...]) -> Mapping[str, tuple[int | None, int | None]]:
    """Return from when to when each is there, by the id of its element."""
    return {notice.element_id: (notice.start, notice.end) for notice in notices}
