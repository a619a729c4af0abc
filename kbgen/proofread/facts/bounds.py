"""What stands beside a fact and turns it round: above and below, before and after, a month and a year.

Read only where a word of either side stands right beside the same fact, and neither clause denies anything: *not accepted
above 20 kg* and 20 公斤以下 say the same. So much is missed, and little is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kbgen.proofread.facts.fact import Fact, agree
from kbgen.proofread.prose import Block

_ENGLISH_BEFORE = re.compile(
    r"(?<![a-z])(?:(?P<up>over|above|more than|at least|exceed(?:s|ing)?|(?:no|not) (?:less|fewer) than|(?:a )?minimum(?: of)?)"
    r"|(?P<down>under|below|less than|fewer than|at most|up to|(?:no|not) more than|not exceeding|(?:a )?maximum(?: of)?)"
    r"|(?P<within>within)|(?P<early>before|by|until|till|no later than)|(?P<late>after)) (?:the )?\Z",
    re.IGNORECASE,
)
_ENGLISH_AFTER = re.compile(
    r"(?: [a-z]+| years? old)?,? (?:or|and) (?:(?P<up>more|above|over|older|longer|larger)"
    r"|(?P<down>less|under|below|fewer|younger))"
    r"(?![a-z])(?! (?:than|the|a)(?![a-z]))| (?:(?P<early>before|earlier|prior|in advance)|(?P<late>later))(?![a-z])"
    r"|(?: ?/ ?| (?:an?|per|each|every) )(?P<per>hour|day|night|week|month|year)(?![a-z])",
    re.IGNORECASE,
)
_HAN_BEFORE = re.compile(
    r"(?:(?P<up>超過|多於|高於|大於|逾|(?<!未)滿|最少|至少|不少於|不低於|起碼)"
    r"|(?P<down>少於|低於|小於|不足|未滿|最多|至多|不(?:得|可|應)?(?:超過|多於|高於)|上限為?)"
    r"|(?:每個?(?P<per>小時|日|天|晚|[週周月年]|星期)|(?P<per2>[日週周月年])[費繳租薪])[^，。；、\d每]{0,5})\s?\Z"
)
_HAN_AFTER = re.compile(
    r"\s?[件個位名人歲項次份張本種度支盒包箱吋]?\s?或?(?:(?P<up>以上)|(?P<down>以下)|(?P<within>之?以?內)|(?P<early>之?以?前(?![往台臺來]))"
    r"|(?P<late>之?以?[後后]))|\s?/\s?(?P<per>小時|日|天|晚|[週周月年]|星期)"
)
_PERIODS = {
    "小時": "hour", "日": "day", "天": "day", "晚": "night", "週": "week", "周": "week", "星期": "week", "月": "month",
    "年": "year",
}  # fmt: skip
_OPPOSITES = [{"up", "down"}, {"early", "late"}, {"within", "late"}, {"within", "up"}]
_REACH = 80
"""Characters before a fact that are looked at: more than a bound, and most of a clause."""
_CLAUSE = re.compile(r"[^.,;:!?()\n]*\Z"), re.compile(r"[^.,;:!?()\n]*")
_HAN_CLAUSE = re.compile(r"[^。，；：！？（）\n]*\Z"), re.compile(r"[^。，；：！？（）\n]*")
_DENIES = re.compile(
    r"(?<![a-z])(?:not|no|nor|never|cannot|without|unless|except|only|refuse[ds]?|free|closed|instead|stops?|ends?|expires?)(?![a-z])"
    r"|n['’]t(?![a-z])",
    re.IGNORECASE,
)
_HAN_DENIES = re.compile(r"[不未非勿無沒免除止停休否拒只才方始]")


def opposite_bounds(en: Block, en_facts: Sequence[Fact], zh: Block, zh_facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the facts that both blocks state once and alike, but that the words beside them turn round."""
    for fact in en_facts:
        here, shown = ("", "") if fact.coded else _english_bound(en.text, fact)
        if not here:
            continue
        answers = [other for other in zh_facts if not other.coded and agree(fact, other)]
        if len(answers) != 1 or sum(agree(one, answers[0]) for one in en_facts if not one.coded) != 1:
            continue
        there, han_shown = _han_bound(zh.text, answers[0])
        if there and _differ(here, there, fact):
            yield replace(fact, shown=shown), replace(answers[0], shown=han_shown)


def _differ(here: str, there: str, fact: Fact) -> bool:
    if here.startswith("per ") and there.startswith("per "):
        return fact.kind == "price" and here != there
    return {here, there} in _OPPOSITES


def _english_bound(text: str, fact: Fact) -> tuple[str, str]:
    """Return the bound beside an English fact, or nothing, and the fact with its words."""
    before, after = _ENGLISH_BEFORE.search(text, max(0, fact.start - _REACH), fact.start), _ENGLISH_AFTER.match(text, fact.end)
    start, end = before.start() if before else fact.start, after.end() if after else fact.end
    if _denied(text, start, end, _CLAUSE, _DENIES):
        return "", ""
    return _bound(before, after), text[start:end]


def _han_bound(text: str, fact: Fact) -> tuple[str, str]:
    """Return the bound beside a Chinese fact, or nothing, and the fact with its words."""
    before, after = _HAN_BEFORE.search(text, max(0, fact.start - _REACH), fact.start), _HAN_AFTER.match(text, fact.end)
    start, end = before.start() if before else fact.start, after.end() if after else fact.end
    if _denied(text, start, end, _HAN_CLAUSE, _HAN_DENIES):
        return "", ""
    return _bound(before, after), text[start:end]


def _denied(text: str, start: int, end: int, clause: tuple[re.Pattern[str], re.Pattern[str]], denies: re.Pattern[str]) -> bool:
    before, after = clause[0].search(text, max(0, start - _REACH), start), clause[1].match(text, end)
    return any(part and denies.search(part[0]) for part in (before, after))


def _bound(before: re.Match[str] | None, after: re.Match[str] | None) -> str:
    """Return the one bound that stands before or after a fact; nothing where there are two."""
    found = [
        f"per {_PERIODS.get(word, word.lower())}" if name.startswith("per") else name
        for match in (before, after)
        if match
        for name, word in match.groupdict().items()
        if word
    ]
    return found[0] if len(found) == 1 else ""
