"""One editor for every kind of field that a review may declare."""
