"""What web servers wrote down: searches without JavaScript, and events that pages left in the log."""
