"""An unread line put right by hand: what it is, what is taken, how that reads, and how it is known."""
