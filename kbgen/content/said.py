"""What an article says, so that it can be compared with all others: worked out when it is rendered, and kept with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from kbgen.model import Said, Section

LEAST_SIMILAR = 0.85
"""The share of the longer text that stands in the other one, sentence for sentence."""
_LEAST_CHARACTERS = 40
"""Shorter texts may well be alike by chance, as “This article is being written.”"""
_DIGEST_BYTES = 16
_SENTENCE_BYTES = 8
_ENDS = re.compile(r"[.!?。！？；\n\t]+")


def said_in(sections: Sequence[Section]) -> Said:
    """Return what stands for the text of an article."""
    words = "".join("".join((section.title, section.text)) for section in sections)
    text = "".join(words.split()).casefold()
    sentences = sentences_of(sections)
    return Said(
        whole=_digest(text, _DIGEST_BYTES) if len(text) >= _LEAST_CHARACTERS else b"",
        characters=sum(sentences.values()),
        longest=tuple(_digest(sentence, _SENTENCE_BYTES) for sentence in _longest(sentences)),
    )


def sentences_of(sections: Sequence[Section]) -> Mapping[str, int]:
    """Return the characters that each sentence takes in an article."""
    counts: dict[str, int] = {}
    for section in sections:
        for sentence in map(str.strip, _ENDS.split(section.text)):
            counts[sentence] = counts.get(sentence, 0) + len(sentence)
    counts.pop("", None)
    return counts


def _longest(sentences: Mapping[str, int]) -> list[str]:
    """Return the longest sentences, of which two articles that are similar enough have one in common at least.

    They are more than the share in which two may differ, in an order that is the same for all articles.
    """
    left = sum(sentences.values()) * (1 - LEAST_SIMILAR)
    first = []
    for sentence in sorted(sorted(sentences), key=len, reverse=True):
        first.append(sentence)
        left -= sentences[sentence]
        if left < 0:
            break
    return first


def _digest(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()
