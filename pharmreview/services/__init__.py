"""The verbs of the work."""
