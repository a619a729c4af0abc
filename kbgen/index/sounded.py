"""Chinese names that the lexicon lacks and that readers may type by their sound: what articles and answers are called."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from kbgen.index.answers import SiteAnswers
from kbgen.index.articles import IndexedArticle
from kbgen.index.lexicon import MAX_WORD_LENGTH
from kbgen.text.normalise import is_han
from kbgen.text.tables import function_words
from kbgen.text.tokens import runs_of

LONGEST_SOUNDED = 4
"""Characters of the longest word that is looked for by its sound (index-format 7.9)."""


def names_by_sound(articles: Iterable[IndexedArticle], words: Container[str]) -> set[str]:
    """Return names of two to four characters, folded: of titles, headings, keywords and links, and in them words beside one.

    words: of the lexicon. 病假紙 is 病假 and a character that forty others sound like, so it must be known as a whole.
    """
    found: set[str] = set()
    for article in articles:
        texts = (article.title, *article.keywords, *article.links, *(section.title for section in article.sections))
        for run in {run.text for text in texts for run in runs_of(text) if run.script == "hani"}:
            found.update(_names_in(run, words))
    return found


def asked_by_sound(site: SiteAnswers) -> set[str]:
    """Return the words, of two to four characters, without one of which an answer of the site's settings is not asked for."""
    slots = {slot for source in site.answers for asked in source.asked for slot in (*asked.every, *asked.some)}
    return {word for slot in slots for word in slot if 2 <= len(word) <= LONGEST_SOUNDED and all(map(is_han, word))}


def _names_in(run: str, words: Container[str]) -> Iterator[str]:
    if 2 <= len(run) <= LONGEST_SOUNDED:
        yield run
    ends = [0, *accumulate(map(len, _cut(run, words)))]
    little = function_words()
    for first, start in enumerate(ends[:-1]):
        for last in range(first + 2, len(ends)):
            name = run[start : ends[last]]
            if len(name) > LONGEST_SOUNDED:
                break
            parts = [run[begin:end] for begin, end in pairwise(ends[first : last + 1])]
            if min(map(len, parts)) == 1 and parts[0] not in little and parts[-1] not in little:
                yield name


def _cut(run: str, words: Container[str]) -> Sequence[str]:
    """Return a run as the longest words from the left, and single characters."""
    found, at = [], 0
    while at < len(run):
        size = next((size for size in range(MAX_WORD_LENGTH, 1, -1) if at + size <= len(run) and run[at : at + size] in words), 1)
        found.append(run[at : at + size])
        at += size
    return found
