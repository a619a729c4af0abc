"""Gaps planted in a made-up shop: for each cause what readers typed, what they did next, and what would be right to do.

The cause is known because it is made here; how kbgen finds it is no business of this module, and none of its tables is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from planted_shop import ASPECTS, Planned, Thing, planned, rows_of, things, words_of

from kbgen.model import LANGUAGES, Language

Cause = Literal[
    "typo", "variant", "romanised", "synonym", "translation", "ranked-low", "unpublished", "out-of-scope", "answered",
    "missing-article", "unknown",
]  # fmt: skip
Right = Literal["found", "draft", "publish", "nothing"]
"""found: readers find the article, by what is there already or by a change. draft: an article is begun. publish: what is written
is published. nothing: no change is right."""


@dataclass(frozen=True)
class Plant:
    """A gap. texts: what readers typed, the most common first. saw: what the search showed them, of a portal before today's, or
    of today's. then: what they searched next, and found the article with. low: some took the article from far below."""

    cause: Cause
    kind: str
    language: Language
    texts: tuple[str, ...]
    right: Right
    article: str | None = None
    saw: Literal["nothing", "today"] = "nothing"
    then: str | None = None
    opened: str | None = None
    low: bool = False


@dataclass
class World:
    """A shop in the making. number: so many gaps of each cause."""

    random: Random
    number: int
    articles: list[Planned] = field(default_factory=list)
    plants: list[Plant] = field(default_factory=list)

    def __post_init__(self) -> None:
        every = list(things(self.random))
        kinds = [thing for thing in every if thing.base != thing.en]
        plain = [thing for thing in every if thing.base == thing.en]
        apart = len(plain) // 2
        self._apart = plain[:apart]  # of these no kind is ever written about
        names = {thing.en for thing in self._apart}
        self._things = [*plain[apart:], *(thing for thing in kinds if thing.base not in names)]

    def thing(self, fits: Callable[[Thing], bool] = lambda _: True, *, apart: bool = False) -> Thing:
        """Return a thing that nothing is planted about yet; those that fit come first. apart: nothing like it is in the shop."""
        things = self._apart if apart and self._apart else self._things
        chosen = next(filter(fits, things), things[0])
        things.remove(chosen)
        return chosen

    def article(self, thing: Thing, **changes: object) -> Planned:
        article = planned(self.random, thing, **changes)  # type: ignore[arg-type]
        self.articles.append(article)
        return article


FRAMES: dict[Language, tuple[str, ...]] = {
    "en": ("{}", "my {}", "{} please", "about the {}", "looking for a {}"),
    "zh-hant": ("{}", "請問{}", "{}呢", "關於{}", "我的{}"),
}
"""How the same need is put in more than one way."""
QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
OWN_WORDS: dict[Language, list[str]] = {"en": words_of("own-en"), "zh-hant": words_of("own-zh-hant")}
CONFUSED = {one: other for pair in rows_of("confused") for one, other in (pair, pair[::-1])}
SPELLINGS, REGIONS, MISREAD = rows_of("spelling"), rows_of("region"), rows_of("misread")
NAMES, KEYS, GREETINGS, NUMBERS = words_of("name"), words_of("keys"), words_of("greeting"), words_of("number")
MARKS = ("⟨order⟩", "⟨email⟩", "order ⟨order⟩", "⟨phone⟩", "訂單 ⟨order⟩", "my email ⟨email⟩", "查詢 ⟨order⟩")
SHORT_FORMS = "bcdfghjkmnprstvwz"


def typo(world: World, language: Language) -> Plant:
    """A slip of the finger, or a character taken for one that looks or sounds like it."""
    if language == "en":
        thing = world.thing(lambda t: max(map(len, t.en.split())) >= 5)
        wrong = _slip(world.random, thing.en)
    else:
        thing = world.thing(lambda t: any(char in CONFUSED for char in t.zh) and len(t.zh) > 1)
        at = next(at for at, char in enumerate(thing.zh) if char in CONFUSED)
        wrong = thing.zh[:at] + CONFUSED[thing.zh[at]] + thing.zh[at + 1 :]
    article = world.article(thing)
    then = thing.name(language) if world.random.random() < 0.4 else None
    return Plant("typo", "slip", language, (wrong,), "found", article.id, then=then)


