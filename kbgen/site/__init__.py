"""What a page needs beyond its body, and in rooms of their own what is written beside pages, the proof and the scripts."""
