"""Papers: what this review sends out, as it will print, and what was issued, as it was."""
