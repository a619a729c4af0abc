"""What is wrong with the text of one article, whatever its other side says: language, script, residue, marks, words."""
