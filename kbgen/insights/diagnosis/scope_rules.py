"""Rules that need no article: personal data, numbers, chatter, keys pressed at random, drafts and what is gone."""

from __future__ import annotations

import re

from kbgen.insights.diagnosis.case import MARK, Case
from kbgen.insights.diagnosis.plausible import CHATTER, is_repetition, is_word_like
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from kbgen.text.tokens import runs_of

_ADDRESS = re.compile(r"^(https?://|www\.)\S+$|^\S+\.(com|net|org|tw|hk)(/\S*)?$", re.IGNORECASE)
_LABELS = re.compile(
    r"\b(?:orders?|invoice|ticket|tracking|number|no|ref|id|phone|tel|e-?mail)\b|訂單|订单|單號|单号|編號|编号|號碼|号码|電話|电话|電郵|手機|查詢|查询"
)
"""What people write beside a number of theirs."""
_STREET = re.compile(
    r"[路街道巷弄段]\s*\d+(?:之\d+)?\s*[號号]|\d+\s*[號号]\s*\d+\s*[樓楼]|[樓楼]\s*[a-z0-9]+\s*室"
    r"|\b\d+[a-z]?,?\s+(?:\w+\s+){1,3}(?:road|rd|street|st|avenue|ave|lane|terrace)\.?(?:,|$)"
    r"|\b(?:flat|room|rm|unit)\s+\w+,?\s+\d+\s*/\s*f\b",
    re.IGNORECASE,
)
"""Where somebody lives: a street with a number, a floor with a room."""
SHORTEST_NONSENSE = 4
"""Shorter ones may be anybody's abbreviation."""
MOST_NAME_WORDS = 4
"""Of what stands beside somebody's number and is no word of the portal: a name, most likely."""
_SIGNS = re.compile(r"[\W_]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
"""A letter held down: hellooo."""
_CODE = re.compile(r"^(?:[a-z]{0,3}[-# ]?)?[\d\s-]{4,}$|^\d$|^[a-z]{2}\d{5,}$", re.IGNORECASE)


def personal_data(case: Case) -> Diagnosis | None:
    """Personal data was removed, and what remains says no more than whose it is."""
    kinds = MARK.findall(case.trail.text)
    rest = case.words.telling(_LABELS.sub(" ", case.text.lower()))
    if not kinds or (rest and not (len(rest) <= MOST_NAME_WORDS and not any(map(case.words.knows_whole, rest)))):
        return None  # what the portal has words for is a question, though somebody wrote a number beside it
    return _out_of_scope(case, Evidence.PERSONAL, kinds[0])


def number(case: Case) -> Diagnosis | None:
    """A number, a code, an address of the web, or where somebody lives."""
    if _CODE.match(case.text) or _ADDRESS.match(case.text) or _STREET.search(case.text):
        return _out_of_scope(case, Evidence.NUMBER, case.text)
    return None


def chatter(case: Case) -> Diagnosis | None:
    """Somebody greets, or tries the search out."""
    text = _DRAWN_OUT.sub(r"\1", _SIGNS.sub(" ", case.text.lower())).strip()
    words = text.split()
    if words and (text in CHATTER or all(word in CHATTER for word in words)):
        return _out_of_scope(case, Evidence.CHATTER, case.text)
    return None


def gone(case: Case) -> Diagnosis | None:
    """Readers opened an article that the portal no longer has."""
    for article, times in (*case.trail.opened, *((article, times) for article, _, times in case.trail.clicked)):
        if article not in case.words.documents:
            reasons = (Reason(Evidence.GONE, case.text, article, times),)
            return Diagnosis(Verdict.UNPUBLISHED, reasons, article, outcome=case.answer.outcome)
    return None


def draft(case: Case) -> Diagnosis | None:
    """A draft holds every telling word."""
    telling = [word.text for word in case.words.telling(case.text)]
    if len(telling) < 2 and case.is_covered:
        return None  # one common word; a published article has it too
    for article, text in sorted(case.words.drafts.items()):
        held = " ".join(run.text for run in runs_of(text))
        if telling and all(word in held for word in telling):
            reasons = (Reason(Evidence.DRAFT, case.text, text.splitlines()[0]),)
            return Diagnosis(Verdict.UNPUBLISHED, reasons, article, outcome=case.answer.outcome)
    return None


def nonsense(case: Case) -> Diagnosis | None:
    """No word of any language, or nothing but words that say little."""
    runs = runs_of(case.text)
    if not runs or all(_is_nonsense(case, run.text, run.script) for run in runs):
        return _out_of_scope(case, Evidence.NONSENSE, case.text)
    if not case.words.telling(case.text) and len(runs) < 3:
        return _out_of_scope(case, Evidence.ONLY_LIGHT, case.text)
    return None


def _is_nonsense(case: Case, text: str, script: str) -> bool:
    if script == "hani":
        return is_repetition(text)
    return len(text) >= SHORTEST_NONSENSE and text not in case.words.english and not text.isdigit() and not is_word_like(text)


def _out_of_scope(case: Case, evidence: Evidence, typed: str) -> Diagnosis:
    return Diagnosis(Verdict.OUT_OF_SCOPE, (Reason(evidence, typed),), outcome=case.answer.outcome)
