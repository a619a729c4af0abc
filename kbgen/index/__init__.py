"""Tokens → lexicon, postings, integer impacts → files that a browser fetches one at a time."""

from kbgen.index.build import BuiltIndex, IndexedArticle, IndexedPair, IndexSource, build_index

__all__ = ["BuiltIndex", "IndexSource", "IndexedArticle", "IndexedPair", "build_index"]
