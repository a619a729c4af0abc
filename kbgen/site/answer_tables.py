"""Tables of an article → what they answer at once: a row that says values of a thing, a column of prices or times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kbgen.index.answers import AnswerSource, Asked, Slot
from kbgen.model import AnswerCard, Article, CardItem
from kbgen.search.constants import MOST_CARD_ITEMS
from kbgen.search.word_forms import kinship
from kbgen.site.answer_slots import MOST_CONTENT, TIMES, SlotReader, concept, names_of
from kbgen.site.table_rows import TableRow
from kbgen.text.normalise import is_han
from kbgen.text.tokens import canonical

MOST_WORDS_OF_VALUE = 4
MOST_WORDS_BESIDE_MONEY = 3
"""Words of a value besides a price: a longer one tells of other things, as *3 or 6 instalments over NT$3,000*."""
_MONEY = re.compile(r"(?:[$€£¥]|\b(?:HKD|TWD|USD|NTD|RMB)) ?[0-9]|[0-9][0-9,.]* ?(?:元|蚊|塊|%|％|HKD|TWD|USD)")
_TIME = re.compile(
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|mins?|hrs?|today|tomorrow|same day|at once)\b"
    r"|[0-9一二兩三四五六七八九十半] ?(?:個)?(?:分鐘|小時|鐘頭|工作[天日]|[天日週周月年]|星期|禮拜)"
    r"|當[天日]|即[時日]|翌日|隔[天日]",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}|[0-9] ?[ap]m\b|[0-9一二三四五六七八九十] ?[點時]", re.IGNORECASE)
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_EXAMPLES = frozenset(("example", "examples", "例子", "例", "範例", "示例", "舉例"))
"""Heads of columns that answer nothing."""
_NOTHING = ("free", "none", "免費", "免运费", "免運費", "不收費", "無", "0")
"""What a price says that is none."""

_SUM_ENDS = canonical("費價金租稅")
"""Characters at the end of Chinese names of sums."""
_SPAN = canonical("時間")

_MAY: Slot = tuple(form for form in concept("long") if form not in concept("take"))
"""What a period is asked for by: *How long* of *Return an item* is no time that a return takes."""

Cell = tuple[TableRow, str]
"""A row and what it says in one column."""


@dataclass(frozen=True, slots=True)
class TableAnswers:
    """Makes the answers of the tables of one article. category: the title of its category."""

    article: Article
    category: str
    reader: SlotReader

    @property
    def _title(self) -> str:
        """What the article is about: without the region that a page for one has in its title."""
        return self.article.written.front.title

    def rows(self, rows: Sequence[TableRow]) -> Iterator[AnswerSource]:
        """Yield the answers of the rows of all tables of the article."""
        names = [self.reader.words(row.name) for row in rows]
        for at, row in enumerate(rows):
            yield from self._row(row, [*names[:at], *names[at + 1 :]])

    def _row(self, row: TableRow, others: Sequence[Sequence[Slot]]) -> Iterator[AnswerSource]:
        """Yield the answer of a row, asked for by what it names and what the article or a column is about.

        others: what the other rows name; who names words of another as well asks for neither.
        """
        told = [value for head, value in zip(row.heads, row.values, strict=True) if head.casefold() not in _EXAMPLES]
        if not any(map(_is_value, told)):
            return
        reader, front = self.reader, self.article.front
        timed = [head for head in row.heads if self._timed(head)]
        costs = (concept("much"),) if self._costs(row) else ()
        heads = reader.words(*(head for head in row.heads if head not in timed))
        subjects = tuple(dict.fromkeys((*reader.subjects(self._title), *heads)))
        own = reader.words(row.name)
        others_named = list(dict.fromkeys(slot for named in others for slot in named if slot not in own))
        around = reader.words(self._title, row.section, self.category, front.description, *front.keywords)
        around = tuple(slot for slot in around if not any(_alike(slot, other) for other in others_named))
        kinds = self._kinds(row)
        beside = (*around, concept("mine"), *kinds)
        parts = [reader.words(name) for name in names_of(row.name)]  # one that another row has as well names neither
        parts = [slots for slots in parts if not any(set(slots) <= set(named) for named in others)]
        names = [_whole(slots) for slots in (own, *parts)]
        names = [slots for slots in names if 0 < len(slots) <= MOST_CONTENT]
        names = [slots for slots in names if not all(form.isdigit() or len(form) == 1 for (form, *_) in slots)]
        asked = [
            Asked(named, subject, beside)
            for named in dict.fromkeys(names)
            if (subject := tuple(slot for slot in (*subjects, *costs) if slot not in named))
        ]
        times = tuple(slot for slot in map(concept, TIMES) if slot in kinds)
        spans = [words for head in timed if (words := reader.words(head))]
        asked += [Asked((*named, *span), times, beside) for named in dict.fromkeys(names) for span in spans]
        told_when = [
            some for head, value in zip(row.heads, row.values, strict=True) if value and (some := self._when(head, value))
        ]
        asked += [Asked(named, some, (*beside, *some)) for named in dict.fromkeys(names) for some in told_when]
        if asked:
            items = tuple(CardItem(head, value) for head, value in zip(row.heads, row.values, strict=True) if value)
            yield AnswerSource(tuple(asked), self._card(row.name, items, row.anchor))

    def _when(self, head: str, value: str) -> tuple[Slot, ...]:
        """Return what a row is asked for by one of its times where the head says that alone; nothing where it says more or less.

        Of *Time* and 11:00 that is *what time*; of 到帳時間 it is 到帳 as well.
        """
        if not self._timed(head) or self.reader.words(head):
            return ()
        form = canonical(head)
        rest = form.removesuffix(_SPAN) if is_han(form[0]) else ""
        done: tuple[Slot, ...] = ((rest,),) if rest not in ("", form) else ()
        if _CLOCK.search(value):
            return (concept("clock"), _MAY, concept("when"), *done)
        return (concept("long") if self.reader.asks(head, "take") else _MAY, concept("when"), *done)

    def _kinds(self, row: TableRow) -> tuple[Slot, ...]:
        """Return the kinds of answers that a row is one of: a cost, a time, what its heads say. It may be asked of no other."""
        values = " ".join(row.values)
        found = [*self.reader.kinds(row.name, row.section, *row.heads)]
        if any(self._timed(head) for head in row.heads) or _TIME.search(values):
            found += [concept(name) for name in (*TIMES, "limit")]
        found += [concept("clock")] if _CLOCK.search(values) else []
        found += [concept("much")] if self._costs(row) else []
        found += [concept("many")] if any(map(str.isdigit, values)) else []
        return tuple(dict.fromkeys(found))

    def columns(self, rows: Sequence[TableRow]) -> Iterator[AnswerSource]:
        """Yield the answers of columns of prices or times: of all tables that have one, and of each by its heading."""
        columns = {
            head: [(row, value) for row in rows for name, value in zip(row.heads, row.values, strict=True) if name == head]
            for head in dict.fromkeys(head for row in rows for head in row.heads)
        }
        measured = {head: self._measures(head, [value for _, value in cells]) for head, cells in columns.items()}
        for head, measures in measured.items():
            if not measures:
                continue
            cells = columns[head]
            is_only = sum(other == measures for other in measured.values()) == 1
            tables = [list(table) for _, table in groupby(cells, key=lambda cell: (cell[0].anchor, cell[0].heads))]
            yield from self._column(head, measures, cells, (), is_only=is_only)
            if len(tables) > 1:
                for table in tables:
                    yield from self._column(head, measures, table, self.reader.words(table[0][0].section), is_only=is_only)

    def _measures(self, head: str, values: Sequence[str]) -> tuple[Slot, ...]:
        """Return what a column is asked for by besides its head: cost or time; nothing where it holds neither."""
        figures = sum(any(map(str.isdigit, value)) for value in values)
        if figures and all(_MONEY.search(value) or value.casefold() in _NOTHING for value in values):
            return (concept("much"),)  # of a day or a night as well
        if not self._timed(head) or 2 * figures <= len(values):
            return ()
        reader = self.reader
        is_period = not reader.words(head) and reader.subjects(self._title) != reader.words(self._title)
        clock = (concept("clock"),) if all(map(_CLOCK.search, values)) else ()
        return (_MAY if is_period else concept("long"), concept("when"), *clock)

    def _column(
        self, head: str, measures: tuple[Slot, ...], cells: Sequence[Cell], place: Sequence[Slot], *, is_only: bool
    ) -> Iterator[AnswerSource]:
        """Yield the answer of one column. place: words of the heading it must be asked for by.

        is_only: no other column of the article is asked for by the same, so that its head need not be named.
        """
        if not 1 < len(cells) <= MOST_CARD_ITEMS or len({row.name for row, _ in cells}) < len(cells):
            return
        reader, keywords = self.reader, self.article.front.keywords
        about, own = reader.things(self._title), reader.words(head)
        some = measures if concept("much") in measures else (*measures, concept("limit"))
        kinds = [kind for kind in reader.kinds(head) if kind != concept("long") or kind in measures]
        beside = (*about, *own, *some, *kinds, *reader.words(self.category, *keywords))
        asked = [Asked((subject, *place), some, beside) for subject in about if is_only and subject not in own]
        # who names a thing that heads a column asks for no price of it: *planetarium* may be its opening hours
        paid = (*some, *(slot for slot in about if _says_sum((slot,))))
        asked += [Asked((*own, *place), () if _says_sum(own) else paid, beside)] if own else []
        if asked:
            items = tuple(CardItem(row.name, value) for row, value in cells if value)
            yield AnswerSource(tuple(asked), self._card(head, items, cells[0][0].anchor))

    def _card(self, name: str, items: tuple[CardItem, ...], anchor: str) -> AnswerCard:
        colon = "：" if self.article.language == "zh-hant" else ": "
        return AnswerCard("row", f"{self.article.front.title}{colon}{name}", items, anchor=anchor)

    def _timed(self, text: str) -> bool:
        return any(self.reader.asks(text, name) for name in TIMES)

    def _costs(self, row: TableRow) -> bool:
        """Tell whether a row says what a thing costs."""
        told = any(any(map(str.isdigit, value)) or value.casefold() in _NOTHING for value in row.values)
        asked = any(self.reader.asks(text, "much") for text in (*row.heads, row.section))
        return (asked and told) or any(map(_is_price, row.values))


def _says_sum(slots: Sequence[Slot]) -> bool:
    """Tell whether words of a head are what is paid, by its name: *deposit for gas*, 手續費."""
    sums = set(concept("sum"))
    return any(form in sums or (is_han(form[0]) and form[-1] in _SUM_ENDS) for slot in slots for form in slot)


def _whole(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Return the words of a name; one that the segmenter took apart into characters is one word: 宅配."""
    forms = [form for (form, *_) in slots]
    alone = len(forms) > 1 and all(len(form) == 1 and is_han(form) for form in forms)
    return (("".join(forms),),) if alone else slots


def _alike(one: Slot, other: Slot) -> bool:
    """Tell whether two slots share a word, or hold forms of one: *nails* and *nail*."""
    return any(form == word or kinship(form, word) == "inflected" for form in one for word in other)


def _is_price(text: str) -> bool:
    """Tell whether a cell says a price, and little else."""
    plain = _ASIDE.sub(" ", text)
    rest = _MONEY.sub(" ", plain)
    words = len(re.findall("[A-Za-z]+", rest)) + sum(map(is_han, rest)) // 2
    return bool(_MONEY.search(plain)) and words <= MOST_WORDS_BESIDE_MONEY


def _is_value(text: str) -> bool:
    """Tell whether a cell says a value, and not what to do: it holds a figure, or is a word or two."""
    words = len(text.split()) + sum(map(is_han, text)) // 2
    return any(map(str.isdigit, text)) or 0 < words <= MOST_WORDS_OF_VALUE
