"""What the privacy notice says, from the settings and from what the collector does.

Apart from the page, so that each number it promises stands in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from kbgen.model import Language
from kbgen.settings.site import Settings

EVENT_DAYS = 30
COUNT_MONTHS = 25
COUNT_VISITORS = 3
EXPORT_VISITORS = 5
"""What the collector does; a test compares these with the collector itself, which kbgen does not import."""


@dataclass(frozen=True, slots=True)
class PrivacyContext:
    """host: where searches go, empty for the portal's own host."""

    operator: str
    host: str
    event_days: int = EVENT_DAYS
    count_months: int = COUNT_MONTHS
    count_visitors: int = COUNT_VISITORS
    export_visitors: int = EXPORT_VISITORS


def privacy_context(settings: Settings, language: Language) -> PrivacyContext | None:
    """Return the facts of the notice in a language; None where nothing is counted."""
    if settings.collector is None:
        return None
    host = urlsplit(settings.collector.endpoint).hostname or ""
    own = urlsplit(settings.site_url).hostname
    return PrivacyContext(settings.collector.operator.get(language) or settings.name(language), "" if host == own else host)
