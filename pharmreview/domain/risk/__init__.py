"""How worried to be, and why."""