def variant(world: World, language: Language) -> Plant:
    """Simplified characters, another region's word, the other spelling."""
    choice = world.random.random()
    used = {article.thing.en for article in world.articles}
    if language == "en":
        free = [row for row in SPELLINGS if used.isdisjoint(row)]
        if free:
            one, other, zh = world.random.choice(free)
            typed, ours = (one, other) if choice < 0.5 else (other, one)
            article = world.article(Thing(ours, zh, zh, ""))
            return Plant("variant", "spelling", language, (typed,), "found", article.id)
        language = "zh-hant"
    free = [row for row in REGIONS if row[0] not in used]
    if free and choice < 0.4:
        en, one, other = world.random.choice(free)
        typed, ours = (one, other) if choice < 0.2 else (other, one)
        article = world.article(Thing(en, ours, ours, ""))
        return Plant("variant", "region", "zh-hant", (typed,), "found", article.id)
    thing = world.thing(lambda t: t.zh != t.simplified)
    article = world.article(thing)
    return Plant("variant", "simplified", "zh-hant", (thing.simplified, f"{thing.simplified}怎么用"), "found", article.id)


def romanised(world: World, language: Language) -> Plant:
    """Pinyin, with blanks or without."""
    thing = world.thing(lambda t: len(t.zh) > 1)
    article = world.article(thing)
    text = thing.pinyin.replace("ü", world.random.choice("uv"))
    text = text if world.random.random() < 0.6 else text.replace(" ", "")
    return Plant("romanised", "pinyin", language, (text,), "found", article.id)


def synonym(world: World, language: Language) -> Plant:
    """The customers' own word; those who searched the shop's word next found the article."""
    words = OWN_WORDS[language]
    used = {text for plant in world.plants for text in plant.texts}
    word = next((word for word in world.random.sample(words, len(words)) if word not in used), None)
    thing = world.thing()
    article = world.article(thing)
    if word is None:  # more are wanted than there are words: one that is made of two
        word = next(w for w in ("".join(world.random.sample(words, 2)) for _ in range(999)) if w not in used)
    return Plant("synonym", "own word", language, (word,), "found", article.id, then=thing.name(language))


def translation(world: World, language: Language) -> Plant:
    """The article is in the other language only."""
    other: Language = "zh-hant" if language == "en" else "en"
    thing = world.thing()
    article = world.article(thing, languages=(other,))
    if world.random.random() < 0.5:  # in the words of the other language, because those of their own found nothing
        return Plant("translation", "foreign word", language, (thing.name(other),), "found", article.id, saw="today")
    return Plant("translation", "own word", language, (thing.name(language),), "found", article.id, then=thing.name(other))


def ranked_low(world: World, language: Language) -> Plant:
    """Several articles hold the words, and the one meant stands low; or readers did not see that it is the answer."""
    thing = world.thing(lambda t: " " not in t.en)
    if world.random.random() < 0.5:
        article = world.article(thing)
        return Plant("ranked-low", "passed over", language, _framed(world, language, thing), "nothing", article.id, saw="today")
    start = world.random.randrange(len(ASPECTS))
    articles = [world.article(thing, aspect=start + n) for n in range(6)]
    return Plant("ranked-low", "far below", language, (thing.name(language),), "found", articles[-1].id, saw="today", low=True)


def unpublished(world: World, language: Language) -> Plant:
    """A draft, or an article that is gone."""
    thing = world.thing(apart=True)
    if world.random.random() < 0.6:
        article = world.article(thing, draft=True)
        text = world.random.choice((article.titles[language], thing.name(language)))
        return Plant("unpublished", "draft", language, (text,), "publish", article.id)
    gone = planned(world.random, thing)
    return Plant(
        "unpublished", "gone", language, (thing.name(language),), "nothing", None, then=thing.name(language), opened=gone.id
    )


