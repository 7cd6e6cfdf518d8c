"""A plan that goes on from where an earlier one came to."""
