"""A medication list copied from a screen, pasted in, for one person or as a whole table."""
