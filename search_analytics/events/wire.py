"""Events as a page sends them: schema v1, clauses 2 and 3 of docs/spec/search-event.md.

The names on the wire are single letters because every search of every reader carries them;
`record.py` has the names the rest of the code uses.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from search_analytics.errors import EnvelopeRejectedError
from search_analytics.limits import MAX_AGE_MS, MAX_COMMENT_CODE_POINTS, MAX_EVENTS, MAX_QUERY_CODE_POINTS

# 128 bits in base64url: the 22nd character carries two bits, so only four are possible.
# `\Z`, because `$` lets a newline pass.
EventId = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{21}[AQgw]\Z")]
SiteName = Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9._-]{0,63}\Z")]
BuildId = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9._-]{1,64}\Z")]
AgeMs = Annotated[int, Meta(ge=0, le=MAX_AGE_MS)]
Query = Annotated[str, Meta(min_length=1, max_length=MAX_QUERY_CODE_POINTS)]
Comment = Annotated[str, Meta(min_length=1, max_length=MAX_COMMENT_CODE_POINTS)]
# A path below the language folder: no empty segment, no `.` or `..`, nothing that could end a URL path or an attribute.
_SEGMENT = r"(?!\.{1,2}(?:/|\Z))[^\x00-\x20\x7f-\xa0/\\?#%\"<>]+"
ArticleRef = Annotated[str, Meta(max_length=200, pattern=rf"\A{_SEGMENT}(?:/{_SEGMENT})*\Z")]
WireLanguage = Literal["en", "zh-Hant"]
Outcome = Literal["exact", "corrected", "weak", "none"]
Mode = Literal["enter", "settle", "click", "url"]
ViewSource = Literal["search", "nav", "other"]
ShownBesides = Literal["answer", "suggested"]
VoteReason = Literal["not-found", "unclear", "outdated", "too-long", "wrong", "other"]


class SearchEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="t", tag="search"):
    """A text a reader settled on, and what our search answered."""

    id: EventId
    d: AgeMs
    q: Query
    n: Annotated[int, Meta(ge=-1, le=100_000)]
    o: Outcome
    l: WireLanguage  # noqa: E741, the wire's name
    m: Mode
    p: EventId | UnsetType = UNSET
    x: ShownBesides | UnsetType = UNSET


class ClickEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="t", tag="click"):
    """A result that was opened."""

    id: EventId
    d: AgeMs
    s: EventId
    a: ArticleRef
    k: Annotated[int, Meta(ge=1, le=1000)]


class ViewEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="t", tag="view"):
    """An article that was shown."""

    id: EventId
    d: AgeMs
    a: ArticleRef
    l: WireLanguage  # noqa: E741, the wire's name
    f: ViewSource


class VoteEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="t", tag="vote"):
    """An answer to "was this helpful?"; the reason comes from a list, and `c` is what a reader adds where a portal lets them."""

    id: EventId
    d: AgeMs
    a: ArticleRef
    v: Annotated[int, Meta(ge=0, le=1)]
    l: WireLanguage | UnsetType = UNSET  # noqa: E741, the wire's name
    r: VoteReason | UnsetType = UNSET
    c: Comment | UnsetType = UNSET


Event = SearchEvent | ClickEvent | ViewEvent | VoteEvent


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of one request: up to 50 events of one page view."""

    v: Literal[1]
    site: SiteName
    b: BuildId
    e: Annotated[tuple[Event, ...], Meta(min_length=1, max_length=MAX_EVENTS)]


_DECODER = msgspec.json.Decoder(Envelope)
# The place is made of our own field names and indices only; the rest of the message may quote what was sent.
_PLACE = re.compile(r"`(\$(?:\.(?:v|site|b|e|t|id|d|q|n|o|l|m|p|x|s|a|k|f|r|c)|\[\d{1,2}\])*)`\Z")


def decode_envelope(body: bytes) -> Envelope:
    """Return the envelope in `body`, or raise EnvelopeRejectedError naming the field and nothing of its content."""
    try:
        return _DECODER.decode(body)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        raise EnvelopeRejectedError(f"invalid event at {place[1]}" if place else "invalid event") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise EnvelopeRejectedError("not JSON in UTF-8") from None
