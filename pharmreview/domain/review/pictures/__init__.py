"""The pictures used to explain long-term pain, drawn once, as values, for the screen and for paper."""
