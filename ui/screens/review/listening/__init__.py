"""Step 2: the person's agenda, their story, and what was heard, said back."""
