"""What the pages of one article for several regions answer at once, to readers who name a region and to those who do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kbgen.index.answers import AnswerSource, Asked, Slot
from kbgen.model import Article, CardItem, Region
from kbgen.search.constants import MOST_CARD_ITEMS
from kbgen.site.answer_slots import concept

Page = tuple[Article, Sequence[AnswerSource]]
"""The page of an article for one region, and what it answers, whatever the region."""
_Question = tuple[tuple[Slot, ...], tuple[Slot, ...]]
_Answers = tuple[tuple[int, AnswerSource], ...]
"""Answers to one question, each with the number of its page."""


def answers_by_region(
    pages: Sequence[Page], name: Callable[[Region], str], address: Callable[[Article], str]
) -> tuple[list[tuple[AnswerSource, ...]], list[AnswerSource]]:
    """Return what each page answers, and what all of them answer together.

    name: of a region, as readers know it. address: of a page, to which each of several values leads.

    Who names a region gets the answer of its page. Who names none gets what all of them say, each value with its region; where
    that is too long for a card nobody is answered, for the fee of one region must not pass for that of another.
    """
    own: list[list[AnswerSource]] = [[_of_region(answer, article) for answer in answers] for article, answers in pages]
    together = []
    for numbers, answer in _unnamed(pages, name, address):
        if len(numbers) > 1:
            together.append(answer)
        else:
            own[numbers[0]].append(answer)
    return [tuple(answers) for answers in own], together


def _of_region(answer: AnswerSource, article: Article) -> AnswerSource:
    region = concept(article.region or "")
    asked = (replace(one, every=(*(slot for slot in one.every if slot != region), region)) for one in answer.asked)
    return replace(answer, asked=tuple(asked))


def _unnamed(
    pages: Sequence[Page], name: Callable[[Region], str], address: Callable[[Article], str]
) -> Iterator[tuple[tuple[int, ...], AnswerSource]]:
    """Yield the numbers of pages and the one answer to all the questions that the same answers of them are asked for by."""
    said: dict[_Question, list[tuple[int, AnswerSource]]] = defaultdict(list)
    beside: dict[_Question, dict[Slot, None]] = defaultdict(dict)
    for number, (_, answers) in enumerate(pages):
        for answer in answers:
            for one in answer.asked:
                said[one.every, one.some].append((number, answer))
                beside[one.every, one.some].update(dict.fromkeys(one.may))
    questions: dict[_Answers, list[_Question]] = defaultdict(list)
    for question, given in said.items():
        first = {number: (number, answer) for number, answer in reversed(given)}
        questions[tuple(first[number] for number in sorted(first))].append(question)
    for found, mine in questions.items():
        items = _items(pages, found, name, address)
        if len(items) <= MOST_CARD_ITEMS and len({answer.card.text for _, answer in found}) == 1:
            asked = tuple(Asked(every, some, tuple(beside[every, some])) for every, some in mine)
            numbers = tuple(number for number, _ in found)
            yield numbers, AnswerSource(asked, replace(found[0][1].card, title=_title(pages, found), items=items))


def _title(pages: Sequence[Page], found: _Answers) -> str:
    """Return the title of a card; that of several regions names none."""
    number, answer = found[0]
    article = pages[number][0]
    return (
        answer.card.title if len(found) == 1 else answer.card.title.replace(article.front.title, article.written.front.title, 1)
    )


def _items(
    pages: Sequence[Page], found: _Answers, name: Callable[[Region], str], address: Callable[[Article], str]
) -> tuple[CardItem, ...]:
    """Return the values of a card, each with its region and the way to its page where they differ."""
    said = [answer.card.items for _, answer in found]
    if all(items == said[0] for items in said):
        return said[0]
    places = [(name(region), address(pages[number][0])) for number, _ in found if (region := pages[number][0].region)]
    anchors = [f"#{answer.card.anchor}" if answer.card.anchor else "" for _, answer in found]
    return tuple(
        replace(item, label=f"{place} · {item.label}" if item.label else place, href=item.href or url + anchor)
        for (place, url), anchor, items in zip(places, anchors, said, strict=True)
        for item in items
    )
