"""Events in SQLite: one file, one writer."""
