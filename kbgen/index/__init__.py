"""Tokens → lexicon, postings, integer impacts → files that a browser fetches one at a time."""
