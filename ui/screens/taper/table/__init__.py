"""The plan as a table, step by step, and the dates before and after a pause."""
