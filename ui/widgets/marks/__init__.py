"""The smallest pieces: words, badges, the focus ring, and the guard against the mouse wheel."""
