"""What a customer needs, in one name for all ways of putting it: languages, regions, the spoken word, forms and spellings.

Stands on what the search itself knows (concepts, words of the regions, spoken words, places, the site's synonyms) and on a list
of things that customers of shops name (things.tsv). The words are in `forms.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kbgen.insights.diagnosis.forms import concept_keys, key_of, key_of_words, mixed_key, near_names, packaged_names, stemmed
from kbgen.insights.diagnosis.meaning import LIGHT, weight_of
from kbgen.text.aliases import LONGEST_HAN_SOURCE, MOST_SOURCE_WORDS, concept_names
from kbgen.text.normalise import Run, is_han
from kbgen.text.tables import function_words
from kbgen.text.tokens import runs_of

LONGEST_SPAN = MOST_SOURCE_WORDS + 2
"""Words of the longest English form, with articles between them."""
_ENGLISH_TRADE = (
    "buy buying bought purchase sell selling order ordering offer provide find look looking make info information "
    "custom customised customized personalised personalized use using become enter fill start know tell see "
    "view arrange apply item options option support pay paying where when possible allowed service receive received "
    "arrive arrived area download print printing printed date image make made branded logo"
)
_CHINESE_TRADE = (
    "买 卖 购买 购入 订购 订 订做 定做 定制 订制 提供 查询 资料 问题 选择 用 使用 输入 填 申请 想 有 没有 无 "
    "冇 做 要 开 去 出 来 点 怎 可 以 是 张 个 号码 服务 货品 产品 商品 时 已 付款 支付 选项 "
    "收到 下载 品 印刷 印 列印 打印 印制 日期 客制 客制化 定制化 订造 制作 logo"
)
TRADE = frozenset(f"{_ENGLISH_TRADE} {_CHINESE_TRADE}".split(" "))
"""What customers do with everything a shop has: beside the name of a thing it tells no other need."""
UNMATCHED = 3
"""What a character costs that belongs to no word, where a word costs 1: the cut with the least is taken."""


class Need(NamedTuple):
    """The name of a need: what its words stand for, in alphabetical order.

    is_concept: it holds a concept that comes with kbgen. is_known: it holds that, or a word that stands for others.
    is_whole: it is one such word, and nothing else. names: what its words stand for, one by one.
    """

    name: str
    is_concept: bool = False
    is_known: bool = False
    is_whole: bool = False
    names: frozenset[str] = frozenset()


class _Question(NamedTuple):
    """A question about a thing. words: how it is put; names: what is asked of it; said: names that the words themselves have."""

    words: re.Pattern[str]
    names: tuple[str, ...]
    said: frozenset[str]


_QUESTIONS = (
    _Question(re.compile(r"\bhow much\b|多少|几多|几钱"), ("price", "fee"), frozenset({"much"})),
    _Question(
        re.compile(r"\bhow (?:long|soon)\b|\bwhen\b|\bwhat time\b|多久|几耐|几时|几点|何时|什么时候|多长时间"),
        ("time", "timelin"),
        frozenset({"delivery time", "soon"}),
    ),
)


class Part(NamedTuple):
    """A word of a text, or a form of several. text: folded; name: what it stands for; weight: what it tells, of 256."""

    text: str
    name: str
    weight: int
    is_known: bool


class Needs:
    """Names needs. synonyms: of the site, source → targets. words: its Chinese words, folded.

    is_everywhere: tells of a word whether most articles say it: beside the name of a thing it tells no other need, as *bike* of a
    shop for bikes.
    """

    def __init__(
        self,
        synonyms: Mapping[str, tuple[str, ...]],
        words: Collection[str],
        is_everywhere: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._names = dict(packaged_names())
        self._words = words
        self._is_everywhere = cache(is_everywhere)
        concepts = concept_keys()
        for source, targets in sorted(synonyms.items()):
            key, target = key_of(source), key_of(targets[0]) if targets else ""
            if key and target and key not in concepts:
                self._names[key] = self._names.get(target, target)

    def of(self, text: str) -> Need:
        """Return the need that a text names; light words, and what is done with everything, count where nothing else is said."""
        if whole := self._names.get(mixed_key(text)):
            return Need(whole, is_known=True, is_whole=True, names=frozenset({whole}))
        need = self._read(text, backward=False)
        if len(need.names) == 1:
            return need
        others = [self._read(text, backward=True)]
        if self is not (package := _of_package()) and (known := package.of(text)).is_concept and known.is_whole:
            others.append(known)  # the words of a portal may cut a concept in two
        return min(need, *others, key=lambda one: len(one.names))

    def telling_names(self, text: str) -> frozenset[str]:
        """Return what a text names, without what is done with everything."""
        return self.of(text).names - TRADE

    def inner_names(self, text: str) -> frozenset[str]:
        """Return what the words are called of which the forms in a text are made: an invoice and a draw, of 發票中獎."""
        runs = runs_of(text)
        whole = frozenset(key_of(part.text) for part in self._parts(runs, frozenset()) if part.is_known)
        return frozenset(part.name for part in self._parts(runs, whole) if part.is_known) - TRADE

    def parts(self, text: str) -> tuple[Part, ...]:
        """Return the words of a text, the longest forms that are known, from its beginning on."""
        return tuple(self._parts(runs_of(text), frozenset()))

    def _read(self, text: str, *, backward: bool) -> Need:
        """Return the need that a text names, its longest English forms looked for from its end or from its beginning."""
        runs = runs_of(text)
        parts = list(self._parts(runs, frozenset(), backward=backward))
        for least in (LIGHT, 0, -1):
            if names := {part.name for part in parts if part.weight > least}:
                names = _as_concept(names, _question(runs))
                if len(names) == 1 and (near := near_names().get(next(iter(names)))):
                    return Need(near, is_concept=True, is_known=True, is_whole=True, names=frozenset({near}))
                known = any(part.is_known for part in parts)
                return Need(
                    name=" ".join(sorted(names)),
                    is_concept=not _concept_titles().isdisjoint(names),
                    is_known=known,
                    is_whole=known and len(names) == 1,
                    names=frozenset(names),
                )
        return Need(text.strip())

    def _parts(self, runs: Sequence[Run], without: Collection[str], *, backward: bool = False) -> Iterator[Part]:
        """Yield what the words of a text stand for. without: keys of forms that are not to be seen whole."""
        for at, end in self._spans(runs, without, backward=backward):
            run = runs[at]
            if run.script == "hani":
                for word in self._cut(run.text, without):
                    yield self._part(word, word)
            elif end - at == 1:
                yield self._part(run.text, self._key(runs[at:end], without) or stemmed(run.text))
            else:
                text = " ".join(one.text for one in runs[at:end])
                yield self._part("", self._key(runs[at:end], without))._replace(text=text)

    def _spans(self, runs: Sequence[Run], without: Collection[str], *, backward: bool) -> Iterator[tuple[int, int]]:
        """Cut runs into Chinese runs, the longest English forms that are known, and the other words, one by one."""
        at, end = 0, len(runs)
        while at < end:
            sizes = range(min(LONGEST_SPAN, end - at), 1, -1)
            if backward:
                size = next((size for size in sizes if self._key(runs[end - size : end], without)), 1)
                end -= size
                yield end, end + size
            else:
                size = next((size for size in sizes if self._key(runs[at : at + size], without)), 1)
                yield at, at + size
                at += size

    def _key(self, runs: Sequence[Run], without: Collection[str]) -> str:
        """Return the key of the form that English words are, or an empty text."""
        if any(run.script != "latn" for run in runs):
            return ""
        key = key_of_words([run.text for run in runs], self._names)
        return key if key in self._names and key not in without else ""

    def _part(self, word: str, key: str) -> Part:
        """Return what a word, or a form of several by its key alone, stands for."""
        weight = 0 if word in TRADE else weight_of(word)
        known = key in self._names and weight > LIGHT
        if weight > LIGHT and self._is_everywhere(word):
            weight = 0
        return Part(word, self._names.get(key, key), weight, known)

    def _cut(self, run: str, without: Collection[str]) -> list[str]:
        """Cut a folded Chinese run so that the fewest characters belong to no word, into the fewest words, long ones first."""
        light = function_words()
        best: list[tuple[int, tuple[int, ...], list[str]]] = [(0, (), [])]
        for end in range(1, len(run) + 1):
            choices = []
            for start in range(max(0, end - LONGEST_HAN_SOURCE), end):
                word = run[start:end]
                known = word in self._names and word not in without
                is_word = known or word in light or word in TRADE or (end - start > 1 and word in self._words)
                if is_word or end - start == 1:
                    cost, sizes, words = best[start]
                    choices.append((cost + (1 if is_word else UNMATCHED), (*sizes, start - end), [*words, word]))
            best.append(min(choices))
        return best[-1][2]


def joined_words(text: str) -> str:
    """Return the telling English words of a text as one, or an empty text: mouse pads → mousepad."""
    words = [run.text for run in runs_of(text) if run.script == "latn"]
    words = [word for word in words if weight_of(word) > LIGHT]
    things = [word for word in words if word not in TRADE]
    if len(things) > 1:
        words = things  # of one alone, what is done with it may be a part of its name: line pay
    return stemmed("".join(words)) if things and not any(map(is_han, text)) else ""


def _question(runs: Sequence[Run]) -> _Question | None:
    """Return what a text asks of a thing, if anything."""
    words = " ".join(run.text for run in runs)
    return next((question for question in _QUESTIONS if question.words.search(words)), None)


def _as_concept(names: set[str], question: _Question | None = None) -> set[str]:
    """Return names with those that make a concept together as that, and without those that a concept among them implies."""
    if question:
        names = names - question.said or names
        asked = {whole for name in question.names if (whole := _made_of().get(frozenset({*names, name})))}
        if len(asked) == 1:
            return asked
    whole = _made_of().get(frozenset(names))
    if whole:
        return {whole}
    implied = {part for name in names for part in _implied().get(name, ()) if part != name}
    return names - implied or names


@cache
def _of_package() -> Needs:
    """Return what names needs by the words of kbgen alone."""
    return Needs({}, ())


@cache
def _concept_titles() -> frozenset[str]:
    return frozenset(concept_keys().values())


@cache
def _decomposed() -> Mapping[str, frozenset[frozenset[str]]]:
    """Return name of a concept → the names that its forms are made of, each form for itself."""
    found = defaultdict[str, set[frozenset[str]]](set)
    for form, (name, _) in concept_names().items():
        parts = _of_package()._parts(runs_of(form), {key_of(form)})
        if names := frozenset(part.name for part in parts if part.weight > LIGHT):
            found[name].add(names)
    return {name: frozenset(made) for name, made in found.items()}


@cache
def _made_of() -> Mapping[frozenset[str], str]:
    """Return the names that a form is made of, two or more → the one concept with such a form."""
    found = defaultdict[frozenset[str], set[str]](set)
    for name, forms in _decomposed().items():
        for names in forms:
            if name not in names:
                found[names].add(name)
    return {names: next(iter(whole)) for names, whole in found.items() if len(whole) == 1 and len(names) > 1}


@cache
def _implied() -> Mapping[str, frozenset[str]]:
    """Return name of a concept → what its forms name besides: a parcel, of *not arrived*."""
    return {name: frozenset().union(*forms) for name, forms in _decomposed().items()}
