"""What stands beside a number: a currency, which articles write in other ways than readers ($, HK$, NT$), or a measure.

Twin: theme/assets/search/currencies.js. Specification: index-format 5.2.4, 5.2.8.
"""

from __future__ import annotations

from collections.abc import Iterable

from kbgen.text.normalise import Run

CURRENCIES = frozenset(("元", "圆", "蚊", "块", "dollar", "dollars", "hkd", "nt", "ntd", "twd", "usd"))
"""Folded."""
_MEASURES = (
    "kg kgs kilo kilos kilogram kilograms g gram grams lb lbs oz mm cm m metre metres meter meters km mile miles inch inches ft "
    "feet foot ml l litre litres liter liters kb mb gb tb min mins minute minutes hr hrs hour hours day days week weeks month "
    "months year years px"
)
MEASURES = frozenset(_MEASURES.split(" "))


def is_of_number(text: str, beside: Iterable[Run]) -> bool:
    """Tell whether a folded text is the currency of a number beside it."""
    return text in CURRENCIES and any(run.text.isdecimal() for run in beside)
