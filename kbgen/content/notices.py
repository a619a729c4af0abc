"""`content/notices/typhoon.yml`: what is so for a time, in both languages, as one file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import combinations
from pathlib import Path

from kbgen.errors import Problem
from kbgen.model import LANGUAGES, Article, ArticleId, FrontMatter, Language, Moment, Pair, Region
from kbgen.settings.decode import decode_text
from kbgen.settings.fields import Fields, Report, nearest
from kbgen.settings.regions import read_region
from kbgen.settings.site import Settings
from kbgen.settings.strict_yaml import Table, YamlError, parse

NOTICE_KEYS = ("start", "end", "region", "topics", "article", *LANGUAGES)
TEXT_KEYS = ("title", "text")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAMES = {"HK": "Hong Kong", "TW": "Taiwan"}
_MEANT = {
    "begin": "start",
    "begins": "start",
    "from": "start",
    "since": "start",
    "publish_at": "start",
    "ends": "end",
    "until": "end",
    "to": "end",
    "expire_at": "end",
    "zh": "zh-hant",
}
"""What writers call a key, or other files do → the key."""
_PAIR_HINT = "write 'title' and 'text' below 'en' and below 'zh-hant'"


@dataclass(frozen=True, slots=True)
class NoticeText:
    """One language of a notice, as plain text. lines: of `title` and `text` in the file."""

    title: str
    text: str
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Notice:
    """What readers are told from `start` to `end`. id: the name of its file.

    topics: ids of categories and articles, none for all of them. article: the id of one that says more, or empty.
    lines: of each key.
    """

    id: str
    path: Path
    start: Moment
    end: Moment
    texts: Mapping[Language, NoticeText]
    lines: Mapping[str, int]
    region: Region | None = None
    topics: tuple[str, ...] = ()
    article: str = ""

    def span(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the first moment that counts, and the first that does not."""
        return self.start.start(zone), self.end.end(zone)

    def concerns(self, category: str, article: str, region: Region | None = None) -> bool:
        """Tell whether it belongs on the page of an article, or on that of a category, whose `article` is empty.

        region: of the page; what is so in one region alone is not on pages for another.
        """
        if self.region and region and self.region != region:
            return False
        if not self.topics:
            return True
        if not article:
            return any(topic == category or topic.startswith(f"{category}/") for topic in self.topics)
        return category in self.topics or article in self.topics

    @property
    def pair(self) -> Pair:
        """Its texts as a pair of articles, for whoever reads both sides as a proofreader does."""
        sides = {language: self._side(language, text) for language, text in self.texts.items()}
        return Pair(ArticleId(f"notices/{self.id}"), sides["en"], sides["zh-hant"])

    def _side(self, language: Language, text: NoticeText) -> Article:
        front = FrontMatter(title=text.title, lines=text.lines)
        article = ArticleId(f"notices/{self.id}")
        return Article(article, language, "article", "", self.path, front, text.text, text.lines["text"], self.region)


def read_notice(raw: bytes, path: Path, report: Report) -> Notice | None:
    """Return a notice, or None after a report of everything that is wrong with it. path: as messages name it."""
    text = decode_text(raw, report)
    if text is None:
        return None
    try:
        node = parse(text)
    except YamlError as error:
        report(error.line, "notice", f"the notice cannot be read: {error.message}", error.hint)
        return None
    if not _NAME.fullmatch(path.stem):
        report(0, "file-name", f"the name '{path.name}' is not used for notices", "use a-z, 0-9 and '-', as in typhoon.yml")
    if not isinstance(node, Table):
        report(1, "notice", "the notice says nothing", f"write 'start', 'end', and {_PAIR_HINT.removeprefix('write ')}")
        return None
    faults: list[str] = []

    def noted(line: int, code: str, message: str, hint: str) -> None:
        faults.append(code)
        report(line, code, message, hint)

    notice = _notice(Fields(node, noted), path)
    return None if faults or not _NAME.fullmatch(path.stem) else notice


