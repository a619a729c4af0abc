"""Whether a search finds what it should: the index is asked for the site's own words, and for queries that editors judged."""
