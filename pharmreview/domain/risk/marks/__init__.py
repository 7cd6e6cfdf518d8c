"""What rules look for, each a bit, and the gist of a line in those bits."""
