"""One room for each place in the window. Rooms are strangers to each other."""
