"""Step 4: ask, share one picture at a time, check; and what was given to read."""
