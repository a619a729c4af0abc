"""The editors' half: from the log of searches to gaps, why they are there, what would close them, and reports."""
