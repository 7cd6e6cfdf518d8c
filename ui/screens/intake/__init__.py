"""Import: a practice's search, checked row by row before anyone is brought in."""
