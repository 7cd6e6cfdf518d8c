"""Ways to choose: one of a few, one of many, several, yes or no."""
