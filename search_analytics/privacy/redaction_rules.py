"""What personal data looks like in a query: the rules that redaction.py applies (clause 5 of docs/spec/search-event.md)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from search_analytics.privacy.check_digits import is_hkid, is_luhn, is_taiwan_id

Span = tuple[int, int]
_FLAGS = re.IGNORECASE | re.ASCII | re.VERBOSE

KEEP = "keep"
"""The placeholder of what is held out: found first, and left as it is."""
# What a rule may need beside digits, each a bit.
_NEEDS_AT, _NEEDS_PARAMETER, _NEEDS_COLON, _NEEDS_SPELT_DOT, _NEEDS_MIXED, _NEEDS_LONG = (1 << bit for bit in range(6))
_AT = re.compile(r"@|[\[(]at[\])]", re.IGNORECASE)
_SPELT_DOT = re.compile(r"\sdot\s", re.IGNORECASE)
_MIXED = re.compile(r"[a-z_]\S*[0-9]|[0-9]\S*[a-z_]", re.IGNORECASE | re.ASCII)
_LEAST_LONG = 18
"""Characters of "eyJ", six more, a dot and ten."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What to look for, which part of the match to take out (None: leave it), and what stands there instead.

    digits, needs: a text with fewer digits, or without all that these bits stand for, cannot match: the pattern is not tried.
    """

    digits: int
    needs: int
    pattern: re.Pattern[str]
    placeholder: str
    span: Callable[[re.Match[str]], Span | None]


def possible_rules(shadow: str) -> tuple[Rule, ...]:
    """Return the rules that may find something, in their order: of thirty, most texts have what four of them need."""
    lacks = 0 if _AT.search(shadow) else _NEEDS_AT
    if "?" not in shadow and "#" not in shadow:
        lacks |= _NEEDS_PARAMETER
    if ":" not in shadow:
        lacks |= _NEEDS_COLON
    if not _SPELT_DOT.search(shadow):
        lacks |= _NEEDS_SPELT_DOT
    if not _MIXED.search(shadow):
        lacks |= _NEEDS_MIXED
    if len(shadow) < _LEAST_LONG:
        lacks |= _NEEDS_LONG
    return _rules_for(sum(map(shadow.count, "0123456789")), lacks)


@cache
def _rules_for(digits: int, lacks: int) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.digits <= digits and not rule.needs & lacks)


def _whole(match: re.Match[str]) -> Span:
    return match.span()


def _parameters(match: re.Match[str]) -> Span:
    """Find what follows the path of a URL."""
    return match.end(1), match.end()


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


def _rule(
    placeholder: str,
    pattern: str,
    span: Callable[[re.Match[str]], Span | None] = _whole,
    *,
    digits: int = 0,
    needs: int = 0,
) -> Rule:
    return Rule(digits, needs, re.compile(pattern, _FLAGS), placeholder, span)


_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_COUNTED = r"(?!\s?(?:pcs|pieces|units?|copies|bags|mugs|cards|shirts|tees|hkd|twd|usd|[個件張份本套枚隻支條箱元蚊塊]))"
_DATE = (
    r"(?:(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)\d\d)"
)
_SAYS = r"(?:\s?(?:號碼|号码|號|号|no\.?|number|is|是|為|为|:))*\s?"
_OPEN, _CLOSE = r"[(\[{<〔【「『《〈⁅]", r"[)\]}>〕】」』》〉⁆]"
# A check digit in brackets; of a bracket that nobody closed it is one unless words go on in it: "A 123456 (3 pcs)".
_CHECK = rf"(?:{_OPEN}\s?)+[0-9ax](?:(?:\s?{_CLOSE})+|(?![a-z0-9])(?!\s?\w[^()\[\]]*{_CLOSE}))"
_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~\xc0-\u024f-]"

RULES: tuple[Rule, ...] = (
    # A birthday says who somebody is; other dates are held out below.
    _rule(
        "⟨date⟩",
        rf"(?:出生(?:年月日|日期)?|生日|\bborn(?:\son)?|\bd\.?o\.?b\.?|\bbirth(?:day|\sdate)|\bdate\sof\sbirth){_SAYS}(?P<date>{_DATE})(?!\d)",
        lambda match: match.span("date"),
        digits=6,
    ),
    # Codes readers search for and dates, before any rule can take them for a number of a person.
    _rule(
        KEEP,
        r"""⟨[a-z]+⟩ | \bKB-?\d{6,7}\b | \bORA-\d{4,5}\b | \b0x[0-9a-f]{1,16}\b | \bCVE-\d{4}-\d{4,7}\b
        | \b(?:ISO|IEC)(?:/IEC)?[ -]?\d{3,5}(?:-\d{1,2})?(?::\d{4})?\b | \bRFC[ -]?\d{3,5}\b
        | \bSQLSTATE[ :=]*[0-9A-Z]{5}\b
        | (?<![\d-])(?:19|20)\d\d([-/.年])(?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?(?![\d-])
        | (?<![\d-])(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)\d\d(?![\d-])""",
    ),
    _rule("", r"(?<=://)[^/\s@]+@", needs=_NEEDS_AT | _NEEDS_COLON),  # the name and password of a URL
    _rule(
        "⟨email⟩",
        rf"(?<!{_LOCAL}){_LOCAL}++\s?(?:@|[\[(]at[\])])\s?(?:(?:[a-z0-9-]++|[\u4e00-\u9fff]{{1,20}})\s?(?:\.|[\[(]dot[\])])\s?)+[a-z]{{2,}}",
        needs=_NEEDS_AT,
    ),
    _rule("⟨email⟩", rf"(?<!{_LOCAL})(?=[^\s@]*[a-z]){_LOCAL}++@[a-z][a-z0-9.-]+", needs=_NEEDS_AT),
    _rule("⟨email⟩", r"(?<![\w.+-])[\w.+-]++\sat\s[a-z0-9-]+\sdot\s(?:com|net|org|hk|tw|cn)\b", needs=_NEEDS_SPELT_DOT),
    _rule("", r"((?:https?://|www\.)[^\s?#]*)[?#]\S*", _parameters, needs=_NEEDS_PARAMETER),
    _rule("", r"((?<![\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/[^\s?#]*)[?#]\S+", _parameters, needs=_NEEDS_PARAMETER),
    _rule("", r"((?<![\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})[?#][^\s=]*=\S*", _parameters, needs=_NEEDS_PARAMETER),
    # Of the mainland: six digits of a place, the birthday, three more, and a check digit that may be an X or stand in brackets.
    _rule(
        "⟨id⟩",
        rf"""(?<!\d)[1-9]\d{{5}}[ -]?(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{{3}}
        (?:[ -]?[\dx](?![a-z0-9])|\s?{_CHECK})""",
        digits=17,
    ),
    _rule("⟨card⟩", r"(?<!\d)\d{3,}(?:[ .-]\d{3,})*+", _card, digits=13),
    # A number that its owner calls an identity number is one, whatever its check digit says.
    _rule(
        "⟨id⟩",
        rf"""(?:身[份分][證证]|居留[證证]|[統统]一[證证]|回[鄉乡][證证]|[臺台]胞[證证]|通行[證证]|[護护]照|\bhkid|\bid(?:entity)?\scard|\bpassport)
        (?:字?[號号][碼码]?)?(?:\s?(?:no\.?|number|is|是|為|为|:|[#]|{_OPEN}))*\s?
        (?P<number>[a-z]{{0,2}}[ -]?\d{{6,17}}(?:\s?{_CHECK}|[a-z])?)""",
        lambda match: match.span("number"),
        digits=6,
    ),
    # Hong Kong, Taiwan and Macau, whatever the check digit, as it stands in brackets.
    _rule("⟨id⟩", rf"(?<![a-z0-9])[a-z]{{1,2}}[ -]?\d(?:[ -]?\d){{5}}\s?-?{_CHECK}", digits=6),
    _rule("⟨id⟩", rf"(?<![a-z0-9])[a-z][a-d1289]\d{{7}}\s?{_CHECK}", digits=8),
    _rule("⟨id⟩", rf"(?<![a-z0-9])[157](?:\d{{6}}\s?{_CHECK}|/\d{{6}}/\d(?![a-z0-9]))", digits=8),
    # Passports and permits of Hong Kong and the mainland.
    _rule("⟨id⟩", r"(?<![a-z0-9])(?:[eghkm]\d{8}(?:\d\d)?|(?:e[a-z]|h[abj]|k[jm])\d{7})(?![a-z0-9])", digits=7),
    _rule("⟨id⟩", r"(?<![a-z0-9])([a-z]{1,2})[ -]?(\d{6})[ /-]?([0-9a])(?![a-z0-9])", _hkid, digits=6),
    _rule("⟨id⟩", r"(?<![a-z0-9])[a-z][a-d1289]\d{8}(?![a-z0-9])", _taiwan_id, digits=8),
    _rule("⟨ip⟩", rf"(?<![\w.-])(?<!ver\s)(?<!version\s)(?:{_OCTET}\.){{3}}{_OCTET}(?![\w]|\.\d)", digits=4),
    _rule("⟨ip⟩", r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])", _ipv6, needs=_NEEDS_COLON),
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
        needs=_NEEDS_MIXED,
    ),
    _rule("⟨phone⟩", r"(?<![\d+])(?:\+|00(?=852|853|886|86|1|44|65|81))\d(?:[ ()-]{0,2}\d){6,14}(?!\d)", digits=7),
    _rule("⟨phone⟩", r"(?<!\d)\(?(?:852|853|886|86)\)?[ -]?\d(?:[ -]?\d){6,10}(?!\d)", digits=7),
    _rule("⟨phone⟩", r"(?<!\d)09\d(?:[ .-]?\d){7}(?!\d)", digits=10),
    _rule("⟨phone⟩", r"(?<!\d)\(?0[2-8]\d{0,2}\)?[ -]?\d{3,4}[ -]?\d{4}(?!\d)", digits=8),
    _rule("⟨phone⟩", r"(?<!\d)[2-9]\d(?:\d\d[ -]?\d{4}|(?:[ -]\d\d){3})(?!\d)", _hong_kong, digits=8),
    _rule("⟨phone⟩", r"(?<!\d)(?<!\d[ .-])[2-9](?:[ .-]\d){7}(?![ .-]?\d)", digits=8),
    _rule("⟨secret⟩", r"\beyJ[\w-]{6,}\.[\w.-]{10,}", needs=_NEEDS_LONG),
    _rule("⟨secret⟩", r"(?<![\w+/=-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])[\w+/=-]{24,}", digits=1, needs=_NEEDS_MIXED | _NEEDS_LONG),
    _rule("⟨number⟩", r"(?<!\d)\d{2,}(?:[ -]\d{3,})*(?!\d)", _long_number, digits=9),
)
