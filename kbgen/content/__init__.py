"""Files → articles: read the content folder, refuse what is unsafe, and report everything a writer should mend."""
