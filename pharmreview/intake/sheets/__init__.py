"""A file as tables of text."""
