"""People: everyone on the list, in the order in which they may need a review, and why."""
