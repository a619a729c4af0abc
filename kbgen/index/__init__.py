"""Tokens → lexicon, postings, integer impacts → files that a browser fetches one at a time."""

from kbgen.index.build import IndexedArticle, IndexedPair, IndexSource, build_index

__all__ = ["IndexSource", "IndexedArticle", "IndexedPair", "build_index"]
