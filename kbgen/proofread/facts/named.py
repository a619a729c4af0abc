"""What is one of a few and has no unit: quarters and halves of a year, seasons, decades, floors, sizes of clothes, offers,
multiples, weekdays of a month, men's and women's. None must be repeated by the other side; two that differ contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kbgen.proofread.cued import Cued, holds_any
from kbgen.proofread.facts.fact import Fact, FactKind
from kbgen.proofread.facts.floors import read_floors
from kbgen.proofread.facts.numerals import HAN_NUMERAL, read_number
from kbgen.proofread.facts.parts_of_time import read_parts_of_time

ENGLISH_WORDS = frozenset(
    """
    double doubles doubled triple triples tripled treble quadruple quarter half last final fourth spring summer autumn winter fall
    men man women woman mens womens ladies gents gentlemen male female males females boys girls unisex ground floor floors level g
    basement xs xl xxl xxxl small medium large sizes size bogo bogof daily march may nineties eighties seventies sixties
    fold twofold threefold fourfold fivefold tenfold
    under over first second third fifth quarters weekend weekends weekday weekdays seven buy
    """.split()  # noqa: SIM905 - as in `read`
)
"""Words of which an English sentence must hold one to say any of it without a digit."""
_SHORT = re.compile(r"\d[xX×QFsX/]|[QHBX]\d|(?:st|nd|rd|th)\s[A-Zf]|XL")
"""What says some of it with a digit: 2x, Q3, 3F, 1990s, 2XL, 2nd Tuesday, 3rd floor."""
HAN_WORDS = "[男女春夏秋冬碼樓層號倍]|地下|地庫|加大|特大|民國"
_ORDINALS: Mapping[str, int] = {
    **dict.fromkeys(("first", "1st"), 1), **dict.fromkeys(("second", "2nd"), 2), **dict.fromkeys(("third", "3rd"), 3),
    **dict.fromkeys(("fourth", "4th", "last", "final"), 4), **dict.fromkeys(("fifth", "5th"), 5),
}  # fmt: skip
_ORDINAL = "|".join(_ORDINALS)
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"

_QUARTER = Cued(
    rf"(?<![A-Za-z0-9])(?:Q(?P<q>[1-4])(?!\w|[:)])(?:(?<=[a-z] Q\d)|(?!\.\s))|(?P<q2>[1-4])Q(?=\s?\d\d|[^\w]|$)"
    rf"|(?i:(?P<word>{_ORDINAL})[ -]quarter(?!s? of an|[- ]final)"
    r"(?! of (?:it|them|our|your|their|its|(?:the|each|every) (?!(?:calendar |financial |fiscal |same |next )?year)[a-z]))))",
    words="q qua*",
)
_HAN_QUARTER = Cued(
    r"(?:第\s?(?P<n>[一二三四1-4])|(?P<first>首)|(?P<last>末))\s?季(?!軍)|(?<![A-Za-z0-9])Q(?P<q>[1-4])(?!\w*[A-Za-z0-9]|[:：.)）])",
    characters="季",
    words="q",
)
_HALF_YEAR = Cued(
    rf"(?<![A-Za-z])(?P<word>first|1st|second|2nd|latter|last|other)[ -]half of "
    rf"(?=(?:the )?(?:(?P<year>(?:calendar |financial |fiscal )?year"
    rf"|{_YEAR})|(?P<month>month|[A-Z][a-z]+(?=\W|$))))|(?<![A-Za-z])H(?P<h>[12])(?= ?{_YEAR})|(?<={_YEAR} )H(?P<h2>[12])(?!\w)",
    words="half h",
)
_HAN_HALF = Cued(r"(?:(?P<first>[上前])|[下後])半(?:年度?|(?P<month>個?月))", characters="半")
_SEASONS: Mapping[str, int] = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4, "春": 1, "夏": 2, "秋": 3, "冬": 4}
_SEASON = Cued(
    r"(?<![A-Za-z-])(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|(?<=in the )[Ff]all|(?<=[Tt]his )fall|(?<=[Nn]ext )fall)"
    r"(?!\s?(?:Festival|[Rr]oll|onion|water|[Cc]lean|Framework|Boot|load|mattress|time|back|-))(?![A-Za-z])",
    words="spring summer autumn winter fall",
)
_HAN_SEASON = Cued(
    r"(?<!仲)(?<!立)(?<!初一)(?P<season>[春夏秋冬])(?:季|天|日(?!部)|裝|款)|(?P<two>[春秋])(?P<second>[夏冬])(?:裝|季|款|兩季|系列)",
    characters="春夏秋冬",
)
_DECADE = Cued(
    r"(?<![\w.])(?:(?:19|20)|['’])?(?P<n>[1-9]0)s(?![A-Za-z])|(?<![A-Za-z])(?P<word>sixt|sevent|eight|ninet)ies(?![A-Za-z])",
    re.IGNORECASE,
    words="s sixties seventies eighties nineties",
)
_HAN_DECADE = Cued(r"(?P<n>(?:19|20)?[0-9]0|[二三四五六七八九]十)\s?年代", characters="代")

_NTH_WEEKDAY = Cued(
    rf"(?<![A-Za-z])(?P<one>{_ORDINAL})(?:\s+(?:and|&|or)\s+(?P<two>{_ORDINAL}))?(?=\s+{_WEEKDAY}(?![A-Za-z]))",
    re.IGNORECASE,
    words="mon* tue* wed* thu* fri* sat* sun*",
)
_HAN_NTH_WEEKDAY = Cued(
    r"(?:第\s?(?P<one>[一二三四五1-5])(?:[、及和與至到]\s?第?\s?(?P<two>[一二三四五1-5]))?\s?個?|(?P<first>首|頭一)個?|(?P<last>最後一?|末)個?)"
    r"(?=(?:星期|禮拜|[週周])[一二三四五六日天](?![個次]))",
    characters="期拜週周",
)
_EXCEPT = Cued(
    rf"(?:daily|every day|all days|7 days a week|seven days a week),? (?:except|apart from|other than|but not)"
    rf" (?:on )?(?P<day>{_WEEKDAY})",
    re.IGNORECASE,
    words="except apart other but",
)
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

_LETTER_SIZE = re.compile(r"(?<![\w.&'’/+-])(?P<size>[2-6]XL|X{1,4}L|X{1,3}S|[SML])(?![\w.&'’+-])", re.ASCII)
_SIZED = re.compile(r"(?<![a-z])sizes?(?![a-z])|尺碼|尺寸|碼數|[大中細小]碼|X[LS]|大小", re.IGNORECASE)
_SIZE_WORD = Cued(
    r"(?<=[Ss]ize )(?P<s>small|medium|large)(?![a-z])|(?P<x>extra|x)[ -](?P<xs>small|large)(?![a-z])"
    r"|(?<![a-z])(?P<plus>plus[ -]size)",
    re.IGNORECASE,
    words="small medium large plus",
)
_HAN_SIZE = Cued(
    r"(?P<more>加大|特大)(?=[碼號裝尺])[碼號裝]?|(?P<size>[大中細小])(?:碼|號(?!誌|召|碼|角))", characters="碼號裝尺"
)
_HAN_SIZES: Mapping[str, str] = {"大": "L", "中": "M", "細": "S", "小": "S"}

_OFFER = Cued(
    r"(?<![A-Za-z])buy[ -](?P<n>\d+|[a-z]+)(?:[ -][a-z]+){0,2}?,?[ -](?:and[ -])?get[ -]"
    r"(?P<m>\d+|[a-z]+)(?!\d|\s?[%％]|\.\d| per ?cent)"
    r"|(?P<bogo>(?<![A-Za-z])bogof?(?![A-Za-z]))",
    re.IGNORECASE,
    words="buy bogo bogof",
)
_HAN_OFFER = Cued(rf"買\s?(?P<n>\d+|{HAN_NUMERAL}+)[件個份盒支包瓶箱罐杯]?\s?[送贈]\s?(?P<m>\d+|{HAN_NUMERAL}+)", characters="買")
_MULTIPLES: Mapping[str, int] = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_FOLDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_MULTIPLE = Cued(
    r"(?<![A-Za-z-])(?P<word>double|triple|treble|quadruple)[sd]?(?![A-Za-z])"
    r"(?![- ](?:click|check|tap|press|sided?|room|bed|quote|spac|opt|entry"
    r"|glaz|deck|door|density|precision|layer|ply|wall|boil|cream|A\b))"
    rf"|(?<![\w.])(?P<fold>\d{{1,3}}|{'|'.join(_FOLDS)})[ -]?fold(?![A-Za-z])"
    r"|(?<![\w.])(?P<x>\d{1,3}(?:\.\d)?)[x×X](?!\w|\s?\d)",
    re.IGNORECASE,
    characters="×",
    words=(
        "double doubles doubled triple triples tripled treble trebles trebled quadruple quadruples "
        "quadrupled fold twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold "
        "tenfold x"
    ),
)
_NUMBERED = Cued(
    r"(?<![A-Za-z0-9])Q(\d{1,2})(?=[.:)])|(?<![A-Za-z])(?:under|over)-(\d{1,3})s?(?![\w-])", re.IGNORECASE, words="q under over"
)
"""Numbers that are glued to a word: question Q3, the under-18s."""
_HUNDREDS = Cued(r"(?<![\w.])(?:the )([1-9]00)s(?!\w)", words="s")
_HAN_MULTIPLE = Cued(r"雙倍|加倍(?!努力|小心)|翻倍|翻一番|倍增|(?P<once>[增多快高長大貴升]{1,2}一倍)", characters="倍番")

_GENDER = Cued(
    r"(?<![A-Za-z])(?:(?P<m>men|mens|gents|gentlem[ae]n|males?|boys?)|(?P<f>women|womens|lad(?:y|ies)|females?|girls?)"
    r"|(?P<both>unisex))(?![A-Za-z-])",
    re.IGNORECASE,
    words=("men mens gents gentleman gentlemen male males boy boys women womens lady ladies female females girl girls unisex"),
)
_HAN_GENDER = Cued(
    r"男女|(?P<m>男)(?=[裝士性生童孩仔子鞋款廁用賓客裝洗更])|(?<![子兒婦少美])(?P<f>女)(?=[裝士性生童孩仔子鞋款廁用賓客裝洗更])|中性",
    characters="男女性",
)
_WEEK_PART = Cued(
    r"(?<![A-Za-z])(?:(?P<end>weekends?)|weekdays?)(?![A-Za-z])", re.IGNORECASE, words="weekend weekends weekday weekdays"
)
_HAN_WEEK_PART = Cued(r"(?P<end>[週周]末)|平日|(?P<holiday>假日)", characters="末平假")


def read_named(text: str, *, chinese: bool) -> Iterator[Fact]:
    """Yield the facts of a text that are one of a few. Of a date or weekday only what stands before it is read."""
    yield from read_parts_of_time(text, chinese=chinese)
    if not chinese and not holds_any(text, ENGLISH_WORDS) and not _SHORT.search(text):
        return
    yield from read_floors(text, chinese=chinese)
    yield from _han(text) if chinese else _english(text)
    if _SIZED.search(text):
        yield from _letter_sizes(text)


def _english(text: str) -> Iterator[Fact]:
    for match in _NTH_WEEKDAY.finditer(text):
        for word in (match["one"], match["two"]):
            if word:
                yield _fact(match, "time", "weekday of a month", _nth(word))
    for match in _EXCEPT.finditer(text):
        off = _DAYS.index(match["day"][:3].lower())
        for day in range(7):
            place = match.start("day"), match.start("day")
            if day != off:
                yield Fact("time", "weekday", day, match[0], *place, sure=False, coded=True)
    for match in _QUARTER.finditer(text):
        yield _fact(match, "time", "quarter", int(match["q"] or match["q2"] or _ORDINALS[match["word"].lower()]), plain=True)
    for match in _HALF_YEAR.finditer(text):
        first = (match["word"] or match["h"] or match["h2"]) in {"first", "1st", "1"}
        yield from _half(match, first=first, month=bool(match["month"]))
    for match in _SEASON.finditer(text):
        yield _fact(match, "time", "season", _SEASONS[match["season"].lower()])
    for match in _DECADE.finditer(text):
        tens = int(match["n"]) if match["n"] else {"sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}[match["word"].lower()]
        yield _fact(match, "time", "decade", tens)
        yield from _first_year(match)
    for match in _OFFER.finditer(text):
        yield from _offer(match, "1" if match["bogo"] else match["n"], "1" if match["bogo"] else match["m"])
    for match in _MULTIPLE.finditer(text):
        written = match["x"] or match["fold"]
        value = (read_number(written) or 0) if written else _MULTIPLES[match["word"].lower()]
        yield _fact(match, "number", "times", value, plain=bool(match["x"]))
    for match in _HUNDREDS.finditer(text):  # in the 400s is from 400 to 499
        for value in (float(match[1]), float(match[1]) + 99):
            yield Fact("number", "", value, match[0], match.start(), match.end(), plain=value, sure=False, coded=True)
    for match in _NUMBERED.finditer(text):
        value = float(match[1] or match[2])
        yield Fact("number", "", value, match[0], match.start(), match.end(), plain=value, sure=False, coded=True)
    for match in _SIZE_WORD.finditer(text):
        size = "L" if match["plus"] else (match["s"] or match["xs"])[0].upper()
        others = ("XL", "XXL") if match["plus"] else ()
        yield _fact(match, "size", "letter size", f"X{size}" if match["x"] else size, others=others)
    yield from _genders(text, _GENDER)
    yield from _week_parts(text, _WEEK_PART)


def _han(text: str) -> Iterator[Fact]:
    for match in _HAN_NTH_WEEKDAY.finditer(text):
        nths = [match["one"], match["two"]] if match["one"] else ["1" if match["first"] else "4"]
        for nth in nths:
            if nth:
                others = (5,) if match["last"] else ()
                yield _fact(match, "time", "weekday of a month", read_number(nth) or 0, others=others)
    for match in _HAN_QUARTER.finditer(text):
        number = "1" if match["first"] else "4" if match["last"] else match["n"] or match["q"]
        yield _fact(match, "time", "quarter", int(read_number(number) or 0), plain=True)
    for match in _HAN_HALF.finditer(text):
        yield from _half(match, first=bool(match["first"]), month=bool(match["month"]))
    for match in _HAN_SEASON.finditer(text):
        for season in filter(None, (match["season"], match["two"], match["second"])):
            yield _fact(match, "time", "season", _SEASONS[season])
    for match in _HAN_DECADE.finditer(text):
        yield _fact(match, "time", "decade", (read_number(match["n"]) or 0) % 100)
        yield from _first_year(match)
    for match in _HAN_OFFER.finditer(text):
        yield from _offer(match, match["n"], match["m"])
    for match in _HAN_MULTIPLE.finditer(text):
        yield _fact(match, "number", "times", 2)
    for match in _HAN_SIZE.finditer(text):
        if match["more"]:
            yield _fact(match, "size", "letter size", "XL", others=("XXL",) if match["more"] == "特大" else ())
        else:
            yield _fact(match, "size", "letter size", _HAN_SIZES[match["size"]])
    yield from _genders(text, _HAN_GENDER)
    yield from _week_parts(text, _HAN_WEEK_PART)


def _fact(
    match: re.Match[str],
    kind: FactKind,
    dimension: str,
    value: float | str,
    *,
    others: tuple[float | str, ...] = (),
    plain: bool = False,
) -> Fact:
    """Return what a match names. plain: whether a bare number answers it, as season 3 does for 第三季."""
    number = float(value) if plain else None
    return Fact(kind, dimension, value, match[0].strip(), match.start(), match.end(), plain=number, sure=False, others=others)


def _nth(word: str) -> int:
    return _ORDINALS[word.lower()]


def _first_year(match: re.Match[str]) -> Iterator[Fact]:
    if year := re.match(r"\d{4}", match[0]):  # the early 1990s may be 1990 on the other side
        value = float(year[0])
        yield Fact("number", "", value, match[0], match.start(), match.end(), plain=value, sure=False, coded=True)


def _half(match: re.Match[str], *, first: bool, month: bool) -> Iterator[Fact]:
    yield _fact(match, "time", "half of a month" if month else "half of a year", 1 if first else 2)
    if not month:  # the first six months
        yield Fact("time", "months", 6.0, match[0], match.start(), match.end(), plain=6.0, sure=False, coded=True)


def _offer(match: re.Match[str], bought: str, given: str) -> Iterator[Fact]:
    """Read how many are bought and how many are given: buy one, get one free; 買二送一."""
    counts = [1.0 if word.lower() in {"a", "an", "another", "any"} else read_number(word) for word in (bought, given)]
    if all(counts):
        yield _fact(match, "number", "offer", f"{counts[0]:g}+{counts[1]:g}")


def _letter_sizes(text: str) -> Iterator[Fact]:
    for match in _LETTER_SIZE.finditer(text):
        size = match["size"]
        short = f"{'X' * int(size[0])}L" if size[0].isdecimal() else size  # 2XL is XXL
        yield _fact(match, "size", "letter size", short)


def _genders(text: str, gender: Cued) -> Iterator[Fact]:
    for match in gender.finditer(text):
        groups = match.groupdict()
        named = ["men"] if groups["m"] else ["women"] if groups["f"] else ["men", "women"]
        for one in named:
            yield _fact(match, "number", "men or women", one)


def _week_parts(text: str, part: Cued) -> Iterator[Fact]:
    for match in part.finditer(text):
        holiday = bool(match.groupdict().get("holiday"))
        if not holiday:
            yield _fact(match, "time", "part of a week", "weekend" if match["end"] else "weekdays")
        for day in (5, 6) if match["end"] or holiday else (0, 4):  # Saturday and Sunday, Monday to Friday
            yield Fact("time", "weekday", day, match[0], match.start(), match.end(), sure=False, coded=True)
