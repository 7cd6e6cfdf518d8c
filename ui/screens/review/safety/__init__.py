"""Step 7: what is talked about before the end, the withdrawal guide, and what worries."""
