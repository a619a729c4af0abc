"""Floors of a building: G/F, 2/F, 3F, the third floor, Level 12, B1; 地下, 二樓, 12 樓, 地庫.

Hong Kong counts from the street as Britain does: G/F is 地下, 1/F is 一樓 and the first floor. Taiwan counts as America does:
the floor at the street is 1F, 一樓, the first floor and, to those who learned English elsewhere, the ground floor. So a number
is the same floor in both languages of a site, and only the ground floor has a number in one of the two regions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kbgen.proofread.cued import Cued
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.numerals import HAN_NUMERAL, read_number

_WORDS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
_ENGLISH = Cued(
    r"(?<![\w/.-])(?:(?P<slash>\d{1,3})(?:\s?[-–&]\s?(?P<slash2>\d{1,3}))?/?F(?:/?L)?(?![\w/])"
    r"|(?P<ground>G/F|GF(?= |,|$))|(?P<base>B\d?/F|B(?P<b>\d)F?(?![\w/])|LG\d?/F))"
    rf"|(?<![A-Za-z])(?:(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_WORDS)})"
    rf"(?:\s+(?:and|to|&)\s+(?P<nth2>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_WORDS)}))?[ -]floors?(?!ing|[A-Za-z])"
    r"|floors?\s+(?P<n>\d{1,3})(?:\s?(?:[-–&]|and|to)\s?(?P<n2>\d{1,3}))?(?![\w.])"
    r"|(?P<word>ground|street)[ -]floor|(?P<basement>basement)(?:\s+(?:level|floor)?\s?(?P<b2>\d))?)(?![A-Za-z])",
    re.IGNORECASE,
    words="f fl g gf b floor floors basement",
)
_HAN = Cued(
    r"(?P<base>地下\s?(?P<b>[一二三四五\d])\s?[樓層]|地庫|地牢|地下室)"
    r"|(?P<ground>(?<![在與和跟])地面層|G\s?[樓層]|地下(?=[，。,;；、）)/及和至或\s]|$|[A-Z]?\d*號|[大舖鋪店商入櫃樓門]))"
    rf"|(?<![\d年月期拜週周])(?:(?P<from>\d{{1,3}}|{HAN_NUMERAL}{{1,4}})\s?樓?\s?(?:[-–~～至到、及和與]|&)\s?)?(?P<n>\d{{1,3}}|(?<!第)[一二三四五六七八九十百]{{1,4}}|(?<=第)[一二三四五六七八九十]{{1,3}})\s?樓(?!梯|宇|價|盤|面|上|下|龍|[主市])",
    characters="地樓層",
)
_HAN_LETTERS = Cued(
    r"(?<![\w/.-])(?:(?P<slash>\d{1,3})(?:\s?[-–&]\s?(?P<slash2>\d{1,3}))?/?F(?![\w/])|(?P<ground>G/F)|B(?P<b>\d)(?:/?F)?(?![\w/]))",
    re.ASCII,
    words="f g b",
)
GROUND = 0
BASEMENT = -1


def read_floors(text: str, *, chinese: bool) -> Iterator[Fact]:
    """Yield the floors of a text: above the street by their number, GROUND, and below it from BASEMENT down."""
    if chinese:
        yield from _han_floors(text)
        return
    for match in _ENGLISH.finditer(text):
        if match["ground"] or match["word"]:
            yield _floor(match, GROUND)
        elif match["base"] or match["basement"]:
            yield _floor(match, -int(match["b"] or match["b2"] or 1), sure=False)
        else:
            for named in (match["slash"], match["slash2"], match["nth"], match["nth2"], match["n"], match["n2"]):
                if named:
                    yield _floor(match, _number(named), digits=named[0].isdecimal())


def _han_floors(text: str) -> Iterator[Fact]:
    for match in _HAN_LETTERS.finditer(text):
        if match["ground"] or match["b"]:
            yield _floor(match, -int(match["b"]) if match["b"] else GROUND, sure=False)
        for named in (match["slash"], match["slash2"]):
            if named:
                yield _floor(match, int(named), digits=True)
    for match in _HAN.finditer(text):
        if match["base"]:
            yield _floor(match, -(read_number(match["b"]) or 1) if match["b"] else BASEMENT)
        elif match["ground"]:
            yield _floor(match, GROUND)
        else:
            for named in (match["from"], match["n"]):
                if named:
                    yield _floor(match, read_number(named) or 0, digits=named.isdecimal())


def as_taiwan_counts(fact: Fact) -> Fact:
    """Return a fact as a reader in Taiwan takes it: the ground floor may be the first one."""
    return replace(fact, others=(1.0,)) if fact.dimension == "floor" and fact.value == GROUND else fact


def _number(written: str) -> float:
    return float(_WORDS.index(written.lower()) + 1) if written.lower() in _WORDS else float(re.sub(r"\D", "", written))


def _floor(match: re.Match[str], floor: float, *, digits: bool = False, sure: bool = True) -> Fact:
    """Return a floor. digits: it must stand on the other side too, where a bare number may answer it: Level 3, 3 樓."""
    plain = float(floor) if floor > 0 else None
    return Fact("number", "floor", floor, match[0].strip(), match.start(), match.end(), plain=plain, sure=digits and sure)
