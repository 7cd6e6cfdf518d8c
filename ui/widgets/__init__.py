"""The pieces screens are built from: each reachable by keyboard and drawn from the tokens."""
