"""The chosen person explained, and what can be decided about them here."""
