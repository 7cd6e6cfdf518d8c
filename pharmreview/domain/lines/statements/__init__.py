"""Phrases of directions put together: statements, how often, limits, and what a day comes to."""
