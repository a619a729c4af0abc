"""Take personal data out of a query before anything stores it (clause 5 of docs/spec/search-event.md).

An ordered table of rules, applied to a clean text (match_key.clean_text) until nothing changes, so redacting twice is
redacting once. Rules look at a shadow of the text in which every digit is an ASCII digit and every dash a hyphen;
it has the same length, so what they find is cut from the original.

Known gaps: names, and passwords typed alone. The k-threshold of reports is the defence against those.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from search_analytics.checksums import is_hkid, is_luhn, is_taiwan_id
from search_analytics.event import MAX_QUERY_CODE_POINTS

Span = tuple[int, int]
_FLAGS = re.IGNORECASE | re.ASCII | re.VERBOSE

_DASHES = "\u00b7\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fb\u30fc\ufe63\uff0d"
_SHADOW = str.maketrans(_DASHES, "-" * len(_DASHES))
_NUMERALS = dict(zip("零〇一二三四五六七八九兩两", "0012345678922", strict=True))
_SPELT_NUMBER = re.compile(f"[{''.join(_NUMERALS)}](?:[ -]?[{''.join(_NUMERALS)}]){{7,}}")
_LEAST_LENGTH = 3  # "::1" and "a@b"
# Every rule needs one of these; most queries have none, and stop here.
_QUICK = re.compile(r"[0-9@?#:]|\bdot\b|[\[(]at[\])]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What to look for, which part of the match to take out (None: leave it), and what stands there instead.

    digits: a text with fewer cannot match, so the pattern is not tried.
    """

    digits: int
    pattern: re.Pattern[str]
    placeholder: str
    span: Callable[[re.Match[str]], Span | None]


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    shadow: str
    digits: int = 0
    settled: bool = False


def redact(text: str, published: frozenset[str] = frozenset()) -> str:
    """Return a clean text with personal data replaced by placeholders such as ⟨email⟩.

    published: tokens of the portal itself (`published_tokens`); they are never taken out, so hotlines stay searchable.
    """
    if not _QUICK.search(_shadow(text)):
        return text
    while True:
        redacted = _cut("".join(piece.text for piece in _pass(text, published)))
        if redacted == text:
            return text
        text = redacted


def published_tokens(texts: Iterable[str]) -> frozenset[str]:
    """Return the numbers, addresses and codes that occur in published texts, in the form `redact` compares."""
    tokens: set[str] = set()
    for text in texts:
        pieces = [_Piece(text, _shadow(text))]
        for rule in (rule for rule in _RULES if rule.placeholder != _KEEP):
            found = (match for piece in pieces for match in rule.pattern.finditer(piece.shadow))
            tokens.update(_token(match.string[slice(*span)]) for match in found if (span := rule.span(match)))
    return frozenset(tokens - {""})


def _pass(text: str, published: frozenset[str]) -> list[_Piece]:
    pieces = [_piece(text, _shadow(text))]
    for rule in _RULES:
        parts: list[_Piece] = []
        for piece in pieces:
            if piece.settled or piece.digits < rule.digits:
                parts.append(piece)
            else:
                parts += _split(piece, rule, published)
        pieces = parts
    return pieces


def _piece(text: str, shadow: str) -> _Piece:
    """What is left beside a find; most of it holds nothing that a rule could begin with."""
    if len(text) < _LEAST_LENGTH or not _QUICK.search(shadow):
        return _Piece(text, shadow, settled=True)
    return _Piece(text, shadow, sum(map(shadow.count, "0123456789")))


def _split(piece: _Piece, rule: _Rule, published: frozenset[str]) -> list[_Piece]:
    parts: list[_Piece] = []
    position = 0
    for match in rule.pattern.finditer(piece.shadow):
        span = rule.span(match)
        if span is None or span[0] < position:
            continue
        start, end = span
        keep = rule.placeholder == _KEEP or _token(piece.shadow[start:end]) in published
        parts.append(_piece(piece.text[position:start], piece.shadow[position:start]))
        parts.append(_Piece(piece.text[start:end] if keep else rule.placeholder, "", settled=True))
        position = end
    if not parts:
        return [piece]
    parts.append(_piece(piece.text[position:], piece.shadow[position:]))
    return parts


def _cut(text: str) -> str:
    """Placeholders may be longer than what they replace; a placeholder cut in half is dropped."""
    if len(text) <= MAX_QUERY_CODE_POINTS:
        return text.strip(" ")
    text = text[:MAX_QUERY_CODE_POINTS]
    return text[: text.rindex("⟨")].strip(" ") if text.rfind("⟨") > text.rfind("⟩") else text.strip(" ")


def _shadow(text: str) -> str:
    if text.isascii():
        return text
    spelt = _SPELT_NUMBER.sub(lambda match: "".join(_NUMERALS.get(c, c) for c in match[0]), text)
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in spelt.translate(_SHADOW))
    return "".join(digits)


def _token(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum() or c == "@")


def _whole(match: re.Match[str]) -> Span:
    return match.span()


