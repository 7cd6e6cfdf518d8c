"""Rows of an export to people, each once, with every medicine and coded entry that stands under them."""
