"""The query side in Python: the same answers, in the same order, as the browser gives."""
