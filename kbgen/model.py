"""Frozen values that cross the borders between stages: longer than other files, because each stage knows this one alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Literal, NewType, get_args

from kbgen.errors import Problem

Language = Literal["en", "zh-hant"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-hant")
OTHER: Mapping[Language, Language] = {"en": "zh-hant", "zh-hant": "en"}

Region = Literal["HK", "TW"]
REGIONS: tuple[Region, ...] = get_args(Region)
"""What prices, law, holidays and words of a site may differ by: of notices, places, channels and pages alike."""

ArticleType = Literal["how-to", "faq", "policy", "reference", "troubleshooting"]
ARTICLE_TYPES: tuple[ArticleType, ...] = get_args(ArticleType)
"""In the order of the search index (index-format 4.8.1)."""
NO_ORDER = 1000
"""Place of an article whose writer gives none: after those that have one."""
PageKind = Literal["home", "category", "article"]
CardKind = Literal["takes", "replies", "hours", "channels", "row", "question"]
"""What an answer at once tells: how long something takes, how soon somebody replies, when somebody is there, how to reach them,
a row of a table, the answer to a question of an article."""

ArticleId = NewType("ArticleId", str)
"""The path below the language folder without its suffix: `returns/refund-times`; the same in both languages."""


@dataclass(frozen=True, slots=True)
class WantedDifference:
    """One fact in which the sides of a pair differ on purpose. fact: as either side writes it. line: from 1."""

    fact: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a time of a day, as a writer gave it.

    clock: None for a whole day; one without a zone is in that of the site.
    """

    day: date
    clock: time | None = None

    def start(self, zone: tzinfo) -> datetime:
        """Return the moment; of a whole day its beginning."""
        clock = self.clock or time()
        return datetime.combine(self.day, clock if clock.tzinfo else clock.replace(tzinfo=zone))

    def end(self, zone: tzinfo) -> datetime:
        """Return the moment; of a whole day the beginning of the next one, so that the day itself still counts."""
        return self.start(zone) if self.clock else datetime.combine(self.day + timedelta(1), time(tzinfo=zone))

    def __str__(self) -> str:
        return f"{self.day} {self.clock.isoformat('minutes')}" if self.clock else f"{self.day}"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a writer declares on top of an article. Lines of each key are kept so that messages can point at them."""

    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    type: ArticleType = "how-to"
    owner: str = ""
    updated: date | None = None
    reviewed: date | None = None
    publish_at: Moment | None = None
    """When readers first see the article; a day begins at its beginning."""
    expire_at: Moment | None = None
    """When readers last see it; a day ends at its end."""
    review_by: Moment | None = None
    """By when somebody is to look at it again."""
    featured: bool = False
    order: int = NO_ORDER
    icon: str = ""
    """Only for a category's index.md: a Material icon name such as `material/truck-delivery-outline`."""
    aliases: tuple[str, ...] = ()
    """Former ids of this article, for redirects."""
    differs: tuple[WantedDifference, ...] = ()
    """Facts in which the other side differs on purpose."""
    root_aliases: tuple[str, ...] = ()
    """Its former addresses below the root of the site, without the first "/": `old/page/`, `old/page.html`."""
    short_id: str = ""
    """Names the pair for ever, wherever it moves (`kbgen.content.short_ids`); empty where it has none."""
    translated_from: tuple[str, ...] = ()
    """Of a translation: the fingerprints of what its source said when somebody last saw that both say the same."""
    draft: bool = False
    """Not for readers yet; such an article is read no further."""
    lines: Mapping[str, int] | None = None
    """Line of each key, counted from 1."""
    keyword_lines: tuple[int, ...] = ()
    """Line of each keyword."""
    pin_for: tuple[str, ...] = ()
    """Queries that show this article first."""
    pin_lines: tuple[int, ...] = ()
    """Line of each of them."""
    regions: tuple[Region, ...] = ()
    """Where the article holds; everywhere without any."""


