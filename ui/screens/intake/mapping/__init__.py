"""Saying by hand what the columns of a file hold."""