def out_of_scope(world: World, language: Language) -> Plant:
    """Numbers, names with a number, greetings, keys pressed at random."""
    kind = world.random.choice(("name and number", "number", "greeting", "keys", "mark"))
    texts = {
        "name and number": lambda: f"{world.random.choice(NAMES)} ⟨phone⟩{world.random.choice(('', ' tel', ' 電話', '!', ' 2'))}",
        "number": lambda: world.random.choice(NUMBERS) + str(world.random.randrange(10)),
        "greeting": lambda: world.random.choice(GREETINGS) + world.random.choice(("", "!", "?", " ", "...")),
        "keys": lambda: world.random.choice(KEYS) + world.random.choice(("", "k", "q", "zx", "jj")),
        "mark": lambda: world.random.choice(MARKS),
    }
    used = {text for plant in world.plants for text in plant.texts}
    text = next((text for text in (texts[kind]() for _ in range(99)) if text not in used), texts["number"]())
    return Plant("out-of-scope", kind, language, (text,), "nothing")


def answered(world: World, language: Language) -> Plant:
    """Missing when readers searched, and written since."""
    thing = world.thing()
    article = world.article(thing)
    text = world.random.choice((thing.name(language), article.titles[language]))
    return Plant("answered", "written since", language, (text,), "found", article.id)


def missing_article(world: World, language: Language) -> Plant:
    """No article is about it: a thing, something to be done with a known one, a real word that the search took for another."""
    choice = world.random.random()
    used = {text for plant in world.plants for text in plant.texts} | {article.thing.en for article in world.articles}
    words = {word for text in used for word in text.split()}
    misread = [row for row in MISREAD if row[1] not in words and row[0] in used]
    if language == "en" and choice < 0.5 and misread:
        return Plant("missing-article", "misread", language, (world.random.choice(misread)[1],), "draft", saw="today")
    if choice < 0.8:
        return Plant("missing-article", "thing", language, _framed(world, language, world.thing(apart=True)), "draft")
    services = {"en": ("renting a {}", "{} engraving", "{} trade-in"), "zh-hant": ("租{}", "{}刻字", "{}以舊換新")}[language]
    text = world.random.choice(services).format(world.article(world.thing()).thing.name(language))
    return Plant("missing-article", "service", language, (text,), "draft")


def unknown(world: World, language: Language) -> Plant:
    """Letters that may be anybody's abbreviation."""
    used = {text for plant in world.plants for text in plant.texts}
    texts = ("".join(world.random.sample(SHORT_FORMS, 3)) for _ in range(999))
    return Plant("unknown", "short form", language, (next(text for text in texts if text not in used),), "nothing")


CAUSES = (
    typo, variant, romanised, synonym, translation, ranked_low, unpublished, out_of_scope, answered, missing_article, unknown,
)  # fmt: skip


def _framed(world: World, language: Language, thing: Thing) -> tuple[str, ...]:
    frames = world.random.sample(FRAMES[language], 2)
    return tuple(frame.format(thing.name(language)) for frame in frames)


def planted_world(seed: int, number: int) -> World:
    """Return a shop with so many gaps of each cause."""
    world = World(Random(seed), number)
    for n in range(number):
        world.plants += [cause(world, LANGUAGES[n % 2]) for cause in CAUSES]
    return world


def _slip(random: Random, text: str) -> str:
    """Return a text with one slip in its longest word: swapped, lost, doubled, or the key beside."""
    words = text.split()
    at = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[at]
    while True:
        n = random.randrange(1, len(word) - 1)
        row = next((row for row in QWERTY if word[n] in row), "")
        beside = [row[i] for i in (row.find(word[n]) - 1, row.find(word[n]) + 1) if 0 <= i < len(row)] or [word[n]]
        slips = (
            word[:n] + word[n + 1] + word[n] + word[n + 2 :], word[:n] + word[n + 1 :], word[: n + 1] + word[n:],
            word[:n] + random.choice(beside) + word[n + 1 :],
        )  # fmt: skip
        if (slipped := random.choice(slips)) != word:
            words[at] = slipped
            return " ".join(words)


def twice(plants: list[Plant]) -> Iterator[str]:
    """Yield what two plants have readers type: no gap could be told by it."""
    seen: set[str] = set()
    for text in (text for plant in plants for text in plant.texts):
        if text in seen:
            yield text
        seen.add(text)
