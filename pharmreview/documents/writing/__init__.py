"""Templates that a practice may write: their grammar, their places, and the paper they become."""
