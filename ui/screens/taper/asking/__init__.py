"""What is asked of a plan: a pace by its name, a day to be there by, where it would be on a day."""
