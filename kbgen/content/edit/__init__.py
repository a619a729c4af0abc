"""Changes to files of writers that keep every other byte."""
