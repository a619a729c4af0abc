"""The commands, one a file, so that only the one that was named is loaded; main chooses."""
