"""The `contact` block of a site: ways to reach a person, when somebody answers, and how long things take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Literal, cast

from kbgen.model import LANGUAGES, Language, Region
from kbgen.settings.channels import CHANNEL_KINDS, ChannelKind, value_hint
from kbgen.settings.config_file import Block
from kbgen.settings.faults import ConfigFaults, read_each
from kbgen.settings.regions import read_region

Unit = Literal["minute", "hour", "day", "working day"]
LocalText = Mapping[Language, str]
TimeRange = tuple[str, str]

CONTACT_KEYS = (*CHANNEL_KINDS, "replies", "hours", "places", "expectations")
CHANNEL_KEYS = ("value", "region", "label", "replies", "note", "qr")
PLACE_KEYS = ("name", "region", "address", "open", "open_on_holidays", "closed")
EXPECTATION_KEYS = ("label", "takes", "article", "category")

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DURATION = re.compile(r"([1-9][0-9]{0,2})(?:\s*[-–]\s*([1-9][0-9]{0,2}))?\s+(minute|hour|day|working day)s?")
DAYS = re.compile(rf"({'|'.join(WEEKDAYS)})(?:\s*[-–]\s*({'|'.join(WEEKDAYS)}))?")
_TIMES = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])\s*[-–]\s*([01]?[0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something takes: 1–2 working days is (1, 2, "working day"). Words come from theme/strings.yml."""

    least: int
    most: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach a person. value: checked, and the same in both languages unless the site says otherwise.

    qr: a picture of it to scan, below the content folder; empty for none. line: of `qr`, or of the channel.
    """

    kind: ChannelKind
    value: LocalText
    region: Region | None = None
    label: LocalText = field(default_factory=dict)
    replies: Duration | None = None
    note: LocalText = field(default_factory=dict)
    qr: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where people work. open: times of each weekday, 1 (Monday) to 7. closed: days of the site's own, with their reason."""

    name: LocalText
    region: Region
    open: Mapping[int, tuple[TimeRange, ...]]
    address: LocalText = field(default_factory=dict)
    open_on_holidays: bool = False
    closed: Mapping[date, LocalText] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expectation:
    """How long something usually takes. article: the id of the article that explains it, or empty.

    category: the one whose page shows it too; that of the article where the site names no other, or empty.
    """

    label: LocalText
    takes: Duration
    article: str = ""
    line: int = 0
    category: str = ""


@dataclass(frozen=True, slots=True)
class ContactSettings:
    """How readers reach a person. hours: words of the site's own, for a site without places."""

    channels: tuple[Channel, ...]
    replies: Duration | None = None
    hours: LocalText = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    expectations: Mapping[str, Expectation] = field(default_factory=dict)


def read_contact(block: Block) -> ContactSettings:
    """Check the block. Raises ConfigError, naming file and line."""
    faults = ConfigFaults()
    with faults.caught():
        block.expect(CONTACT_KEYS)
    channels: list[Channel] = []
    for kind in (key for key in block.table.entries if key in CHANNEL_KINDS):
        with faults.caught():
            channels += read_each(partial(_channel, kind), block.each(kind, short="value"))
    contact = ContactSettings(
        channels=tuple(channels),
        replies=faults.read(lambda: _duration(block, "replies"), None),
        hours=faults.read(lambda: block.local_text("hours", LANGUAGES), {}),
        places=faults.read(lambda: read_each(_place, block.each("places")), ()),
        expectations=faults.read(lambda: _expectations(block), {}),
    )
    faults.say()
    if contact.hours and contact.places:
        raise block.error(block.line_of("hours"), "the hours are given twice", "remove 'hours': 'places' have their own")
    if not channels:
        raise block.error(block.table.line, "'contact' names no way to reach anybody", f"add one of {', '.join(CHANNEL_KINDS)}")
    return contact


def _channel(kind: ChannelKind, block: Block) -> Channel:
    block.expect(CHANNEL_KEYS)
    value = block.local_text("value", LANGUAGES)
    if not value:
        raise block.missing("value", value_hint(kind, ""))
    for text in value.values():
        if hint := value_hint(kind, text):
            raise block.error(block.line_of("value"), f"'{block.name}' is '{text}'", hint)
    return Channel(
        kind=kind,
        value=value,
        region=read_region(block, "region"),
        label=block.local_text("label", LANGUAGES),
        replies=_duration(block, "replies"),
        note=block.local_text("note", LANGUAGES),
        qr=block.text("qr"),
        line=block.line_of("qr"),
    )


