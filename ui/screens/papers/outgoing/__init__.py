"""How papers leave: kept first, then printed or written, and the lines lent to the clipboard."""
