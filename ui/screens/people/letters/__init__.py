"""One letter for many people: made away from the screen, kept for each, written as one file to print."""
