"""What opens in the place of the explained person: decisions with a reason, and what is kept of the list."""
