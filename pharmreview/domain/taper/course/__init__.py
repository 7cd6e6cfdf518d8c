"""Each medicine of a request: where it starts and goes, whether it may change, what all add up to."""
