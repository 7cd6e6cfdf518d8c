"""Practice: what the whole practice shares, its wording and its letterhead."""
