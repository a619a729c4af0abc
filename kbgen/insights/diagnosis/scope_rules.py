"""Rules that need no article: personal data, numbers, chatter, keys pressed at random, drafts and what is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kbgen.index.lexicon import stem
from kbgen.insights.diagnosis.case import MARK, SEVERAL, SEVERAL_WORDS, Case
from kbgen.insights.diagnosis.markup import without_markup
from kbgen.insights.diagnosis.meaning import LIGHT, cut, weight_of
from kbgen.insights.diagnosis.off_topic import off_topic_matter
from kbgen.insights.diagnosis.persons import is_person, points_only
from kbgen.insights.diagnosis.plausible import (
    CHATTER,
    COMPANIONS,
    SMALL_TALK,
    is_abbreviation,
    is_repetition,
    is_row_of_keys,
    is_word_like,
)
from kbgen.insights.diagnosis.portal_words import Word
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from kbgen.search.query import Result
from kbgen.text.normalise import Run, is_han
from kbgen.text.tokens import runs_of

_ADDRESS = re.compile(r"^(https?://|www\.)\S+$|^\S+\.(com|net|org|tw|hk)(/\S*)?$|^@[\w.]{3,}$", re.IGNORECASE)
_LABELS = re.compile(
    r"\b(?:orders?|invoices?|receipts?|tickets?|tracking|bookings?|reservations?|appointments?|confirmation|reference|serial"
    r"|accounts?|members?|membership|customer|client|patient|student|policy|claim|case"
    r"|number|no|ref|id|phone|tel|e-?mail)\b"
    r"|追蹤號|追踪号|快遞|快递|訂單|订单|單號|单号|編號|编号|號碼|号码|電話|电话|電郵|手機|查詢|查询"
    r"|發票|发票|收據|收据|預訂|预订|預約|预约|訂位|订位|訂房|订房|帳戶|賬戶|账户|帳號|賬號|账号|會員|会员|保單|保单|個案|个案"
)
"""What people write beside a number of theirs: what has one, and belongs to somebody."""
_STREET = re.compile(
    r"[路街道巷弄段]\s*\d+(?:之\d+)?\s*[號号]|\d+\s*[號号]\s*\d+\s*[樓楼]|[樓楼]\s*[a-z0-9]+\s*室"
    r"|\b\d+[a-z]?,?\s+(?:\w+\s+){1,3}(?:road|rd|street|st|avenue|ave|lane|terrace)\.?(?:,|$)"
    r"|\b(?:flat|room|rm|unit)\s+\w+,?\s+\d+\s*/\s*f\b|[座幢]\s*\d+\s*[樓楼]|\bp\.?\s?o\.?\s?box\s+\d+",
    re.IGNORECASE,
)
"""Where somebody lives: a street with a number, a floor with a room."""
_TOWN = re.compile(r"[市縣县]\w{1,3}[區区鄉乡鎮镇市]\w{1,6}(?:路|街|大道)(?:\w段)?$")
"""The beginning of an address in Taiwan; who asks for a branch there says more."""
_PROGRAM = re.compile(
    r"(?:\.\./){2}|/etc/passwd|['\"]\s*(?:or|and)\b.{1,20}=|\bunion\s+(?:all\s+)?select\b|\bselect\s+\*\s+from\b"
    r"|\bdrop\s+table\b|\$\{.*\}|\{\{.*\}\}|\bon(?:error|load)\s*=",
    re.IGNORECASE,
)
"""What tries whether a search box runs programs."""
_SUM = re.compile(r"[\d.,()\s]*\d\s*[+*×÷=]\s*[\d.,()\s+*×÷=/-]*\??")
_SMALL_TALK = CHATTER | COMPANIONS
_BOPOMOFO = re.compile("[ㄅ-ㄯˇˊˋ˙ˉ\\s]+")
SHORTEST_NONSENSE = 4
"""Shorter ones may be anybody's abbreviation."""
MOST_NAME_WORDS = 4
"""Of what stands beside somebody's number and is no word of the portal: a name, most likely."""
_SIGNS = re.compile(r"[\W_]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
"""A letter held down: hellooo."""
_CODE = re.compile(r"^(?:[a-z]{0,3}[-# ]?)?[\d\s-]{4,}$|^\d$|^[a-z]{2}\d{5,}$", re.IGNORECASE)
_LONG_CODE = re.compile(r"^(?:[a-z]{1,4}\d{4,}|\d{5,})$|^(?=\d?[a-z])(?=(?:[a-z]*\d){6})[a-z\d]{10,}$", re.IGNORECASE)
"""What is a code beside its name, or in brackets and strokes, too: order #482913, Y123456(7)."""
_STROKES = re.compile(r"[#:：.,/()（）+-]+")


def personal_data(case: Case) -> Diagnosis | None:
    """Personal data was removed, and what remains says no more than whose it is."""
    kinds = MARK.findall(case.trail.text)
    rest = case.words.telling(_LABELS.sub(" ", case.text.lower()))
    if not kinds or (rest and not (len(rest) <= MOST_NAME_WORDS and not any(map(case.words.knows_whole, rest)))):
        return None  # what the portal has words for is a question, though somebody wrote a number beside it
    return _out_of_scope(case, Evidence.PERSONAL, kinds[0])


def number(case: Case) -> Diagnosis | None:
    """A number, a sum, a code, a program, an address of the web, or where somebody lives."""
    is_place = _STREET.search(case.text) or _TOWN.search(case.text)
    is_code = _CODE.match(case.text) or _SUM.fullmatch(case.text) or _is_long_code(case.text) or _is_program(case)
    if is_code or is_place or _ADDRESS.match(case.text):
        return _out_of_scope(case, Evidence.NUMBER, case.text)
    return None


def _is_long_code(text: str) -> bool:
    """Tell whether a text is a number of somebody's, with or without what such numbers are called."""
    words = [word for word in _LABELS.sub(" ", text.lower()).split() if weight_of(word) > LIGHT]
    codes = [code for word in words if (code := _STROKES.sub("", word))]
    letters = [code for code in codes if not code.isdigit()]
    return bool(codes) and all(map(_LONG_CODE.match, letters or ["".join(codes)]))


def _is_program(case: Case) -> bool:
    """Tell whether a text is code, or markup around nothing that is said."""
    said = without_markup(case.text)
    return _PROGRAM.search(case.text) is not None or (said != case.text and not case.words.telling(said))


def chatter(case: Case) -> Diagnosis | None:
    """Somebody greets, asks who is there, or tries the search out, by whatever keys."""
    if _is_chatter(case.text) or (case.mended and _is_chatter("".join(case.read_text.split()))):
        return _out_of_scope(case, Evidence.CHATTER, case.text)
    return None


def _is_chatter(typed: str) -> bool:
    text = _DRAWN_OUT.sub(r"\1", " ".join(_SIGNS.sub(" ", typed.lower()).split()))
    words = [word for run in text.split() for word in (cut(run, _SMALL_TALK) if any(map(is_han, run)) else [run])]
    said = text in SMALL_TALK or text.replace(" ", "") in CHATTER
    return said or (any(word in CHATTER for word in words) and all(word in _SMALL_TALK for word in words))


def gone(case: Case) -> Diagnosis | None:
    """Readers opened an article that the portal says it had."""
    for article, times in (*case.trail.opened, *((article, times) for article, _, times in case.trail.clicked)):
        if article not in case.words.documents:
            reasons = (Reason(Evidence.GONE, case.text, article, times),)
            return Diagnosis(Verdict.UNPUBLISHED, reasons, article, outcome=case.answer.outcome)
    return None


def empty(case: Case) -> Diagnosis | None:
    """The article that is found has a title, and no text yet."""
    if case.best is None or case.best.weak or case.words.has_text(case.best.document):
        return None
    reason = Reason(Evidence.EMPTY, case.text, case.best.document.title)
    return Diagnosis(Verdict.UNPUBLISHED, (reason,), case.best_article, outcome=case.answer.outcome)


def draft(case: Case) -> Diagnosis | None:
    """A draft, or an article that is to come or over, holds every telling word; no published article is called so."""
    telling = case.words.telling(case.text)
    if case.is_covered and (len(telling) < SEVERAL_WORDS or (case.best and _names_all(case, case.best, telling))):
        return None
    for article, text in sorted(case.words.drafts.items()):
        if telling and all(_says(text, word) for word in telling):
            evidence = Evidence(case.words.states.get(article, "draft"))
            reasons = (Reason(evidence, case.text, text.splitlines()[0]),)
            return Diagnosis(Verdict.UNPUBLISHED, reasons, article, outcome=case.answer.outcome)
    return None


def _names_all(case: Case, best: Result, words: Sequence[Word]) -> bool:
    return all(case.names_any(best.document.id, [word]) for word in words)


def _says(text: str, word: Word) -> bool:
    """Tell whether a text holds a word, in English in any of its forms: no *art* of a party."""
    runs = [run.text for run in runs_of(text) if run.script == word.script]
    return any(stem(run) == stem(word.text) for run in runs) if word.script == "latn" else any(word.text in run for run in runs)


def nonsense(case: Case) -> Diagnosis | None:
    """No word of any language, or nothing but words that say little."""
    runs = runs_of(case.text)
    if not runs or _BOPOMOFO.fullmatch(case.text) or _is_all_nonsense(case, runs):
        return _out_of_scope(case, Evidence.NONSENSE, case.text)
    if not case.words.telling(case.text) and len(runs) < 3:
        return _out_of_scope(case, Evidence.ONLY_LIGHT, case.text)
    return None


def says_little(case: Case) -> Diagnosis | None:
    """It points at something, or names somebody, and says no more: *that other one*, 陳小姐."""
    if points_only(case.text):
        return Diagnosis(Verdict.UNKNOWN, (Reason(Evidence.POINTS, case.text),), outcome=case.answer.outcome)
    if is_person(case.text) and (case.best is None or case.best.weak):
        return Diagnosis(Verdict.UNKNOWN, (Reason(Evidence.PERSON, case.text),), outcome=case.answer.outcome)
    return None


def elsewhere(case: Case) -> Diagnosis | None:
    """An off-topic matter that no title of the portal names."""
    matter, name = off_topic_matter(case.text)
    if not matter or (case.is_covered and case.is_named):
        return None
    words = case.words.telling(matter)
    if any(all(case.names_any(article, [word]) for word in words) for article in case.words.documents):
        return None
    return _out_of_scope(case, Evidence.ELSEWHERE, case.text, name)


def _is_all_nonsense(case: Case, runs: Sequence[Run]) -> bool:
    """Tell whether every run is nonsense, or too short to be more beside one that is."""
    long = [run for run in runs if run.script == "hani" or len(run.text) >= SHORTEST_NONSENSE]
    if not long:
        return len(runs) > 1 and all(is_row_of_keys(run.text) for run in runs)
    short = [run.text for run in runs if run not in long]
    beside = all(text not in case.words.english and not text.isdigit() for text in short)
    return beside and all(_is_nonsense(case, run.text, run.script) for run in long)


def _is_nonsense(case: Case, text: str, script: str) -> bool:
    if script == "hani":
        return is_repetition(text)
    letters = text.rstrip("0123456789")
    if letters != text:
        return is_row_of_keys(letters)
    if case.trail.counts.visitor_days >= SEVERAL and is_abbreviation(text):
        return False  # nobody presses the same keys at random as two others
    return text[0].isalpha() and text not in case.words.english and not is_word_like(text)


def _out_of_scope(case: Case, evidence: Evidence, typed: str, ours: str = "") -> Diagnosis:
    return Diagnosis(Verdict.OUT_OF_SCOPE, (Reason(evidence, typed, ours),), outcome=case.answer.outcome)
