"""What to prescribe for each part of a plan."""
