"""Rules about how a query was written: typing mistakes, scripts, regions, sounds and keyboards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kbgen.insights.diagnosis.case import Case
from kbgen.insights.diagnosis.keyboards import cangjie_mode, zhuyin_mode
from kbgen.insights.diagnosis.plausible import is_chinese_word
from kbgen.insights.diagnosis.portal_words import Word
from kbgen.insights.diagnosis.slips import is_han_slip, is_slip, is_spelling, nearest_word, spellings_of
from kbgen.insights.diagnosis.sounds import read_by_sound
from kbgen.insights.diagnosis.verdicts import Diagnosis, Evidence, Reason, Verdict
from kbgen.text.aliases import concept_names
from kbgen.text.normalise import is_han
from kbgen.text.real_words import english_words
from kbgen.text.tokens import canonical, runs_of

LONGEST_WINDOW = 6
SHORTEST_MISSPELT = 2
"""Characters of a Chinese word that differs from too many others by one of them."""


def wrong_mode(case: Case) -> Diagnosis | None:
    """Keys of an input method that was off, or on."""
    english = zhuyin_mode(case.text, case.words.english)
    if english:
        return _read(case, Verdict.ROMANISED, Evidence.KEYS, case.text, english)
    if any(word.text in case.words.english for word in case.words.telling(case.text)):
        return None
    chinese = cangjie_mode(case.text, case.words.chinese)
    return _read(case, Verdict.ROMANISED, Evidence.KEYS, case.text, written(case, chinese)) if chinese else None


def romanised(case: Case) -> Diagnosis | None:
    """The search read Latin letters as Chinese."""
    for read in case.mended:
        if any(map(is_han, read.ours)) and not any(map(is_han, read.typed)):
            keys = not all(char.isalpha() or char in " 123456" for char in canonical(read.typed)) or any(
                "ㄅ" <= c <= "ㄩ" for c in read.typed
            )
            return _read(case, Verdict.ROMANISED, Evidence.KEYS if keys else Evidence.SOUNDS_LIKE, read.typed, read.ours)
    return None


def run_together(case: Case) -> Diagnosis | None:
    """Chinese words of ours by their sounds, run together or with other letters than the search reads."""
    runs = runs_of(case.text)
    if not runs or not all(run.script == "latn" for run in runs):
        return None
    if any(run.text in case.words.english or run.text in english_words() for run in runs):
        return None
    meant = read_by_sound(case.text, case.words.chinese_by_sound)
    return _read(case, Verdict.ROMANISED, Evidence.SOUNDS_LIKE, case.text, written(case, meant)) if meant else None


def slip(case: Case) -> Diagnosis | None:
    """The search mended a typing mistake, and the best article then answers."""
    mended = case.mended
    if not mended or not case.is_covered:
        return None
    spelling = all(is_spelling(one, other) for read in mended for one, other in [(canonical(read.typed), canonical(read.ours))])
    reasons = tuple(Reason(Evidence.CORRECTED, read.typed, read.ours) for read in mended)
    verdict = Verdict.VARIANT if spelling else Verdict.TYPO
    return _with_article(case, verdict, reasons, case.read_text)


def retyped(case: Case) -> Diagnosis | None:
    """Readers typed it again without the slip, in other characters, or in the other spelling, and opened an article."""
    for text, _, found in case.trail.followed if case.trail.opened else ():
        typed, ours = canonical(case.text), canonical(text)
        if not found or typed == ours:
            continue
        words = list(zip(typed.split(), ours.split(), strict=False)) if len(typed.split()) == len(ours.split()) else []
        differing = [(one, other) for one, other in words if one != other]
        if differing and all(is_spelling(one, other) for one, other in differing):
            return _read(case, Verdict.VARIANT, Evidence.NEAR_WORD, case.text, text)
        if differing and all(is_slip(one, other) or is_han_slip(one, other) for one, other in differing):
            return _read(case, Verdict.TYPO, Evidence.NEAR_WORD, case.text, text)
    return None


def near_miss(case: Case) -> Diagnosis | None:
    """A word of ours is a slip away, although the search does not go that far."""
    for run in runs_of(case.text):
        meant = _near_han(case, run.text) if run.script == "hani" else _near_latin(case, run.text)
        if meant:
            typed, ours = meant
            verdict = Verdict.VARIANT if is_spelling(typed, ours) else Verdict.TYPO
            return _read(case, verdict, Evidence.NEAR_WORD, typed, ours)
    return None


def script(case: Case) -> Diagnosis | None:
    """Simplified characters, or the other English spelling, for words that the best article holds."""
    if not case.is_covered:
        return None
    if is_simplified(case):
        return _read(case, Verdict.VARIANT, Evidence.SIMPLIFIED, case.text, written(case, case.text))
    for read in case.reads:
        if is_spelling(canonical(read.typed), canonical(read.ours)):
            return _read(case, Verdict.VARIANT, Evidence.REGION_WORD, read.typed, read.ours)
    return None


def region(case: Case) -> Diagnosis | None:
    """The word of another region, or the spoken one, for words that the best article holds.

    Where readers said so too, by what they searched next and opened, it is the customers' own word.
    """
    if not case.is_covered:
        return None
    told = any(found for _, _, found in case.trail.followed) and bool(case.trail.opened)
    for read in case.reads:
        if read.kind == "variant" and not told and not _is_named(case, read.ours):
            continue
        if read.kind == "variant" and told:
            return _read(case, Verdict.SYNONYM, Evidence.SYNONYM_KNOWN, read.typed, read.ours)
        if read.kind == "variant":
            return _read(case, Verdict.VARIANT, Evidence.REGION_WORD, read.typed, read.ours)
    return None


def _is_named(case: Case, ours: str) -> bool:
    """Tell whether the best article names what a text was read as; of one word, holding it is enough."""
    telling = case.words.telling(ours)
    several = len(runs_of(ours)) > 1 and runs_of(ours)[0].script == "latn"
    return not several or (case.best is not None and case.names_any(case.best.document.id, telling))


def is_simplified(case: Case) -> bool:
    """Tell whether a character is typed in its folded form, or in one (賬) beside that which the portal writes (帳)."""
    fold = case.words.index.forms().fold
    for char in filter(is_han, case.text):
        folded, ours = char.translate(fold), written(case, char)
        if ours != char and (char == folded or ours != folded):
            return True
    return False


def _near_latin(case: Case, word: str) -> tuple[str, str] | None:
    if not word.isalpha() or word in case.words.english:
        return None
    spelt = min((one for one in spellings_of(word) if one in case.words.english), default="")
    if spelt:
        return word, spelt
    meant = nearest_word(word, case.words.english) or nearest_word(word, case.words.singulars)
    if word in english_words() and not (meant and _is_title_with(case, word, meant)):
        return None  # a real word is no slip, though one of ours is near: stump and stamp
    return (word, meant) if meant else None


def _is_title_with(case: Case, word: str, meant: str) -> bool:
    """Tell whether a query with a word put right is what a title says: *rush oder*, though there is a river of that name."""
    words = case.words.telling(case.text)
    mended = [replace(one, text=meant) if one.text == word else one for one in words]
    article = case.found(" ".join(one.text for one in mended)) if len(words) > 1 else None
    return article is not None and all(case.names_any(article, [one]) for one in mended)


def _near_han(case: Case, run: str) -> tuple[str, str] | None:
    """Find a stretch that is no word, and one of ours with a character of the same sound or shape."""
    strays = case.strays(run)
    stretches = [run[at : at + size] for size in range(min(LONGEST_WINDOW, len(run)), 1, -1) for at in range(len(run) - size + 1)]
    for stretch in stretches:
        if stretch in case.words.chinese or (is_chinese_word(stretch) and not _is_misspelt(case, stretch)):
            continue
        is_part = len(stretch) == SHORTEST_MISSPELT < len(run)  # often the end of one word and another's begin
        for word in case.words.chinese_by_length.get(len(stretch), ()):
            if is_han_slip(stretch, word) and (
                not is_part or _is_known_with(case, run, stretch, word) or _mends(case, run, stretch, word, strays)
            ):
                return stretch, written(case, word)
        for word in _forms_like(stretch, strays):
            if is_han_slip(stretch, word) and _mends(case, run, stretch, word, strays):
                return stretch, written(case, word)
    return None


def _is_misspelt(case: Case, word: str) -> bool:
    """Tell whether a word that a dictionary has is a common misspelling: 優惠卷; of two characters there are too many alike."""
    return len(word) > SHORTEST_MISSPELT and not case.words.knows(Word(word, "hani"))


def _mends(case: Case, run: str, stretch: str, word: str, strays: Collection[str]) -> bool:
    """Tell whether a word in place of a stretch changes nothing but strays, and the text then finds an article."""
    changed = {one for one, other in zip(stretch, word, strict=True) if one != other}
    return changed <= set(strays) and case.found(run.replace(stretch, word, 1)) is not None


def _forms_like(stretch: str, strays: Collection[str]) -> Iterator[str]:
    """Yield forms of the concepts of kbgen, which the search knows where no article has them, but for a stray in their place."""
    for at, char in enumerate(stretch):
        if char in strays:
            yield from _forms_but_for_one().get((at, stretch[:at] + stretch[at + 1 :]), ())


@cache
def _forms_but_for_one() -> Mapping[tuple[int, str], Sequence[str]]:
    """Return place of a character and the others → the Chinese forms of concepts that have them."""
    found = defaultdict[tuple[int, str], list[str]](list)
    for form in concept_names():
        for at in range(len(form) if all(map(is_han, form)) else 0):
            found[at, form[:at] + form[at + 1 :]].append(form)
    return found


def _is_known_with(case: Case, run: str, stretch: str, word: str) -> bool:
    """Tell whether a Chinese text with a stretch put right holds nothing but words of ours, and finds what is called so."""
    mended = run.replace(stretch, word, 1)
    telling = case.words.telling(mended)
    article = case.found(mended) if all(map(case.words.knows_whole, telling)) else None
    return article is not None and all(case.names_any(article, [one]) for one in telling)


def written(case: Case, text: str) -> str:
    """Return Chinese in the characters that the portal writes; those it never writes stay as they are."""
    forms = case.words.index.forms()
    return "".join(forms.written.get(ord(char.translate(forms.fold)), char) for char in text)


def _read(case: Case, verdict: Verdict, evidence: Evidence, typed: str, ours: str) -> Diagnosis:
    whole = canonical(case.text).replace(canonical(typed), canonical(ours))
    return _with_article(case, verdict, (Reason(evidence, typed, ours),), whole)


def _with_article(case: Case, verdict: Verdict, reasons: tuple[Reason, ...], meant: str) -> Diagnosis:
    opened = next((article for article, _ in case.trail.opened if article in case.words.documents), None)
    article = opened or case.found(meant)
    return Diagnosis(verdict, reasons, article, tuple(meant.split()), case.answer.outcome)
