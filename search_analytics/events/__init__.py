"""Events on their way from a page to the store: as they are sent, as they are stored, and the step between."""
