"""What the person at the screen sets: the pace of the steps, and a pause."""
