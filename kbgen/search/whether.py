"""Questions by a verb, a *not* and the verb again, which ask whether something may be: 可唔可以, 會不會, 得唔得.

Twin: theme/assets/search/whether.js. Specification: index-format 5.4.5. Characters are folded.
"""

from __future__ import annotations

import re

_WHETHER = re.compile(
    "可以[唔不]可以|可[唔不]可以?|(?<![功可性智技只效职])能[唔不]能够?|(?<![机社开])会[唔不]会|使[唔不]使(?!钱)|要[唔不]要(?![钱签])"
    "|需[唔不]需要|系[唔不]系(?!真)|是不是(?!挂)|得唔得|(?<![银执进])行不行|有冇得|应[唔不]应该?"
)


def whether_spans(text: str) -> list[tuple[int, int]]:
    """Return where a folded Han run asks whether something may be; its words say nothing of what it is about."""
    return [match.span() for match in _WHETHER.finditer(text)]
