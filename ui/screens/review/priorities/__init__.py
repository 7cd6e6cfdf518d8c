"""Step 3: what matters most, and the sheets people prepare with."""
