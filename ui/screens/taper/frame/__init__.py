"""What stands round the plan: the top line, and the panels, each where there is room for it."""
