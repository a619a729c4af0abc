"""A block → its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from kbgen.content.code_places import CODE_SPAN
from kbgen.model import Language
from kbgen.proofread.cued import DIGIT, Cued, cues_of, holds_any
from kbgen.proofread.facts.amounts import MEASURED_WORDS, read_amounts
from kbgen.proofread.facts.calendar import read_calendar
from kbgen.proofread.facts.contacts import read_codes, read_contacts
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.holidays import read_holidays
from kbgen.proofread.facts.named import ENGLISH_WORDS, HAN_WORDS, read_named
from kbgen.proofread.facts.numerals import HAN_NUMERAL, plain_numbers
from kbgen.proofread.prose import MASK, Block

_ENGLISH = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety hundred half once twice noon midday midnight a an
    jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october
    nov november dec december mon monday mondays tue tues tuesday tuesdays wed wednesday wednesdays thu thur thurs thursday
    thursdays fri friday fridays sat saturday saturdays sun sunday sundays weekend weekends weekday weekdays
    first second third fourth fifth sixth seventh eighth ninth tenth both pair single dozen quarter quarterly quarters
    every alternate fortnightly biweekly beginning early late end
    holiday eve christmas easter boxing ching qingming tuen dragon autumn chung festival buddha labour labor national amber
    red black yellow hallowe halloween thanksgiving valentine valentines solstice year years children mother father teachers
    establishment double moon duanwu tomb chongyang peace
    dozen cents morning afternoon evening tonight clock
    """.split()  # noqa: SIM905 - a hundred quoted words would hide what they are
).union(ENGLISH_WORDS)
"""Words of which an English sentence must hold one to state anything without a digit."""
_OF_TIME = re.compile(rf"(?<![a-z])an? (?:{MEASURED_WORDS})")
_HAN_MAY_STATE = (
    rf"\d|{HAN_NUMERAL}|半|中午|正午|午夜|子夜|星期|禮拜|[週周]|季|假日|平日|隔|[節誕暴]|元旦|春節|新春|除夕|清明|端午|中秋|重陽|國慶|冬至|元宵|盂蘭|平安夜|(?<=[月年])[上中下初底末尾頭終]|"
    + HAN_WORDS
)
_CHINESE = Cued(_HAN_MAY_STATE, characters="".join(char for char in _HAN_MAY_STATE if not char.isascii()), words=DIGIT)


def _may_state(text: str, language: Language) -> bool:
    if language == "zh-hant":
        return bool(_CHINESE.search(text))
    cues = cues_of(text)
    if DIGIT in cues:
        return True
    found = _ENGLISH & cues
    return bool(found - {"a", "an"}) or (bool(found) and bool(_OF_TIME.search(text.lower())))


@lru_cache(maxsize=2048)  # the prices of each block are looked at before its side is compared
def facts_of(block: Block, language: Language) -> tuple[Fact, ...]:
    """Return the facts of a block in order of place."""
    raw = _PICTURE.sub(lambda match: MASK * len(match[0]), block.raw) if "![" in block.raw else block.raw
    found = list(read_contacts(raw))
    if _may_state(block.text, language):
        chinese = language == "zh-hant"
        written = block.text.translate(_PLAIN) if holds_any(block.text, _NOT_PLAIN) else block.text
        text = plain_numbers(_WIDE_COMMA.sub(lambda match: match[0].replace("，", ","), written))
        plain = text
        for read in (
            partial(read_holidays, chinese=chinese),
            partial(read_named, chinese=chinese),
            partial(read_calendar, chinese=chinese),
            read_codes,
        ):
            facts = _first_of_each_place(read(text), text)
            found += facts
            text = _without(text, facts)
        found += read_amounts(text, chinese=chinese)
        if plain != written:
            found = [replace(fact, shown=block.text[fact.start : fact.end].strip()) for fact in found]
    if "`" in block.raw:
        found += _coded(block)
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end)))


def _coded(block: Block) -> Iterator[Fact]:
    """Yield the numbers in code: nobody must repeat them, but one side may write `2` where the other writes 2."""
    for code in CODE_SPAN.finditer(block.raw):
        for match in _NUMBER.finditer(code[2]):
            value = float(match[0])
            at = code.start(2) + match.start()
            yield Fact("number", "", value, match[0], at, at + len(match[0]), plain=value, sure=False, coded=True)
        yield Fact("code", "code", code[2].upper(), code[2], code.start(2), code.end(2), sure=False, coded=True)


_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)")
"""Where a picture lies is nothing that a page states."""
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w])", re.ASCII)
_PLAIN = {0xFF10 + digit: str(digit) for digit in range(10)} | {ord("："): ":", ord("\u00a0"): " ", ord("＋"): "+"}
"""Full-width digits; the text keeps its length."""
_NOT_PLAIN = frozenset(map(chr, _PLAIN))
_WIDE_COMMA = Cued(r"(?<![\d.，])[1-9]\d{0,2}(?:，\d{3})+(?![\d.，])", re.ASCII, characters="，")
"""40，000, as an input method for Chinese leaves it."""


def _first_of_each_place(facts: Iterable[Fact], text: str) -> list[Fact]:
    places: set[tuple[int, int]] = set()
    taken = bytearray(len(text))
    kept = []
    for fact in facts:
        place = (fact.start, fact.end)
        if place not in places:
            if 1 in taken[fact.start : fact.end]:
                continue
            places.add(place)
            taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
        kept.append(fact)
    return kept


def _without(text: str, facts: Sequence[Fact]) -> str:
    if not facts:
        return text
    chars = list(text)
    for fact in facts:
        chars[fact.start : fact.end] = MASK * (fact.end - fact.start)
    return "".join(chars)
