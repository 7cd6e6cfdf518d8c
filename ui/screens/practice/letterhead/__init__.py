"""The practice's own picture for the head of its letters."""
