"""Scripts and styles of the page."""
