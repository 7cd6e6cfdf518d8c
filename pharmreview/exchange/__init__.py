"""Out to other programs: what a calendar can take in."""
