"""Text analysis at build time; `normalise` is shared by the query side and has a JavaScript twin."""
