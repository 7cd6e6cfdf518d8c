"""Step 5: options side by side, what is in the way, what would help, and the decision record."""
