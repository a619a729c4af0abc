"""The commands of the collector, a file each; main.py chooses."""
