"""A plan that runs, as it is lived with: what happened, what would follow, and every version of it."""
