"""Searches over time: whose rows are whose, what each import changed, and how it is remembered."""
