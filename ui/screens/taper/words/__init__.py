"""A taper plan in the words of the screen: doses, tablets, rows, cautions, supply. Pure."""