@dataclass(frozen=True, slots=True)
class Article:
    """One Markdown file: a home page, a category page or an article."""

    id: ArticleId
    language: Language
    kind: PageKind
    category: str
    """First folder of the id; empty for the home page."""
    path: Path
    """Relative to the project folder, for messages: content/en/returns/refund-times.md."""
    front: FrontMatter
    body: str
    """Markdown after the front matter."""
    body_line: int
    """Line of the file on which `body` begins, counted from 1."""
    region: Region | None = None
    """Of a page for one region: which."""
    whole: Article | None = None
    """Of each page that an article with blocks of regions became: the article as its file has it."""
    own_lines: frozenset[int] = frozenset()
    """Of a page for one region: the lines of the file, from 1, that stand in blocks of that region."""
    unfilled: str | None = None
    """`body` as the file has it, where the settings filled in some of it: {takes:refund}."""

    @property
    def name(self) -> ArticleId:
        """The id by which writers and editors know the article: one for all pages that its file became."""
        return self.whole.id if self.whole else self.id

    @property
    def written(self) -> Article:
        """The article as its file has it."""
        whole = self.whole or self
        return whole if whole.unfilled is None else replace(whole, body=whole.unfilled, unfilled=None)

    @property
    def is_for_one_region_of_several(self) -> bool:
        """Whether the article has pages for other regions too."""
        return self.name != self.id

    @property
    def has_pages_of_regions(self) -> bool:
        """Whether this is the page of what holds everywhere, of an article that has pages for regions beside it."""
        return self.whole is not None and self.region is None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same article in both languages; one side may be missing, never both."""

    id: ArticleId
    en: Article | None
    zh_hant: Article | None

    def side(self, language: Language) -> Article | None:
        """Return the article in `language`, or None where there is none."""
        return self.en if language == "en" else self.zh_hant

    @property
    def sides(self) -> tuple[Article, ...]:
        """The articles there are, one or two, in the order of LANGUAGES."""
        return tuple(side for side in (self.en, self.zh_hant) if side is not None)

    @property
    def name(self) -> ArticleId:
        """As of its sides: one for all pages that a file became."""
        return self.sides[0].name

    @property
    def region(self) -> Region | None:
        """As of its sides."""
        return self.sides[0].region

    @property
    def written(self) -> Pair:
        """The pair as its files have it."""
        return Pair(self.name, self.en and self.en.written, self.zh_hant and self.zh_hant.written)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text below it, up to the next heading of levels 2 to 4.

    anchor: id of the heading's element; empty for the preface above the first heading and for text under the title.
    level: 1 for the preface, otherwise 2 to 4; a collapsible question is one level below the heading it stands under.
    text: plain text, blocks separated by newlines, no markup, code included. question: a collapsible question.
    """

    anchor: str
    level: int
    title: str
    text: str
    question: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image as written in Markdown: `target` unresolved, `line` in the file (from 1).

    text: what the reader sees; of an image, its alternative text.
    """

    target: str
    line: int
    text: str = ""
    image: bool = False


@dataclass(frozen=True, slots=True)
class Smaller:
    """A smaller file of a picture. path: relative to the root of the site. width: in pixels."""

    path: str
    width: int


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is.

    path: below the content folder, with "/". width, height: pixels of an image, 0 where unknown.
    smaller: files of the same picture for smaller screens.
    """

    path: str
    width: int = 0
    height: int = 0
    smaller: tuple[Smaller, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing made of a source of Mermaid, or why there is none.

    light, dark: paths relative to the root of the site. width, height: in pixels. name: as its source gives it; may be empty.
    words: its labels. code: of the problem where it is not drawn, with `why`.
    """

    light: str = ""
    dark: str = ""
    width: int = 0
    height: int = 0
    name: str = ""
    words: tuple[str, ...] = ()
    code: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands for the text of an article, whatever the markup.

    whole: for all of it but white space and case; empty where that is too short to tell. characters: of its sentences.
    longest: for its longest sentences, of which any that says nearly the same has one (kbgen.content.said).
    """

    whole: bytes
    characters: int
    longest: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article after Markdown: the body's HTML, and what navigation and search need of it.

    sections: in reading order; the preface is always first, even when its text is empty.
    html: safe to place in the page; the title's h1 is not part of it.
    first_image: address of the first image relative to the root of the site, or empty.
    anchors: every id in the html that a link may name. problems: what only rendering could find.
    said: what stands for the text where articles are compared. digest: for html, sections and first image.
    """

    article: Article
    html: str
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    said: Said
    digest: bytes
    first_image: str = ""
    anchors: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CardItem:
    """One value and what it is of: `Refund by FPS`, `1–2 working days`. href: where the value leads, or empty. note: of it."""

    label: str
    value: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CardPlace:
    """The hours of a place, in words, and for a clock: week and closed days as theme/assets/portal/opening-hours.js has them."""

    name: str
    rows: tuple[tuple[str, str], ...]
    note: str
    zone: str
    week: Mapping[str, tuple[tuple[str, str], ...]]
    closed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """An answer said at once, above the results, in one language.

    text: prose, for what is no list of values. words: sentences with gaps that say whether a place is open.
    article: the id of where it stands, or `contact`; url: its address relative to the root of the site, anchor: in it.
    source: its title, which the link says. Of a row or a question url, article and source are those of its result.
    """

    kind: CardKind
    title: str
    items: tuple[CardItem, ...] = ()
    text: str = ""
    places: tuple[CardPlace, ...] = ()
    words: Mapping[str, str] | None = None
    article: str = ""
    url: str = ""
    anchor: str = ""
    source: str = ""
