"""Prices and percentages, in the one form that index and queries share: HK$8,400 and 港幣 8400 元 as hkd8400, 30% as pct30.

Twin: theme/assets/search/prices.js. Specification: index-format 2.5.4.
`$35`, `35 dollars` and 35元 do not say whose dollars they are: they are any35.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

WRITTEN: Mapping[str, str] = {
    "hkd": "hk$ hkd 港幣 港币 港元 港紙 港纸",
    "twd": "nt$ ntd twd 新台幣 新臺幣 新台币 台幣 臺幣 台币",
    "usd": "us$ usd 美元 美金",
    "cny": "cn¥ rmb¥ rmb cny 人民幣 人民币",
    "cnyjpy": "¥",
    "eur": "€ eur 歐元 欧元",
    "gbp": "£ gbp 英鎊 英镑",
    "jpy": "jp¥ jpy 日圓 日元 日圆 日幣 日币 円",
    "mop": "mop$ 澳門幣 澳门币 澳門元 葡幣",
    "aud": "au$ a$ aud 澳元 澳幣 澳币",
    "cad": "ca$ c$ 加元 加幣 加币",
    "sgd": "sg$ s$ sgd 新加坡元 坡幣 坡币",
    "nzd": "nz$ nzd 紐元 紐幣 纽元",
    "krw": "₩ krw 韓元 韓圜 韓幣 韩元",
    "myr": "myr 令吉 馬幣 马币",
    "thb": "฿ thb 泰銖 泰铢",
    "chf": "chf 瑞士法郎",
    "inr": "₹ inr",
    "vnd": "₫ vnd 越南盾",
}
"""Code of ISO 4217 → how it is written beside a number. Left out what a number follows as often in another sense: CAD, PHP.

¥ is the sign of two currencies: what it says is a code of both."""
_UNSAID: Mapping[str, tuple[str, ...]] = {
    "any": ("$", "dollars", "dollar", "元", "圓", "圆", "蚊", "塊錢", "块钱", "塊", "块"),
    "pct": ("%", "percent", "per cent", "巴仙"),
}
"""Code → how money of no currency, and what is no money, is written beside a number."""
_TRADED = (
    "aed ars aud brl cad chf clp cny cop czk dkk egp eur gbp hkd huf idr ils inr jpy krw kwd mop mxn myr nok ntd nzd "
    "php pkr pln qar rmb ron rub sar sek sgd thb twd uah usd vnd zar"
)
CODES = frozenset(_TRADED.split(" "))
"""Codes of ISO 4217 that are much traded, and the two customary ones: words as they stand, and no slips of others."""
_BOTH = {"cnyjpy": ("cny", "jpy"), "cny": ("cnyjpy",), "jpy": ("cnyjpy",)}
"""Code → those whose prices are found by it too, and it by theirs."""
_SAID_SHORT = frozenset(("hkd", "twd", "usd", "cny", "mop", "aud", "cad", "sgd", "nzd"))
"""Currencies that articles write with a bare $ or 元; in a text of €20 the sign stands beside the number."""
COMMONEST = ("hkd", "twd", "usd", "cny")
"""Currencies of which a number is looked for where the one asked for is nowhere."""

_CODE_OF = {name: code for code, names in WRITTEN.items() for name in names.split(" ")}
CURRENCY_NAMES = tuple(sorted(_CODE_OF, key=lambda name: (-len(name), name)))
"""How currencies are written beside a number, the longer first."""
_CODE_OF.update((name, code) for code, names in _UNSAID.items() for name in names)
_NAMES = "|".join(map(re.escape, sorted(_CODE_OF, key=len, reverse=True)))
_BEFORE_NUMBER = "|".join(map(re.escape, (*CURRENCY_NAMES, "$")))
_NUMBER = re.compile(
    r"[0-9](?:(?<![0-9a-z.,].)[0-9]*(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9]|[.,][0-9])|(?<=[a-z].)[0-9]*(?![0-9a-z.,]))"
)  # its first digit is looked for before what stands before it, so that a search leaps from digit to digit
_BEFORE = re.compile(f"(?<![0-9a-z])({_BEFORE_NUMBER}) ?$")
_AFTER = re.compile(f" ?({_NAMES})(?![0-9a-z旦])(?<!元(?=[素件宵]))")  # 1 日元旦, 3元件
_YUAN = re.compile(" ?[元圓圆蚊]")
_ZEROS = re.compile(r"\.0+$|(\.[0-9]*[1-9])0+$")
_FIRST, _LAST = (frozenset(name[at] for name in _CODE_OF) for at in (0, -1))
_LONGEST_NAME = max(map(len, _CODE_OF))
_SIGN = re.compile("[€£¥₩฿₹₫]")
_CODE_LETTERS = 3
"""Of a code of ISO 4217: a ¥ alone, which is of two currencies, is the first of them."""
_PRICE = re.compile(f"({'|'.join((*WRITTEN, *_UNSAID))})([0-9]+(?:\\.[0-9]+)?)")


@dataclass(frozen=True, slots=True)
class Price:
    """Where a price stands in a normalised text, its currency and its number."""

    start: int
    end: int
    code: str
    number: str

    @property
    def term(self) -> str:
        """What the price is in a query: hkd8400."""
        return self.code + self.number

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of whoever holds the price: its own, those of a ¥, which is the sign of two, and that of none."""
        unsaid = ("any",) if self.code in _SAID_SHORT else ()
        return (self.term, *(code + self.number for code in (*_BOTH.get(self.code, ()), *unsaid)))


