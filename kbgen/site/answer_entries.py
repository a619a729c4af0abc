"""Articles → what they answer at once: questions with their answers, and what tables say (kbgen.site.answer_tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.index.answers import AnswerSource, Asked
from kbgen.model import AnswerCard, Rendered, Section
from kbgen.site.answer_slots import MOST_CONTENT, TIMES, SlotReader, concept
from kbgen.site.answer_tables import TableAnswers
from kbgen.site.table_rows import table_rows
from kbgen.text.normalise import is_han

SHOWN_CHARACTERS = 220
SHOWN_HAN = 110
_SENTENCE = re.compile(r".*?(?:[。！？]|[.!?](?=\s|$)|$)\s*", re.DOTALL)


def article_entries(rendered: Rendered, category: str, reader: SlotReader) -> tuple[AnswerSource, ...]:
    """Return what an article answers at once. category: the title of its category."""
    questions = tuple(entry for section in rendered.sections for entry in _question(section, reader))
    rows = table_rows(rendered.html)
    if not rows:
        return questions
    tables = TableAnswers(rendered.article, category, reader)
    return (*questions, *tables.rows(rows), *tables.columns(rows))


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
    kinds = (*reader.kinds(section.title), *((*times, concept("limit")) if timed else ()))
    asked = Asked((*content, *costs), some, tuple(dict.fromkeys((concept("mine"), *kinds))))
    card = AnswerCard("question", section.title, text=_beginning(section.text), anchor=section.anchor)
    yield AnswerSource((asked,), card)


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
