"""Searches as tables for other programs: what enough visitors searched for, day by day."""
