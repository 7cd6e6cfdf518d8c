"""What a plan is based on: how its figures were reached, and how it ends."""
