"""What each kind of event changes: from which day, from which dose, by which request."""
