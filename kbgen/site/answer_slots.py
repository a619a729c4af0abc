"""Words of a site → the slots that a question about them fills: the words themselves, or the concept they are part of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from kbgen.index.answers import Slot
from kbgen.text.answer_words import KINDS, TELLING, THINGS, answer_words
from kbgen.text.normalise import is_han
from kbgen.text.segmenter import Segmenter, segmenter
from kbgen.text.synonyms import Terms
from kbgen.text.tables import function_words
from kbgen.text.tokens import canonical, runs_of

LONGEST_PHRASE = 4
MOST_CONTENT = 8
"""Words of a question or name that is matched: a longer one is asked by nobody in its own words."""
TIMES = ("long", "when")
_OR = re.compile(r"\s*[,/;、，；/]\s*|\s+or\s+|\s+and\s+|\s*[或及和]\s*")
_DONE = re.compile(r"(?P<doing>\w+(?:,? (?:or|and) \w+)?) (?:an?|the|your|my|its) ")
_ASIDE = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*")


def concept(name: str) -> Slot:
    """Return the slot of a concept of data/answers.tsv."""
    return answer_words()[name]


class SlotReader:
    """Reads what titles, names and questions of one site are about."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._things = {form: name for name in THINGS for form in concept(name)}
        self._kinds = {form for name in KINDS for form in concept(name)}
        self._doing = set(concept("doing"))
        self._telling = {form for name in TELLING for form in concept(name)}

    @cached_property
    def _cut(self) -> Segmenter:  # its dictionary takes 0.1 s, and a site without answers needs none
        aliases = (word for alias in self._terms.aliases() for word in (alias.source, alias.target))
        own = {*self._terms.own_words(), *(word for word in aliases if all(map(is_han, word)))}
        return segmenter(canonical(word) for word in own)

    def things(self, text: str) -> tuple[Slot, ...]:
        """Return what the name of an expectation is about, each once: concepts of things, and other words."""
        return self._slots(text, self._things)

    def words(self, *texts: str) -> tuple[Slot, ...]:
        """Return the words of texts, each once; without those of no weight, and those that say which kind of answer is wanted."""
        return tuple(dict.fromkeys(slot for text in texts for slot in self._slots(text, {})))

    def _slots(self, text: str, things: Mapping[str, str]) -> tuple[Slot, ...]:
        units = self._units(text)
        found: list[Slot] = []
        at = 0
        while at < len(units):
            size, slot = self._at(units, at, things)
            if slot and slot not in found:
                found.append(slot)
            at += size
        return tuple(found)

    def asks(self, text: str, name: str) -> bool:
        """Tell whether a text holds a word of a concept, as one of its words or of neighbouring ones."""
        units, forms = self._units(text), set(concept(name))
        return any(_joined(units[at : at + size]) in forms for at in range(len(units)) for size in range(1, LONGEST_PHRASE + 1))

    def subjects(self, title: str) -> tuple[Slot, ...]:
        """Return the words that an article is asked for by: of one on doing a thing, what is done.

        *Correct or cancel an invoice* says nothing of invoices that one does not correct.
        """
        every, done = self.words(title), _DONE.match(title)
        doing = set(self.words(done.group("doing"))) if done else {slot for slot in every if slot[0] in self._doing}
        return tuple(slot for slot in every if slot in doing) if every and every[0] in doing else every

    def kinds(self, *texts: str) -> tuple[Slot, ...]:
        """Return the concepts that say what kind of an answer is asked for and of which one of some texts holds a word."""
        return tuple(concept(name) for name in KINDS if any(self.asks(text, name) for text in texts))

    def _at(self, units: list[str], at: int, things: Mapping[str, str]) -> tuple[int, Slot | None]:
        for size in range(min(LONGEST_PHRASE, len(units) - at), 0, -1):
            phrase = _joined(units[at : at + size])
            if phrase in things:
                return size, concept(things[phrase])
            if phrase in self._kinds:
                return size, None
        word = units[at]
        return 1, (word,) if word in self._telling or word not in function_words() else None

    def _units(self, text: str) -> list[str]:
        """Return the words of a text; Chinese ones as the segmenter cuts them."""
        units: list[str] = []
        for run in runs_of(text):
            units += self._cut.words(run.text) if run.script == "hani" else [run.text]
        return units


def names_of(text: str) -> tuple[str, ...]:
    """Return the things that a cell names: `PayMe, AlipayHK` two, `轉數快（FPS）` one by two names."""
    aside = [name for name in _ASIDE.findall(text) if name]
    plain = [name for name in _OR.split(_ASIDE.sub(" ", text).strip()) if name]
    both = [name for name in aside if len(plain) == 1 and len(name.split()) == 1]
    return tuple(dict.fromkeys([*plain, *both])) or (text,)


def _joined(units: Iterable[str]) -> str:
    text = ""
    for unit in units:
        text += unit if not text or (is_han(text[-1]) and is_han(unit[0])) else f" {unit}"
    return text