def _digit_count(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _card(match: re.Match[str]) -> Span | None:
    """Find 13 to 19 digits that pass Luhn and consist of whole groups; a security code may follow the number."""
    groups = [(found.start(), found.end(), found[0]) for found in re.finditer(r"\d+", match[0])]
    for first in range(len(groups)):
        digits = ""
        for start_end in groups[first:]:
            digits += start_end[2]
            if len(digits) > 19:
                break
            if len(digits) >= 13 and is_luhn(digits):
                return match.start() + groups[first][0], match.start() + start_end[1]
    return None


def _hkid(match: re.Match[str]) -> Span | None:
    letters, digits, check = match[1].upper(), match[2], match[3].upper()
    return match.span() if is_hkid(letters, digits, check) else None


def _taiwan_id(match: re.Match[str]) -> Span | None:
    return match.span() if is_taiwan_id(match[0].upper()) else None


def _ipv6(match: re.Match[str]) -> Span | None:
    try:
        ipaddress.IPv6Address(match[0])
    except ValueError:
        return None
    return match.span() if _digit_count(match[0]) or len(match[0]) > 6 else None


def _order(match: re.Match[str]) -> Span | None:
    """An order number follows its name; "order 500 pcs" is a quantity and "order 5000" may be one."""
    digits = _digit_count(match["number"])
    mixed = digits < sum(c.isalnum() for c in match["number"])
    least = 3 if match["mark"] else 4 if mixed else 5
    return match.span("number") if digits >= least else None


def _hong_kong(match: re.Match[str]) -> Span | None:
    digits = re.sub(r"\D", "", match[0])
    years = len(digits) != len(match[0]) and digits[:2] in ("19", "20") and digits[4:6] in ("19", "20")
    return None if years else match.span()


def _long_number(match: re.Match[str]) -> Span | None:
    return match.span() if _digit_count(match[0]) >= (11 if " " in match[0] else 9) else None


def _rule(placeholder: str, pattern: str, span: Callable[[re.Match[str]], Span | None] = _whole, *, digits: int = 0) -> _Rule:
    return _Rule(digits, re.compile(pattern, _FLAGS), placeholder, span)


_KEEP = "keep"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_COUNTED = r"(?!\s?(?:pcs|pieces|units?|copies|bags|mugs|cards|shirts|tees|hkd|twd|usd|[個件張份本套枚隻支條箱元蚊塊]))"
_DATE = (
    r"(?:(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)\d\d)"
)
_SAYS = r"(?:\s?(?:號碼|号码|號|号|no\.?|number|is|是|為|为|:))*\s?"
_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~\xc0-\u024f-]"

