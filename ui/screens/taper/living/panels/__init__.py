"""The parts of the living plan: what happened, the versions, and what would follow."""
