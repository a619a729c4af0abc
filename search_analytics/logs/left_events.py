"""Events that pages left in the log of a web server: `GET /_kb/b?d=…`, for hosts that run no program (clause 16.3).

`d` is the body of clause 2 in base64url. The server only has to answer 204 and to write its log.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from search_analytics.errors import EnvelopeRejectedError
from search_analytics.events.ingest import Ingest, Sender
from search_analytics.events.portal_articles import PortalArticles
from search_analytics.events.record import EventRecord
from search_analytics.events.wire import decode_envelope
from search_analytics.http.client_address import TrustedProxies, client_prefix
from search_analytics.http.events import CRAWLER
from search_analytics.logs.formats import Hit
from search_analytics.privacy.visitors import VisitorDays

PATH = "/_kb/b"
_ANSWERS = frozenset({200, 204})


@dataclass(slots=True)
class LeftEvents:
    """Turns hits of the path into records. site: the only one whose events count. refused: hits that hold no events of it.

    portal: whose articles events may name; None: any. unknown_articles: events of others. other_sites: of those hits that hold
    events of another site, how many of which.
    """

    site: str
    visitors: VisitorDays
    published: frozenset[str] = frozenset()
    portal: PortalArticles | None = None
    refused: int = 0
    unknown_articles: int = 0
    other_sites: Counter[str] = field(default_factory=Counter)

    def records(self, hit: Hit) -> tuple[EventRecord, ...] | None:
        """Return the events of a hit, or None when it is a hit of another path."""
        path, _, query = hit.target.partition("?")
        if not path.endswith(PATH) or hit.status not in _ANSWERS:
            return None
        if CRAWLER.search(hit.agent):
            return ()
        try:
            envelope = decode_envelope(_body(query))
            if envelope.site != self.site:
                self.other_sites[envelope.site] += 1
                raise EnvelopeRejectedError("another site")
            if self.portal:
                sifted = self.portal.sift(envelope)
                envelope = sifted.envelope
                self.unknown_articles += sifted.unknown_articles
            ingest = Ingest(self.visitors, lambda: hit.unix_seconds, self.published)
            return ingest.records(envelope, Sender(client_prefix(hit.address, (), TrustedProxies()))).records
        except EnvelopeRejectedError:
            self.refused += 1
            return ()


def _body(query: str) -> bytes:
    text = parse_qs(query).get("d", [""])[0]
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise EnvelopeRejectedError("not base64url") from None