def _notice(fields: Fields, path: Path) -> Notice | None:
    for key, line in fields.table.key_lines.items():
        if meant := _MEANT.get(key.lower()):
            fields.report(line, "unknown-key", f"unknown key '{key}'", f"write '{meant}'")
    fields.expect((*NOTICE_KEYS, *(key for key in fields.table.key_lines if key.lower() in _MEANT)))
    start, end = fields.moment("start"), fields.moment("end")
    for key, moment in (("start", start), ("end", end)):
        if moment is None and not fields.text(key):
            hint = "write a day, as 2026-12-01, or a time, as 2026-12-01 09:00; a day ends with its last minute"
            fields.report(fields.line_of(key), "notice", f"'{key}' is missing", hint)
    texts = {language: text for language in LANGUAGES if (text := _text(fields, language))}
    region = read_region(fields, "region")
    topics = fields.texts("topics", "write a list: topics: [delivery, orders/track-order]")
    if start is None or end is None or len(texts) < len(LANGUAGES):
        return None
    lines = {**fields.table.key_lines, **{f"topic {topic}": line for topic, line in topics.items()}}
    return Notice(path.stem, path, start, end, texts, lines, region, tuple(topics), fields.text("article"))


def _text(fields: Fields, language: Language) -> NoticeText | None:
    inner = fields.block(language) if fields.node(language) is not None else None
    if inner is None:
        if fields.node(language) is None:
            fields.report(fields.line_of(language), "notice", f"'{language}' is missing", _PAIR_HINT)
        return None
    inner.expect(TEXT_KEYS)
    found = {key: " ".join(inner.text(key).split()) for key in TEXT_KEYS}
    for key, words in found.items():
        if not words:
            inner.report(inner.line_of(key), "notice", f"'{inner.full(key)}' is missing", _PAIR_HINT)
    return NoticeText(found["title"], found["text"], inner.table.key_lines) if all(found.values()) else None


def notice_problems(notices: Sequence[Notice], known: Iterable[str], zone: tzinfo, now: datetime) -> Iterator[Problem]:
    """Report times that cannot be, notices that are over or say the same twice, and topics that do not exist.

    known: ids of all categories and articles, those that are still to come or have expired included.
    """
    names = frozenset(known)
    for notice in notices:
        start, end = notice.span(zone)
        if end <= start:
            message = f"'end' is {notice.end}, which is before 'start', {notice.start}: nobody would ever see it"
            yield _problem(notice, "end", "notice", message, "let it end after it begins; a day ends with its last minute")
        elif end <= now:
            hint = "remove the file; or write a later 'end', where it holds again or still"
            yield _problem(notice, "end", "notice-ended", f"was for readers until {notice.end}", hint)
        for topic in (*notice.topics, *([notice.article] if notice.article else [])):
            if topic not in names:
                key = f"topic {topic}" if topic in notice.topics else "article"
                yield _problem(notice, key, "notice-topic", f"'{topic}' is no topic and no article", nearest(topic, names))
    for one, other in combinations(notices, 2):
        if one.id == other.id:
            yield Problem(other.path, 0, "notice", f"has the same name as {one.path}", "give one of them another name")
            continue
        (first, until), (start, end) = one.span(zone), other.span(zone)
        if _same_readers(one, other) and first < end and start < until:
            both = f"from {max((one, other), key=lambda notice: notice.span(zone)[0]).start}"
            both += f" until {min((one, other), key=lambda notice: notice.span(zone)[1]).end}"
            region = one.region or other.region
            who = "the same readers" if one.region == other.region or not region else f"readers in {_NAMES[region]} too"
            message = f"is for {who} at the same time as {one.path}, {both}"
            yield _problem(other, "start", "notice-overlap", message, "make one notice of both, or let one end before the other")


def _same_readers(one: Notice, other: Notice) -> bool:
    """Tell whether somebody sees both; one without a region is for all of them."""
    regions = {one.region, other.region} - {None}
    return len(regions) < 2 and set(one.topics) == set(other.topics)


def _problem(notice: Notice, key: str, code: str, message: str, hint: str) -> Problem:
    return Problem(notice.path, notice.lines.get(key, 0), code, message, hint)


def coming_notices(notices: Iterable[Notice], settings: Settings) -> tuple[Notice, ...]:
    """Return those that are not over at the moment of the build, in order of their beginning."""
    zone = settings.zone
    left = (notice for notice in notices if notice.end.end(zone) > settings.now)
    return tuple(sorted(left, key=lambda notice: (notice.start.start(zone), notice.id)))
