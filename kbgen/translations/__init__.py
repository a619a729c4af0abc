"""Pairs that age: which translations are missing or behind their source, and the way to a translator and back.

`paragraphs` takes an article apart and puts it together again, byte for byte; everything else here rests on that.
"""
