"""A search beside the store and into it: who is who, how they moved, and what is kept."""
