"""Collect the searches a help portal's readers make, and report the ones that failed."""
