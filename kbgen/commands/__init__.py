"""The commands, one a file; main chooses."""
