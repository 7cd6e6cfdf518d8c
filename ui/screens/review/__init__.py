"""The review: eight steps from the declaration, opening on the person's own words."""