@dataclass(frozen=True, slots=True)
class PriceTerm:
    """What the term of a price is searched by.

    number: alone; empty where articles write it with the sign of its currency. terms: of articles that hold the price.
    others: of those that hold its number in another currency.
    """

    number: str
    terms: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        """Whether it says no currency."""
        return self.terms[0].startswith("any")


def prices(text: str) -> Iterator[Price]:
    """Yield the prices of a normalised text that say their currency, before the number or after it (2.5.4)."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if text[max(0, start - 2) : start].strip()[-1:] not in _LAST and text[end : end + 2].strip()[:1] not in _FIRST:
            continue  # nearly every number: nobody needs to look for names beside it
        number = _ZEROS.sub(r"\1", match.group().replace(",", ""))
        if before := _BEFORE.search(text, max(0, start - _LONGEST_NAME - 2), start):
            yuan = _YUAN.match(text, end)
            yield Price(before.start(), yuan.end() if yuan else end, _CODE_OF[before[1]], number)
        elif after := _AFTER.match(text, end):
            yield Price(start, after.end(), _CODE_OF[after[1]], number)


def with_prices(text: str) -> str:
    """Return a normalised query with each of its prices as one word, the term, and each sign of a currency alone as its code."""
    parts, end = [], 0
    for price in prices(text):
        if price.start >= end:
            parts += [_with_codes(text[end : price.start]), f" {price.term} "]
            end = price.end
    return "".join((*parts, _with_codes(text[end:])))


def _with_codes(text: str) -> str:
    return _SIGN.sub(lambda sign: f" {_CODE_OF[sign[0]][:_CODE_LETTERS]} ", text)


def price_of(word: str) -> PriceTerm | None:
    """Return what a word that is the term of a price is searched by; None of any other word."""
    match = _PRICE.fullmatch(word)
    if not match:
        return None
    code, number = match.groups()
    if code in _UNSAID:
        return PriceTerm(number, (word,), ())
    if code not in _SAID_SHORT:
        return PriceTerm("", (word,), ())
    return PriceTerm(number, (word, "any" + number), tuple(other + number for other in COMMONEST if other != code))


def price_shown(word: str) -> str:
    """Return a word as readers write it where it is the term of a price: HK$35 for hkd35, 30% for pct30."""
    match = _PRICE.fullmatch(word)
    if not match:
        return word
    code, number = match.groups()
    return f"{number}%" if code == "pct" else (WRITTEN[code].split(" ")[0].upper() if code in WRITTEN else "$") + number
