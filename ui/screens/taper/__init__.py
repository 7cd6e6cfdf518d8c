"""Building a taper: medicines, pace, chart, steps, cautions and supply."""
