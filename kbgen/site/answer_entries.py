"""Articles → what they answer at once: rows of tables that say values of a thing, and questions with their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.index.answers import AnswerSource, Asked
from kbgen.model import AnswerCard, CardItem, Rendered, Section
from kbgen.site.answer_slots import TIMES, SlotReader, concept, names_of
from kbgen.site.table_rows import TableRow, table_rows
from kbgen.text.normalise import is_han

MOST_CONTENT = 8
"""Words of a question that is matched: a longer one is asked by nobody in its own words."""
SHOWN_CHARACTERS = 220
SHOWN_HAN = 110
MOST_WORDS_OF_VALUE = 4
_SENTENCE = re.compile(r".*?(?:[。！？]|[.!?](?=\s|$)|$)\s*", re.DOTALL)


def article_entries(rendered: Rendered, category: str, reader: SlotReader) -> tuple[AnswerSource, ...]:
    """Return what an article answers at once. category: the title of its category."""
    questions = (entry for section in rendered.sections for entry in _question(section, reader))
    rows = (entry for row in table_rows(rendered.html) for entry in _row(row, rendered, category, reader))
    return (*questions, *rows)


def _question(section: Section, reader: SlotReader) -> Iterator[AnswerSource]:
    if not section.text or not (section.question or section.title.endswith(("?", "？"))):
        return
    content = reader.words(section.title)
    if not 1 <= len(content) <= MOST_CONTENT:
        return
    times = tuple(concept(name) for name in TIMES)
    timed = any(reader.asks(section.title, name) for name in TIMES)
    costs = (concept("much"),) if reader.asks(section.title, "much") else ()
    some = times if timed else (concept("ask"), *times) if len(content) == 1 and not costs else ()
    asked = Asked((*content, *costs), some, (concept("mine"), *times) if timed else (concept("mine"),))
    card = AnswerCard("question", section.title, text=_beginning(section.text), anchor=section.anchor)
    yield AnswerSource((asked,), card)


def _row(row: TableRow, rendered: Rendered, category: str, reader: SlotReader) -> Iterator[AnswerSource]:
    if not any(map(_is_value, row.values)):
        return
    front = rendered.article.front
    costs = (concept("much"),) if any(reader.asks(head, "much") for head in row.heads) else ()
    timed = [head for head in row.heads if any(reader.asks(head, name) for name in TIMES)]
    subjects = reader.words(front.title, *(head for head in row.heads if head not in timed))
    around = reader.words(row.section, category, front.description, *front.keywords)
    beside = (*around, *(concept(name) for name in (*TIMES, "much", "mine")))
    names = [slots for name in (row.name, *names_of(row.name)) if 0 < len(slots := reader.words(name)) <= MOST_CONTENT]
    names = [slots for slots in names if not all(form.isdigit() or len(form) == 1 for (form, *_) in slots)]
    asked = [
        Asked(named, others, beside)
        for named in dict.fromkeys(names)
        if (others := tuple(slot for slot in (*subjects, *costs) if slot not in named))
    ]
    times = tuple(concept(name) for name in TIMES)
    spans = [words for head in timed if (words := reader.words(head))]
    asked += [Asked((*named, *span), times, beside) for named in dict.fromkeys(names) for span in spans]
    if asked:
        items = tuple(CardItem(head, value) for head, value in zip(row.heads, row.values, strict=True) if value)
        yield AnswerSource(tuple(asked), AnswerCard("row", row.name, items, anchor=row.anchor))


def _is_value(text: str) -> bool:
    """Tell whether a cell says a value, and not what to do: it holds a figure, or is a word or two."""
    words = len(text.split()) + sum(map(is_han, text)) // 2
    return any(map(str.isdigit, text)) or 0 < words <= MOST_WORDS_OF_VALUE


def _beginning(text: str) -> str:
    """Return the first sentences of a text, as many as are short together; one at least."""
    flat = " ".join(text.split())
    most = SHOWN_HAN if is_han(flat[0]) or sum(map(is_han, flat[:40])) > 10 else SHOWN_CHARACTERS
    shown = ""
    for sentence in _SENTENCE.findall(flat):
        if shown and len(shown) + len(sentence) > most:
            break
        shown += sentence
    return shown.strip()
