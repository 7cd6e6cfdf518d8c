"""What of the person bears on a plan: what stands in the way, how long, which lines are one medicine."""