_RULES: tuple[_Rule, ...] = (
    # A birthday says who somebody is; other dates are held out below.
    _rule(
        "⟨date⟩",
        rf"(?:出生(?:年月日|日期)?|生日|\bborn(?:\son)?|\bd\.?o\.?b\.?|\bbirth(?:day|\sdate)|\bdate\sof\sbirth){_SAYS}(?P<date>{_DATE})(?!\d)",
        lambda match: match.span("date"),
        digits=6,
    ),
    # Codes readers search for and dates, before any rule can take them for a number of a person.
    _rule(
        _KEEP,
        r"""⟨[a-z]+⟩ | \bKB-?\d{6,7}\b | \bORA-\d{4,5}\b | \b0x[0-9a-f]{1,16}\b | \bCVE-\d{4}-\d{4,7}\b
        | \b(?:ISO|IEC)(?:/IEC)?[ -]?\d{3,5}(?:-\d{1,2})?(?::\d{4})?\b | \bRFC[ -]?\d{3,5}\b
        | \bSQLSTATE[ :=]*[0-9A-Z]{5}\b
        | (?<![\d-])(?:19|20)\d\d([-/.年])(?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?(?![\d-])
        | (?<![\d-])(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)\d\d(?![\d-])""",
    ),
    _rule("", r"(?<=://)[^/\s@]+@"),  # the name and password of a URL
    _rule(
        "⟨email⟩",
        rf"(?<!{_LOCAL}){_LOCAL}++\s?(?:@|[\[(]at[\])])\s?(?:(?:[a-z0-9-]++|[\u4e00-\u9fff]{{1,20}})\s?(?:\.|[\[(]dot[\])])\s?)+[a-z]{{2,}}",
    ),
    _rule("⟨email⟩", rf"(?<!{_LOCAL})(?=[^\s@]*[a-z]){_LOCAL}++@[a-z][a-z0-9.-]+"),
    _rule("⟨email⟩", r"(?<![\w.+-])[\w.+-]++\sat\s[a-z0-9-]+\sdot\s(?:com|net|org|hk|tw|cn)\b"),
    _rule("", r"((?:https?://|www\.)[^\s?#]*)[?#]\S*", lambda match: (match.end(1), match.end())),
    _rule("", r"((?<![\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/[^\s?#]*)[?#]\S+", lambda match: (match.end(1), match.end())),
    _rule("", r"((?<![\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})[?#][^\s=]*=\S*", lambda match: (match.end(1), match.end())),
    _rule("⟨card⟩", r"(?<!\d)\d{3,}(?:[ .-]\d{3,})*+", _card, digits=13),
    # A number that its owner calls an identity number is one, whatever its check digit says.
    _rule(
        "⟨id⟩",
        r"""(?:身[份分][證证]|居留[證证]|[統统]一[證证]|回[鄉乡][證证]|[護护]照|\bhkid|\bid\scard|\bpassport)(?:字?[號号][碼码]?)?
        (?:\s?(?:no\.?|number|is|是|為|为|:))*\s?(?P<number>[a-z]{0,2}[ -]?\d{6,9}(?:\s?\([0-9a-z]\)|[a-z])?)""",
        lambda match: match.span("number"),
        digits=6,
    ),
    _rule("⟨id⟩", r"(?<![a-z0-9])[a-z]{1,2}[ -]?\d{3}\s?\d{3}\s?\(\s?[0-9a]\s?\)", digits=6),
    _rule("⟨id⟩", r"(?<![a-z0-9])([a-z]{1,2})[ -]?(\d{6})[ /-]?([0-9a])(?![a-z0-9])", _hkid, digits=6),
    _rule("⟨id⟩", r"(?<![a-z0-9])[a-z][a-d1289]\d{8}(?![a-z0-9])", _taiwan_id, digits=8),
    _rule("⟨ip⟩", rf"(?<![\w.-])(?<!ver\s)(?<!version\s)(?:{_OCTET}\.){{3}}{_OCTET}(?![\w]|\.\d)", digits=4),
    _rule("⟨ip⟩", r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])", _ipv6),
    _rule(
        "⟨order⟩",
        rf"""(?:訂單|订单|單號|单号|編號|编号|發票|发票|\border|\binvoice|\bticket|\btracking|\b(?:case|quote|quotation|reference|ref)(?=\.?\s?(?:no|num|id|ref|\#)))
        (?P<mark>(?:\s?(?:編號|编号|號碼|号码|單號|单号|number|no\.?|num|id|ref(?:erence)?|code|is|\#|:|是|為|为)\s?)*)\s?
        (?P<number>(?=[a-z/-]{{0,9}}\d)[a-z0-9](?:[/-]?[a-z0-9])+)(?![a-z0-9-]){_COUNTED}""",
        _order,
        digits=3,
    ),
    _rule("⟨order⟩", r"\b(?:ORD|INV|RMA)[ -]?(?=[a-z-]{0,6}\d)[a-z0-9](?:-?[a-z0-9])*", digits=1),
    # Accounts and passwords that their owner calls so.
    _rule(
        "⟨account⟩",
        rf"""(?:微信|\bwechat|\bweixin|\bline|\btelegram|\binstagram|\big|\bskype|\bfps|\bpayme)(?:\s?id|\s?account|帳號|賬號)?{_SAYS}
        @?(?P<name>(?=[a-z][\w.-]*[\d_]|\d{{7,}})[a-z0-9][\w.-]{{4,}})""",
        lambda match: match.span("name"),
        digits=1,
    ),
    _rule(
        "⟨account⟩",
        rf"""(?:\bbank\saccount|\baccount|\ba/c|戶口|户口|帳[號戶]|賬[號戶]|账[号户]|[識识][別别][碼码]|會員|会员|\bmember(?:ship)?){_SAYS}
        (?P<number>\d(?:[ -]?\d){{5,}})(?!\d)""",
        lambda match: match.span("number"),
        digits=6,
    ),
    _rule(
        "⟨secret⟩",
        r"""(?:\bpass(?:word|code)|\bpwd|密[碼码])(?:\s?(?:is|是|為|为|:|=))*\s?(?P<secret>(?=[^\s]*\d)(?=[^\s]*[a-z])[!-~]{6,})""",
        lambda match: match.span("secret"),
        digits=1,
    ),
    _rule("⟨phone⟩", r"(?<![\d+])(?:\+|00(?=852|853|886|86|1|44|65|81))\d(?:[ ()-]{0,2}\d){6,14}(?!\d)", digits=7),
    _rule("⟨phone⟩", r"(?<!\d)\(?(?:852|853|886|86)\)?[ -]?\d(?:[ -]?\d){6,10}(?!\d)", digits=7),
    _rule("⟨phone⟩", r"(?<!\d)09\d(?:[ .-]?\d){7}(?!\d)", digits=10),
    _rule("⟨phone⟩", r"(?<!\d)\(?0[2-8]\d{0,2}\)?[ -]?\d{3,4}[ -]?\d{4}(?!\d)", digits=8),
    _rule("⟨phone⟩", r"(?<!\d)[2-9]\d(?:\d\d[ -]?\d{4}|(?:[ -]\d\d){3})(?!\d)", _hong_kong, digits=8),
    _rule("⟨phone⟩", r"(?<!\d)(?<!\d[ .-])[2-9](?:[ .-]\d){7}(?![ .-]?\d)", digits=8),
    _rule("⟨secret⟩", r"\beyJ[\w-]{6,}\.[\w.-]{10,}"),
    _rule("⟨secret⟩", r"(?<![\w+/=-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])[\w+/=-]{24,}", digits=1),
    _rule("⟨number⟩", r"(?<!\d)\d{2,}(?:[ -]\d{3,})*(?!\d)", _long_number, digits=9),
)
