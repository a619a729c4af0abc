"""Days on which a place is closed although its weekday is not: public holidays, and days the site names itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kbgen.model import Language
from kbgen.settings.contact import Place, Region

# `holidays` calls the general holidays of Hong Kong, on which offices and banks are closed, "optional".
_CATEGORIES: Mapping[Region, str] = {"HK": "optional", "TW": "public"}
_LANGUAGES: Mapping[Region, Mapping[Language, str]] = {
    "HK": {"en": "en_HK", "zh-hant": "zh_HK"},
    "TW": {"en": "en_US", "zh-hant": "zh_TW"},
}


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which nobody works, and why, in one language."""

    day: date
    reason: str


def closed_days(place: Place, language: Language, today: date) -> tuple[ClosedDay, ...]:
    """Return the closed days of a place from `today` to the end of next year, in order.

    A holiday on a weekday when the place is closed anyway is left out; a reason of the site's own wins.
    """
    days = {} if place.open_on_holidays else dict(_public_holidays(place.region, language, today))
    days |= {day: reasons[language] for day, reasons in place.closed.items()}
    coming = (day for day in sorted(days) if day >= today and day.isoweekday() in place.open)
    return tuple(ClosedDay(day, days[day]) for day in coming if day.year <= today.year + 1)


def _public_holidays(region: Region, language: Language, today: date) -> Mapping[date, str]:
    import holidays  # here, because loading it takes a second that a site without places need not wait

    found = holidays.country_holidays(
        region, years=(today.year, today.year + 1), categories=_CATEGORIES[region], language=_LANGUAGES[region][language]
    )
    return {day: name.partition(";")[0] for day, name in found.items()}  # two on one day are joined with a semicolon
