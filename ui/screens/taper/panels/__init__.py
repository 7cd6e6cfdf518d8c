"""The panels round the plan: medicines, cautions, supply, refusals, what waits before agreeing."""
