"""Units and currencies, and how both languages write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.proofread.facts.fact import FactKind


@dataclass(frozen=True, slots=True)
class Unit:
    """kind, dimension: of a fact in this unit. scale: base units in one; also: where others count otherwise, as of a 斤."""

    kind: FactKind
    dimension: str
    scale: float = 1
    also: tuple[float, ...] = ()


_SAME_LETTERS = {
    "mm": Unit("size", "metres", 0.001),
    "cm": Unit("size", "metres", 0.01),
    "km": Unit("size", "metres", 1000),
    "m": Unit("size", "metres"),
    "kg": Unit("size", "grams", 1000),
    "mg": Unit("size", "grams", 0.001),
    "g": Unit("size", "grams"),
    "ml": Unit("size", "litres", 0.001),
    "l": Unit("size", "litres"),
    "kb": Unit("size", "bytes", 1e3),
    "mb": Unit("size", "bytes", 1e6),
    "gb": Unit("size", "bytes", 1e9),
    "tb": Unit("size", "bytes", 1e12),
    "px": Unit("size", "pixels"),
    "dpi": Unit("size", "dots"),
    "ppi": Unit("size", "dots"),
    "°c": Unit("size", "celsius"),
    "℃": Unit("size", "celsius"),
    "°f": Unit("size", "fahrenheit"),
    "℉": Unit("size", "fahrenheit"),
    "kw": Unit("size", "watts", 1000),
    "w": Unit("size", "watts"),
    "v": Unit("size", "volts"),
    "mah": Unit("size", "ampere hours", 0.001),
    "m²": Unit("size", "square metres"),
    "km²": Unit("size", "square kilometres"),
    "ft²": Unit("size", "feet"),
    "gsm": Unit("size", "gsm"),
    "kwh": Unit("size", "kilowatt hours"),
    "ghz": Unit("size", "hertz", 1e9),
    "mhz": Unit("size", "hertz", 1e6),
    "khz": Unit("size", "hertz", 1e3),
    "hz": Unit("size", "hertz"),
    "kbps": Unit("size", "bits a second", 1e3),
    "mbps": Unit("size", "bits a second", 1e6),
    "gbps": Unit("size", "bits a second", 1e9),
    "ms": Unit("time", "seconds", 0.001),
    "%": Unit("number", "percent"),
    "％": Unit("number", "percent"),
}
TIMES = Unit("number", "times")
_CATTY = Unit("size", "grams", 600, also=(604.8, 604.78982, 605, 500))
"""Of Taiwan, of Hong Kong, and of the mainland."""
_TAEL = Unit("size", "grams", 37.5, also=(37.8, 37.799364, 50))
_ENGLISH = {
    "times": TIMES,
    "millimet(?:re|er)s?": _SAME_LETTERS["mm"],
    "centimet(?:re|er)s?": _SAME_LETTERS["cm"],
    "kilomet(?:re|er)s?": _SAME_LETTERS["km"],
    "met(?:re|er)s?": _SAME_LETTERS["m"],
    "kilograms?|kilos?|kgs": _SAME_LETTERS["kg"],
    "milligrams?": _SAME_LETTERS["mg"],
    "grams?": _SAME_LETTERS["g"],
    "pounds?|lbs?": Unit("size", "pounds"),
    "ounces?|oz": Unit("size", "ounces"),
    "catt(?:y|ies)": _CATTY,
    "taels?": _TAEL,
    "tons?|tonnes?": Unit("size", "tonnes"),
    "miles?|mi(?![a-z])": Unit("size", "miles"),
    "gallons?": Unit("size", "gallons"),
    "square met(?:re|er)s?|sq\\.? ?m(?![a-z])": _SAME_LETTERS["m²"],
    "square f(?:ee|oo)t|sq\\.? ?ft\\.?": Unit("size", "feet"),
    "pings?": Unit("size", "ping"),
    "inch(?:es)?": Unit("size", "inches"),
    "feet|foot|ft": Unit("size", "feet"),
    "millilit(?:re|er)s?": _SAME_LETTERS["ml"],
    "lit(?:re|er)s?": _SAME_LETTERS["l"],
    "kilobytes?": _SAME_LETTERS["kb"],
    "megabytes?": _SAME_LETTERS["mb"],
    "gigabytes?": _SAME_LETTERS["gb"],
    "terabytes?": _SAME_LETTERS["tb"],
    "pixels?": _SAME_LETTERS["px"],
    "degrees? celsius": _SAME_LETTERS["°c"],
    "degrees? fahrenheit": _SAME_LETTERS["°f"],
    "watts?": _SAME_LETTERS["w"],
    "volts?": _SAME_LETTERS["v"],
    "per ?cent(?:age points?)?|percentage points?": _SAME_LETTERS["%"],
    "milliseconds?": _SAME_LETTERS["ms"],
    "seconds?|secs?": Unit("time", "seconds"),
    "minutes?|mins?": Unit("time", "seconds", 60),
    "hours?|hrs?": Unit("time", "seconds", 3600),
    "(?:working|business|work|weekday)(?: |-)days?": Unit("time", "workdays"),
    "(?:calendar |consecutive |full )?days?": Unit("time", "seconds", 86400),
    "fortnights?": Unit("time", "seconds", 14 * 86400),
    "nights?": Unit("time", "nights"),
    "weeks?|wks?": Unit("time", "seconds", 7 * 86400),
    "months?": Unit("time", "months"),
    "years?|yrs?": Unit("time", "months", 12),
}
_CHINESE = {
    "次(?!級|元|序|數|要|於|選)": TIMES,
    "毫米|公厘|公釐": _SAME_LETTERS["mm"],
    "厘米|公分|釐米": _SAME_LETTERS["cm"],
    "公里|千米": _SAME_LETTERS["km"],
    "公尺|米": _SAME_LETTERS["m"],
    "公斤|千克": _SAME_LETTERS["kg"],
    "毫克": _SAME_LETTERS["mg"],
    "公克|克(?!拉)": _SAME_LETTERS["g"],
    "斤(?!斗)": _CATTY,
    "両": _TAEL,
    "公?噸": _ENGLISH["tons?|tonnes?"],
    "英里|哩": _ENGLISH["miles?|mi(?![a-z])"],
    "加侖": _ENGLISH["gallons?"],
    "平方米|平方公尺|平米": _SAME_LETTERS["m²"],
    "平方公里": _SAME_LETTERS["km²"],
    "平方[英]?[呎尺]": Unit("size", "feet"),
    "坪(?!林|洲|石)": _ENGLISH["pings?"],
    "倍": TIMES,
    "度電": _SAME_LETTERS["kwh"],
    "瓦小?時": Unit("size", "kilowatt hours", 0.001),
    "赫茲?": _SAME_LETTERS["hz"],
    "磅": _ENGLISH["pounds?|lbs?"],
    "安士|盎司": _ENGLISH["ounces?|oz"],
    "英寸|英吋|吋|寸(?!草|步)": _ENGLISH["inch(?:es)?"],
    "英尺|英呎|呎": _ENGLISH["feet|foot|ft"],
    "毫升": _SAME_LETTERS["ml"],
    "公升|升(?![級级])": _SAME_LETTERS["l"],
    "像素|畫素": _SAME_LETTERS["px"],
    "攝氏度|度(?![假])": _SAME_LETTERS["°c"],
    "瓦特?": _SAME_LETTERS["w"],
    "伏特": _SAME_LETTERS["v"],
    "毫秒": _SAME_LETTERS["ms"],
    "秒鐘|秒": Unit("time", "seconds"),
    "分鐘|分(?=[內後鐘])": Unit("time", "seconds", 60),
    "個?(?:小時|鐘頭)|個鐘|(?<=個半)鐘": Unit("time", "seconds", 3600),
    "個?(?:工作天|工作日|營業日|辦公日|工作天數)": Unit("time", "workdays"),
    "刻鐘|刻(?![意板骨苦薄印章畫字錄度不])": Unit("time", "seconds", 900),
    "晚(?![上間餐會安報期飯年禮霜輩妝])|夜(?![間晚市景燈店])": Unit("time", "nights"),
    "個?百分點": _SAME_LETTERS["%"],
    "個?(?:曆日|日曆天|自然日)": Unit("time", "seconds", 86400),
    "天|日(?!圓|元|式|本|文|語|期|常|記|誌|曆)": Unit("time", "seconds", 86400),
    "個?(?:星期|禮拜|週|周)(?![末刊期年邊報一二三四五六日])": Unit("time", "seconds", 7 * 86400),
    "個月": Unit("time", "months"),
    "年(?![級代度份紀輕齡長月終底初]|\\s?\\d)": Unit("time", "months", 12),
}
_LETTERS = "|".join(sorted(map(re.escape, _SAME_LETTERS), key=len, reverse=True))
_CASED = {"l": "L", "w": "W", "v": "V", "m": "m", "g": "g"}
"""One letter is a unit in its usual case only: 5 G is a network, 3 M a company."""


def _pattern(words: Mapping[str, Unit], blank: str, after: str) -> re.Pattern[str]:
    """Return a pattern whose n-th group after `letters` is the n-th unit of `words`."""
    choices = "|".join(f"({pattern})" for pattern in words)
    return re.compile(rf"{blank}(?:(?P<letters>{_LETTERS})(?:(?<=[%％])|(?![A-Za-z0-9²³]))|(?:{choices}){after})", re.IGNORECASE)


_ENGLISH_UNIT, _ENGLISH_UNITS = _pattern(_ENGLISH, r"[\s-]?", "(?![A-Za-z])"), tuple(_ENGLISH.values())
_CHINESE_UNIT, _CHINESE_UNITS = _pattern(_CHINESE, r"\s?", ""), tuple(_CHINESE.values())


def unit_at(text: str, at: int, *, chinese: bool) -> tuple[Unit, int] | None:
    """Return the unit that stands at a place, after at most one blank or hyphen, and where it ends."""
    match = (_CHINESE_UNIT if chinese else _ENGLISH_UNIT).match(text, at)
    if not match:
        return None
    letters = match["letters"]
    if letters:
        usual = _CASED.get(letters.lower(), letters)
        return (_SAME_LETTERS[letters.lower()], match.end()) if letters == usual else None
    return (_CHINESE_UNITS if chinese else _ENGLISH_UNITS)[(match.lastindex or 0) - 2], match.end()


CODES = ("HKD", "TWD", "NTD", "USD", "CNY", "RMB", "MOP", "EUR", "GBP", "JPY", "SGD", "AUD", "CAD")
"""Of currencies, as they stand right before a number."""
_BEFORE = {
    "HKD": r"HK\s?\$|HKD|港幣|港元|港紙",
    "TWD": r"(?:NT|TW)D?\s?\$|NT(?=\s?$)|TWD|NTD|新台幣|新臺幣|台幣|臺幣",
    "USD": r"US\s?\$|USD|美金|美元",
    "CNY": r"RMB|CNY|CN¥|人民幣",
    "MOP": r"MOP\s?\$?|澳門幣",
    "EUR": r"€|EUR|歐元",
    "GBP": r"£|GBP|英鎊",
    "JPY": r"JPY|JP¥|日圓|日元",
    "SGD": r"S\$|SGD",
    "AUD": r"A\$|AU\$|AUD|澳元",
    "CAD": r"C\$|CA\$|CAD|加元",
    "money": r"[$＄¥￥]",
}
_AFTER = {
    "HKD": r"港元|港幣|港圓|港紙|HKD|Hong Kong dollars?",
    "TWD": r"新台幣|新臺幣|台幣|臺幣|NTD|TWD|(?:New )?Taiwan(?:ese)? dollars?",
    "USD": r"美元|美金|USD|US dollars?",
    "CNY": r"人民幣|RMB|CNY|yuan|renminbi",
    "MOP": r"澳門元|澳門幣|MOP|patacas?",
    "EUR": r"歐元|EUR|euros?|€",
    "GBP": r"英鎊|GBP|pounds? sterling",
    "JPY": r"日圓|日元|JPY|(?:Japanese )?yen",
    "money": r"元(?!素|負|運|組|件|旦|月|年|朗)|圓(?=[。，、；）]|$)|蚊|dollars?",
}
_AFTER_PATTERN = re.compile(r"\s?(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _AFTER.items()) + r")(?![A-Za-z])")
_BEFORE_PATTERN = re.compile(
    r"(?<![A-Za-z])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _BEFORE.items()) + r")\s?$"
)


def currency_before(text: str, at: int) -> tuple[str, int] | None:
    """Return the currency that ends at a place, before at most one blank, and where it begins."""
    window = max(0, at - 6)
    match = _BEFORE_PATTERN.search(text[window:at])
    return (str(match.lastgroup), window + match.start()) if match else None


def currency_after(text: str, at: int) -> tuple[str, int] | None:
    """Return the currency that stands at a place, and where it ends."""
    match = _AFTER_PATTERN.match(text, at)
    return (str(match.lastgroup), match.end()) if match else None
