"""The panels round the plan: medicines, pace, cautions, supply, a pause, what waits before agreeing."""
