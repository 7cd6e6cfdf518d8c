"""How somebody is reached, and what follows when they are not."""
