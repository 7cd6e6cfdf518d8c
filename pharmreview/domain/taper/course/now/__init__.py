"""The dose now taken, at each dose time, from every line of the record that gives it."""