def _duration(block: Block, key: str) -> Duration | None:
    text = block.text(key)
    if not text:
        return None
    found = DURATION.fullmatch(text)
    if found is None or int(found[2] or found[1]) < int(found[1]):
        hint = "write it as '2 hours', '1 working day' or '3-5 days'; each language gets its own words"
        raise block.error(block.line_of(key), f"'{block.name}.{key}' is '{text}'", hint)
    return Duration(int(found[1]), int(found[2] or found[1]), cast("Unit", found[3]))


def _place(block: Block) -> Place:
    block.expect(PLACE_KEYS)
    name, region = block.local_text("name", LANGUAGES), read_region(block, "region")
    if not name or region is None:
        raise block.missing("region" if name else "name", "a place needs name, region and open")
    return Place(
        name=name,
        region=region,
        open=_week(block),
        address=block.local_text("address", LANGUAGES),
        open_on_holidays=block.flag("open_on_holidays", default=False),
        closed=_closed(block),
    )


def _week(block: Block) -> Mapping[int, tuple[TimeRange, ...]]:
    inner = block.block("open")
    if inner is None:
        raise block.missing("open", "write the times of each day, as in 'mon-fri: 10:00-18:30'")
    week: dict[int, tuple[TimeRange, ...]] = {}
    for key, line in inner.table.key_lines.items():
        days = DAYS.fullmatch(key.lower())
        first = WEEKDAYS.index(days[1]) if days else 0
        last = WEEKDAYS.index(days[2] or days[1]) if days else -1
        if last < first:
            raise inner.error(line, f"'{key}' names no days", "write 'mon-fri' or 'sat', from mon to sun")
        times = _times(inner, key)
        for day in range(first + 1, last + 2):
            if day in week:
                raise inner.error(line, f"'{WEEKDAYS[day - 1]}' is given twice", "give each day once")
            week[day] = times
    return week


def _times(block: Block, key: str) -> tuple[TimeRange, ...]:
    ranges: list[TimeRange] = []
    for part in block.text(key).split(","):
        found = _TIMES.fullmatch(part.strip())
        start, end = (f"{found[1]:0>2}:{found[2]}", f"{found[3]:0>2}:{found[4]}") if found else ("", "")
        if start >= end or (ranges and start < ranges[-1][1]):
            hint = "write '10:00-18:30', with a pause '10:00-13:00, 14:00-18:30', earliest first"
            block.bad(key, block.text(key), hint)
        ranges.append((start, end))
    return tuple(ranges)


def _closed(block: Block) -> Mapping[date, LocalText]:
    inner = block.block("closed")
    if inner is None:
        return {}
    days: dict[date, LocalText] = {}
    for key, line in inner.table.key_lines.items():
        try:
            days[date.fromisoformat(key)] = inner.local_text(key, LANGUAGES)
        except ValueError:
            raise inner.error(line, f"'{key}' is not a day", "write YYYY-MM-DD, and after it the reason") from None
        if not days[date.fromisoformat(key)]:
            raise inner.error(line, f"'{key}' has no reason", "say why, as in 'Stocktaking'")
    return days


def _expectations(block: Block) -> Mapping[str, Expectation]:
    inner = block.block("expectations")
    if inner is None:
        return {}
    return dict(read_each(partial(_expectation, inner), inner.table.key_lines))


def _expectation(block: Block, name: str) -> tuple[str, Expectation]:
    line, entry = block.line_of(name), block.block(name)
    if entry is None or not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        hint = "name it with a-z, 0-9 and '-', and below it write label and takes"
        raise block.error(line, f"'{block.name}.{name}' says nothing" if entry is None else f"'{name}' is no name", hint)
    entry.expect(EXPECTATION_KEYS)
    label, takes = entry.local_text("label", LANGUAGES), _duration(entry, "takes")
    if not label or takes is None:
        missing = entry.full("takes" if label else "label")
        raise entry.error(line, f"'{missing}' is missing", "an expectation needs label and takes")
    article = entry.text("article")
    category = entry.text("category", article.rpartition("/")[0].partition("/")[0])
    return name, Expectation(label, takes, article, line, category)
