"""The currency of a price, which articles write in other ways than readers: $, HK$, NT$.

Twin: theme/assets/search/currencies.js. Specification: index-format 5.2.4.
"""

from __future__ import annotations

from collections.abc import Iterable

from kbgen.text.normalise import Run

CURRENCIES = frozenset(("元", "圆", "蚊", "块", "dollar", "dollars", "hkd", "nt", "ntd", "twd", "usd"))
"""Folded."""


def is_of_number(text: str, beside: Iterable[Run]) -> bool:
    """Tell whether a folded text is the currency of a number beside it."""
    return text in CURRENCIES and any(run.text.isdecimal() for run in beside)
