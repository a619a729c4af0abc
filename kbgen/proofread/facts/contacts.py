"""E-mail addresses, web addresses, telephone numbers and codes: the same letters and digits in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.proofread.cued import DIGIT, Cued, cues_of
from kbgen.proofread.facts.fact import Fact
from kbgen.proofread.facts.units import CODES
from kbgen.proofread.prose import MASK

_MAIL = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_WEB = Cued(
    r"(?:https?://|(?<![\w.])www\.)[^\s<>()\"'|\]`*\u0080-\U0010ffff]+"
    r"|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|hk|tw|io|gov|edu|info|shop|app|dev)(?![\w.@-]*\w)(?:/[^\s<>()\"'|\]`*\u0080-\U0010ffff]*)?",
    re.ASCII,
    characters="/",
    words="www com org net hk tw io gov edu info shop app dev",
)
_LOCALE = re.compile(r"/(?:[a-z]{2}(?:[-_](?:[a-z]{2}|han[st]))?|zh[-_]han[st][-_][a-z]{2})(?=/|$)")
_LOCAL_HOST = re.compile(r"^(?:(?:www|m|[a-z]{2}|zh-?hant|zh-?[a-z]{2})\.)+(?=[^.]+\.)", re.IGNORECASE)
_WIKI = re.compile(r"[a-z]{2}(?:-[a-z]+)?\.(?:m\.)?(?=wik|wikipedia)")
_PHONE = re.compile(
    r"(?<![\w.,/$#=-])(?:\+\s?\d{1,3}[ -]?)?(?:\(\d{1,4}\)[ -]?)?\d{2,4}(?:[ -]\d{3,4}){1,3}(?![\w/-]|,\d|\.\d)"
    r"|(?<![\w.,/$#=-])\+\d[\d -]{6,}\d(?!\w)|(?<![\w.,/$#=-])[2-9]\d{7}(?!\w|\.\d)|(?<![\w.,/$#=-])0[289]\d{7,8}(?!\w)",
    re.ASCII,
)
_FAX_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])fax|傳真)(?:\s?(?:no\.?|number|號碼))?[^\dA-Za-z+(\u4e00-\u9fff]{0,4}(?:to |is |on |至|到|為)?\s?\Z",
    re.IGNORECASE,
)
_MENTION = re.compile(r"(?<![\w./@+:-])@([A-Za-z\d](?:\w|-(?=[A-Za-z\d])){0,38})(?![\w@/-]|\.\w)", re.ASCII)
_PROFILES = (
    *("github.com/", "gitlab.com/", "twitter.com/", "x.com/", "instagram.com/", "facebook.com/", "t.me/"),
    *("threads.net/@", "threads.com/@", "youtube.com/@", "tiktok.com/@"),
)
"""Where a name with @ may lead to: one side writes the name, the other a link."""
_CODE = re.compile(
    r"(?<![\w$%/.@#&-])(?=[A-Z\d/_-]*[A-Z])(?=[\w/-]*\d)[A-Z0-9]+(?:[-_][A-Z0-9]+|/[A-Z]+-\d+)*(?:[a-z]?(?![\w@])|(?=[A-Z][a-z]))",
    re.ASCII,
)
_WORD_CODE = re.compile(r"(?<![\w$%/.@#&=-])[A-Za-z]*[a-z][A-Za-z]*[-_]?\d{2,}(?![\w.@/-])", re.ASCII)
"""Save20, err_404; a short one is the version of a program or a language more often than a code: es6."""
_VERSION = re.compile(r"(?<![\w.@/-])[vV]\.?(\d{1,4}(?:\.\d{1,4})?)(?![\w-]|\.\d)", re.ASCII)
_NAME_AND_VERSION = re.compile(r"(?<![\w-])[A-Za-z]{3,}(\d{1,4})(?![\w-])", re.ASCII)
_PRICE = re.compile(rf"(?<![\w-])(?:{'|'.join(CODES)})\d+(?:,\d{{3}})*(?:\.\d+)?(?!\w|[-/][A-Z])", re.ASCII)
"""NTD80 is read as an amount."""
_NO_CODE = re.compile(r"\d+(?:[KMGT]?B|KB|P|X|K|M|D|G|H|W|V|AM|PM|GHZ|MHZ|HZ)|Q[1-4]", re.ASCII)
"""10MB is a size; 1080P, 3D, 4G and Q2 are often put into words by translators."""


def read_contacts(raw: str) -> Iterator[Fact]:
    """Yield the e-mail and web addresses of a block as written, masked parts included."""
    if "@" in raw:
        for match in _MAIL.finditer(raw):
            yield Fact("contact", "e-mail", match[0].lower().rstrip("."), match[0], match.start(), match.end())
        for match in _MENTION.finditer(raw):  # @octocat answers for https://github.com/octocat
            first, *others = (f"{site}{match[1].lower()}" for site in _PROFILES)
            place = match.start(), match.end()
            yield Fact("contact", "web", first, match[0], *place, sure=False, others=tuple(others), coded=True)
    if "." in raw or "://" in raw:
        for match in _WEB.finditer(raw):
            yield Fact("contact", "web", _web(match[0]), match[0].rstrip(".,"), match.start(), match.end())


def _web(address: str) -> str:
    """Return what the addresses of one page in two languages have in common: no language, scheme, query or fragment."""
    rest = re.split(r"[?#]", re.sub(r"^https?://", "", address.lower()))[0]
    host, _, path = rest.partition("/")
    if _WIKI.match(host):
        return _WIKI.sub("", host)  # en.wikipedia.org names its pages in English, zh.wikipedia.org in Chinese
    host = _LOCAL_HOST.sub("", host)
    return (host + _LOCALE.sub("", f"/{path}")).rstrip("/.,;:!?")


def read_codes(text: str) -> Iterator[Fact]:
    """Yield telephone numbers, and codes of capitals and digits such as A4, PDF/X-4, ORD-1234."""
    if DIGIT not in cues_of(text):
        return
    text = _PRICE.sub(lambda match: MASK * len(match[0]), text)
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if 7 <= len(digits) <= 15 and not re.fullmatch(r"(?:19|20)\d\d[- ](?:19|20)\d\d", match[0]):
            yield Fact("contact", "phone", digits, match[0].strip(), match.start(), match.end(), others=(digits[-8:],))
            if _FAX_BEFORE.search(text[max(0, match.start() - 20) : match.start()]):  # where two numbers have changed places
                place = match.start(), match.end()
                yield Fact("contact", "fax", digits, match[0].strip(), *place, sure=False, others=(digits[-8:],))
    for name in (_NAME_AND_VERSION, _VERSION):  # Windows10 answers for Windows 10, product1 for 產品 1, v2 for version 2
        for match in name.finditer(text):
            value = float(match[1])
            yield Fact("number", "", value, match[0], match.start(), match.end(), plain=value, sure=False, coded=True)
    for match in _WORD_CODE.finditer(text):
        named = match[0][0].isupper() and match[0][1:2].islower()
        yield Fact("code", "code", match[0].upper(), match[0], match.start(), match.end(), coded=named)
    for match in _CODE.finditer(text):
        letters = any("A" <= char <= "Z" for char in match[0])
        if letters and any(map(str.isdecimal, match[0])) and not _NO_CODE.fullmatch(match[0]):
            sure = not _VERSION.fullmatch(match[0])  # version 10 is as good as V10, and V11 is not
            yield Fact("code", "code", match[0].upper(), match[0], match.start(), match.end(), sure=sure)
