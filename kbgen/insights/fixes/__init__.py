"""From a gap to the change that closes it: a synonym, keywords, a translation to write, or the draft of an article."""
