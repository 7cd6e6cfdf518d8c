"""The stepped chart of a taper, drawn and told."""
