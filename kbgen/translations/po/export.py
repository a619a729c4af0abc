"""Articles → messages for translators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbgen.content.pairs import pair_articles
from kbgen.model import OTHER, Article, ArticleId, Language
from kbgen.settings.site import Settings
from kbgen.translations.fingerprints import Said
from kbgen.translations.po.catalogue import Message
from kbgen.translations.po.matching import Match, match_by_former, match_units
from kbgen.translations.po.units import FRONT_KEYS, Unit, body_units, front_units
from kbgen.translations.status import source_of
from kbgen.translations.successions import successions

_COMMENTS: Mapping[str, str] = {
    "title": "title of the article",
    "description": "description, which lists and results show",
    "keywords": "words customers use that the text does not contain, with commas between them; do not translate, collect",
    "heading": "heading",
    "row": "row of a table: keep its bars",
    "code": "code: translate remarks only",
}


@dataclass(frozen=True, slots=True)
class Sides:
    """A source and its translation, which may be missing or a draft."""

    id: ArticleId
    source: Article
    side: Article | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A unit of a source and what answers it.

    unit: what stands in its place in the translation, or None. fuzzy: somebody should look at it.
    copied: what stands there is the source's own text, which a draft begins with and a translation takes the place of.
    """

    source: Unit
    unit: Unit | None
    fuzzy: bool
    copied: bool = False

    @property
    def text(self) -> str:
        """What the translation says, empty where it says nothing."""
        return self.unit.text if self.unit and not self.copied else ""


def sides_into(articles: Iterable[Article], settings: Settings, language: Language) -> tuple[Sides, ...]:
    """Return every article that is translated into a language, in order of id. articles: drafts included."""
    found = []
    for pair in pair_articles(articles):
        ready = [side for side in pair.sides if not side.front.draft]
        source = ready[0].language if len(ready) == 1 else source_of(pair, settings.translations.source)
        article = pair.side(source)
        if ready and article and source == OTHER[language]:
            found.append(Sides(pair.id, article, pair.side(language)))
    return tuple(found)


def answers_of(sides: Sides) -> tuple[Answer, ...]:
    """Return what answers each unit of the source, in order of the source: its front matter first."""
    source_body = body_units(sides.source)
    side = sides.side
    once = side.front.translated_from if side else ()
    draft, known = side is not None and side.front.draft, Counter(once)
    tracked, answers = bool(known), []
    front = {unit.name: unit for unit in front_units(side)} if side else {}
    matches = _matches(sides.source, source_body, body_units(side), () if draft else once) if side else {}
    for unit in (*front_units(sides.source), *source_body):
        match = matches.get(unit.name)
        answer = match.unit if match else front.get(unit.name)
        copied = draft and answer is not None and (answer.text == unit.text or answer.fingerprint in once)
        new = tracked and bool(unit.fingerprint) and not known[unit.fingerprint]
        known[unit.fingerprint] -= 1
        unsure = match is not None and not match.certain
        answers.append(Answer(unit, answer, bool(answer) and not copied and (new or unsure), copied))
    return tuple(answers)


def _matches(article: Article, source: Sequence[Unit], side: Sequence[Unit], once: Sequence[str]) -> Mapping[str, Match]:
    """Match what a translation is of with it, so that new paragraphs between answer to nothing, and changed ones to theirs.

    once: fingerprints of the source that the translation is of, in its order; of a draft, where texts are the source's own, none.
    """
    fronts = sum(bool(unit.fingerprint) for unit in front_units(article))
    found = match_by_former(source, side, once[fronts:]) if once else None
    return match_units(source, side) if found is None else found


def messages_of(sides: Sides, former: Article | None) -> Iterator[Message]:
    """Yield the messages of an article. former: the source that the translation is of, where git has it."""
    was = _former_texts(sides, former) if former else {}
    for answer in answers_of(sides):
        unit = answer.source
        yield Message(
            context=f"{sides.id}:{unit.name}",
            source=unit.text,
            text=answer.text,
            fuzzy=answer.fuzzy,
            comment=_COMMENTS.get(unit.kind, ""),
            former=was.get(unit.name, "") if answer.fuzzy else "",
            places=((sides.source.path.as_posix(), unit.line),),
        )


def _former_texts(sides: Sides, former: Article) -> Mapping[str, str]:
    """Return what each unit said that says something else now."""
    before, now = (*front_units(former), *body_units(former)), (*front_units(sides.source), *body_units(sides.source))
    was = {unit.name: unit.text for unit in before if unit.kind in FRONT_KEYS}
    found = {unit.name: was[unit.name] for unit in now if unit.name in was and was[unit.name] != unit.text}
    texts = [unit for unit in before if unit.kind not in FRONT_KEYS], [unit for unit in now if unit.kind not in FRONT_KEYS]
    said, says = ([Said(unit.text, unit.line, unit.fingerprint) for unit in units] for units in texts)
    for place, others in successions(said, says).items():
        found[texts[1][place].name] = "\n".join(texts[0][other].text for other in others)
    return found
