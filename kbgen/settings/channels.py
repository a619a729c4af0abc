"""Ways to reach a person: what a site may write for each, and the address it leads to.

A template holds `{message}` where the reader's own words go, percent-encoded by the page; addresses are made here only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import quote, urlsplit

ChannelKind = Literal["email", "form", "phone", "whatsapp", "line", "wechat", "messenger"]
CHANNEL_KINDS: tuple[ChannelKind, ...] = get_args(ChannelKind)
MESSAGE = "{message}"

_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,22}[0-9]")
_WHATSAPP = re.compile(r"\+[1-9][0-9 ()-]{5,20}[0-9]")
_LINE = re.compile(r"@?[a-z0-9][a-z0-9._-]{2,29}")
_WECHAT = re.compile(r"[A-Za-z][A-Za-z0-9_-]{5,19}")
_MESSENGER = re.compile(r"[A-Za-z0-9.]{5,50}")
_UNFIT_FOR_ADDRESS = re.compile(r"[\s\x00-\x20\x7f\"'<>\\^`|]")


@dataclass(frozen=True, slots=True)
class ChannelLink:
    """Where a channel leads. href: without a message; empty where no address opens it (WeChat).

    template: `href` with room for a message; empty where the channel takes none.
    """

    href: str
    template: str = ""


def _email(value: str, subject: str) -> ChannelLink:
    href = f"mailto:{quote(value, safe='@+')}"
    return ChannelLink(href, f"{href}?subject={quote(subject, safe='')}&body={MESSAGE}")


def _form(value: str, _subject: str) -> ChannelLink:
    return ChannelLink(value.replace(MESSAGE, ""), value if MESSAGE in value else "")


def _phone(value: str, _subject: str) -> ChannelLink:
    return ChannelLink(f"tel:{'+' if value.startswith('+') else ''}{_digits(value)}")


def _whatsapp(value: str, _subject: str) -> ChannelLink:
    href = f"https://wa.me/{_digits(value)}"
    return ChannelLink(href, f"{href}?text={MESSAGE}")


def _line(value: str, _subject: str) -> ChannelLink:
    if not value.startswith("@"):  # a person: LINE opens the profile and takes no text
        return ChannelLink(f"https://line.me/R/ti/p/~{quote(value, safe='')}")
    account = quote(value, safe="")
    return ChannelLink(f"https://line.me/R/ti/p/{account}", f"https://line.me/R/oaMessage/{account}/?{MESSAGE}")


def _wechat(_value: str, _subject: str) -> ChannelLink:
    return ChannelLink("")


def _messenger(value: str, _subject: str) -> ChannelLink:
    return ChannelLink(f"https://m.me/{quote(value, safe='')}", f"https://m.me/{quote(value, safe='')}?text={MESSAGE}")


def _is_form(value: str) -> bool:
    if _UNFIT_FOR_ADDRESS.search(value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:  # as in https://[
        return False
    own_path = value.startswith("/") and not value.startswith("//")
    return own_path or (parts.scheme == "https" and bool(parts.hostname) and MESSAGE not in parts.netloc)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


@dataclass(frozen=True, slots=True)
class _Kind:
    fits: Callable[[str], bool]
    hint: str
    link: Callable[[str, str], ChannelLink]


_KINDS: Mapping[ChannelKind, _Kind] = {
    "email": _Kind(_matches(_EMAIL), "write one address, as in hello@example.com", _email),
    "form": _Kind(_is_form, "write https://… or a path on this site; {message} marks where the message goes", _form),
    "phone": _Kind(_matches(_PHONE), "write the number with its country, as in +852 5550 0100", _phone),
    "whatsapp": _Kind(_matches(_WHATSAPP), "write the number with '+' and its country, as in +852 5550 0100", _whatsapp),
    "line": _Kind(_matches(_LINE), "write the LINE ID; official accounts begin with '@'", _line),
    "wechat": _Kind(_matches(_WECHAT), "write the WeChat ID: 6 to 20 letters, digits, '_' and '-'", _wechat),
    "messenger": _Kind(_matches(_MESSENGER), "write the name of the page, as in m.me/NAME", _messenger),
}


def value_hint(kind: ChannelKind, value: str) -> str:
    """Return what to write instead of `value`, or an empty text when it is fine."""
    return "" if _KINDS[kind].fits(value) else _KINDS[kind].hint


def channel_link(kind: ChannelKind, value: str, *, subject: str) -> ChannelLink:
    """Return where a checked value leads. subject: of an e-mail; line ends in it would start new headers, so they go."""
    return _KINDS[kind].link(value, " ".join(subject.split()))


def _digits(value: str) -> str:
    return "".join(filter(str.isdigit, value))
