"""One step set by hand: longer, split, joined; and the bar it is done from."""
