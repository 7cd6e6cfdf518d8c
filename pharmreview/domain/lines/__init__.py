"""What the record says, and how much of it can be read."""
