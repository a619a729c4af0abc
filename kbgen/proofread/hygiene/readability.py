"""How long sentences are and how easy a page reads; both are off until a site asks for them in `checks`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kbgen.model import Language
from kbgen.proofread.hygiene.finding import Finding, Sheet
from kbgen.proofread.prose import MASK

LONGEST_SENTENCE: Mapping[Language, int] = {"en": 30, "zh-hant": 60}
"""English words, Chinese characters."""
LEAST_TEXT: Mapping[Language, int] = {"en": 60, "zh-hant": 150}
"""Below it a page is too short for an average."""
LEAST_EASE = 50.0
"""Flesch reading ease, of 100; below 50 is college English (Flesch 1948)."""
LONGEST_MEAN = 35.0
"""Chinese characters of a mean sentence, counted to 。！？；. There is no formula for Chinese that two studies agree on."""

_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z\"'(\[*])|[。！？；]|\n(?=[A-Z])")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*|\d[\d.,]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    length: int


def long_sentence(sheet: Sheet) -> Iterator[Finding]:
    """Report sentences of more words, or Chinese characters, than LONGEST_SENTENCE."""
    most = LONGEST_SENTENCE[sheet.language]
    unit = "characters" if sheet.chinese else "words"
    for block in sheet.blocks:
        for sentence in _sentences(block.text, chinese=sheet.chinese):
            if sentence.length > most:
                shown = " ".join(block.raw[sentence.start : sentence.end].split())[:40]
                message = f"a sentence of {sentence.length} {unit}: '{shown}…'"
                yield Finding(block, sentence.start, sentence.end, "long-sentence", message, f"make two of it; {most} at most")


def hard_to_read(sheet: Sheet) -> Iterator[Finding]:
    """Report a page whose mean sentence, and in English also its words, are hard to read."""
    prose = [block for block in sheet.blocks if block.kind in {"text", "item", "step"}]
    lengths = [one.length for block in prose for one in _sentences(block.text, chinese=sheet.chinese) if one.length]
    total = sum(lengths)
    if total < LEAST_TEXT[sheet.language]:
        return
    block = sheet.blocks[0]
    mean = total / len(lengths)
    if sheet.chinese:
        if mean > LONGEST_MEAN:
            message = f"{mean:.0f} characters in a mean sentence"
            yield Finding(block, 0, 0, "hard-to-read", message, f"write shorter ones; {LONGEST_MEAN:.0f} at most")
        return
    words = [word for one in prose for word in _WORD.findall(one.text)]
    ease = 206.835 - 1.015 * mean - 84.6 * sum(map(_syllables, words)) / len(words)
    if ease < LEAST_EASE:
        message = f"a reading ease of {ease:.0f} of 100 (Flesch)"
        yield Finding(block, 0, 0, "hard-to-read", message, f"write shorter sentences and words; {LEAST_EASE:.0f} at least")


def _sentences(text: str, *, chinese: bool) -> Iterator[_Sentence]:
    start = 0
    for end in [*(match.start() for match in _END.finditer(text)), len(text)]:
        part = text[start:end].replace(MASK, " ")
        yield _Sentence(start, end, len(_HAN.findall(part)) if chinese else len(_WORD.findall(part)))
        start = end


def _syllables(word: str) -> int:
    plain = word.lower()
    silent = plain.endswith("e") and not plain.endswith(("le", "ee"))
    return max(1, len(_VOWELS.findall(plain)) - silent)
