"""Why a search failed: the stored query, asked again of the index of today, and what readers did after it."""
