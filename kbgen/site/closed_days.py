"""Days on which a place is closed although its weekday is not: public holidays, and days the site names itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kbgen.model import Language, Region
from kbgen.settings.contact import Place

# `holidays` calls the general holidays of Hong Kong, on which offices and banks are closed, "optional".
_CATEGORIES: Mapping[Region, str] = {"HK": "optional", "TW": "public"}
_LANGUAGES: Mapping[Region, Mapping[Language, str]] = {
    "HK": {"en": "en_HK", "zh-hant": "zh_HK"},
    "TW": {"en": "en_US", "zh-hant": "zh_TW"},
}

_CALLED: Mapping[str, str] = {
    "The first day of January": "New Year's Day",
    "一月一日": "元旦",
    "聖誕節後第一個周日": "聖誕節補假",
    "中華民國開國紀念日": "元旦",
    "民族掃墓節": "清明節",
    "孔子誕辰紀念日": "教師節",
    "臺灣光復暨金門古寧頭大捷紀念日": "台灣光復節",
}
"""What people call a day that the law calls otherwise."""
_NEW_YEARS_EVE, _DAY_BEFORE_EVE = "農曆除夕", "小年夜"


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
    names = {day: name.partition(";")[0] for day, name in found.items()}  # two on one day are joined with a semicolon
    return {day: _called(name, names.get(day + timedelta(1), "")) for day, name in names.items()}


def _called(name: str, tomorrow: str) -> str:
    """Return what people call a holiday. tomorrow: the name of the next day's."""
    if name == tomorrow == _NEW_YEARS_EVE:
        return _DAY_BEFORE_EVE
    own, mark, rest = name.partition("（")
    return _CALLED.get(own, own) + mark + rest
