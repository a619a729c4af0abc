"""jieba in Python with the words of rjieba, for machines without rjieba. Imported by segmenter.py alone, and only there."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

with warnings.catch_warnings():
    # jieba 0.42.1, the last one, has regular expressions in plain strings, and may import pkg_resources, which is deprecated.
    warnings.simplefilter("ignore")
    import jieba

# The characters of which jieba-rs makes words. jieba stops at U+9FD5 and so splits words of Cantonese: 㗎, 𨋢.
_HAN = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002ebef\U0002f800-\U0002fa1f]+)")


@cache
def _dictionary() -> tuple[dict[str, int], int]:
    """Return jieba's dictionary, frequency by word, 0 for beginnings of words, and the sum of frequencies. Takes half a second.

    jieba would keep it in the folder for temporary files, where any user may have put another, and write about it to stderr.
    """
    found: tuple[dict[str, int], int] = jieba.Tokenizer.gen_pfdict(Path(jieba.__file__).with_name("dict.txt").open("rb"))
    return found


class PythonJieba(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
    """A segmenter (see there) with a dictionary of its own: jieba's common one stays as others in this process have it."""

    def __init__(self) -> None:
        super().__init__()
        frequencies, self.total = _dictionary()
        self.FREQ = dict(frequencies)
        self.initialized = True

    def cut(self, sentence: str, cut_all: bool = False, HMM: bool = True, use_paddle: bool = False) -> Iterator[str]:  # noqa: ARG002, N803
        """Cut as jieba does, but take every Han character for one that may be in a word; jieba's other methods ask this one."""
        cut_block = self._Tokenizer__cut_DAG if HMM else self._Tokenizer__cut_DAG_NO_HMM
        for block in _HAN.split(sentence):
            yield from cut_block(block) if _HAN.match(block) else block

    def words(self, run: str) -> list[str]:
        """Return the words of the dictionary that a run is made of."""
        return list(self.cut(run, HMM=False))

    def search_words(self, run: str) -> list[str]:
        """Return the words of a run, guessed ones too, after the shorter words in them."""
        return list(self.cut_for_search(run))

    def has_word(self, word: str) -> bool:
        """Tell whether the dictionary has a word."""
        return bool(self.FREQ.get(word))
