"""Single cells read by fixed rules: UK dates, NHS numbers, names, and cells that hold several things."""
