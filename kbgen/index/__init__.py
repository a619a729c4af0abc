"""Tokens → lexicon, postings, integer impacts → files that a browser fetches one at a time."""

from kbgen.index.articles import IndexedArticle, IndexedPair
from kbgen.index.build import BuiltIndex, IndexSource, build_index

__all__ = ["BuiltIndex", "IndexSource", "IndexedArticle", "IndexedPair", "build_index"]
