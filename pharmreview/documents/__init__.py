"""Out: the facts of a case become a paper."""
