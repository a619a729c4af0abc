"""Measure how many English words that people typed wrong are read as what they meant, by the Python twin.

    python benchmarks/misspellings.py DATA_DIR/corpus LIST [--sample N] [--misses] [--cache DIR]

LIST has a line `wrong->right` or `wrong->right, another right,` for each mistake, as the package codespell has in
`codespell_lib/data/dictionary.txt` (CC BY-SA 3.0; it stays outside this repository). Of it those lines count whose right word
the articles hold and whose wrong word neither they nor the dictionary of real words do. Each wrong word is a whole query.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from search import read_collection

from kbgen.index.build import build_index
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader
from kbgen.search.word_forms import kinship

SEED = 1


def mistakes(path: Path, index: IndexReader) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what was typed and what may have been meant, of that the words of the site."""
    words = index.lexicon("latn")
    for line in path.read_text("utf-8").splitlines():
        wrong, _, right = line.lower().partition("->")
        meant = frozenset(word.strip() for word in right.split(",")) & words.keys()
        if wrong.isascii() and wrong.isalpha() and meant and wrong not in words and not index.is_real_english(wrong):
            yield wrong, meant


def read_as(engine: SearchEngine, typed: str) -> tuple[str, ...]:
    """Return the words as which the first result reads a query; none where nothing is found."""
    results = engine.search(typed, limit=1).results
    return tuple(word for _, reading in results[0].chosen for word in reading.words) if results else ()


def verdict(read: tuple[str, ...], meant: frozenset[str]) -> str:
    """Return what became of a mistake, in a word or two."""
    if not read:
        return "nothing found"
    if meant & set(read):
        return "as meant"
    forms = any(kinship(one, other) == "inflected" for one in read for other in meant)
    return "another form of it" if forms else "another word"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collection", type=Path)
    parser.add_argument("list", type=Path)
    parser.add_argument("--sample", type=int, default=2000)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        collection = read_collection(options.collection, options.cache or Path(folder))
    index = IndexReader(build_index(collection.source).files.__getitem__)
    every = sorted(mistakes(options.list, index))
    sample = random.Random(SEED).sample(every, min(options.sample, len(every)))
    engine = SearchEngine(index, "en")
    counts: Counter[str] = Counter()
    for typed, meant in sample:
        read = read_as(engine, typed)
        counts[verdict(read, meant)] += 1
        if options.misses and not meant & set(read):
            print(f"{typed}: {', '.join(sorted(meant))}; read as {' '.join(read) or 'nothing'}")
    print(f"{len(sample)} of {len(every)} mistakes whose right word {len(collection.source.pairs)} pairs of articles hold")
    for name, count in counts.most_common():
        print(f"{count / len(sample):6.1%}  {name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
