"""Failed searches as files: HTML to read, CSV and JSON to work with."""
