"""What a review can decide, by the permanent codes of the options list."""

TAPERS = ("OPT3", "OPT4", "OPT5", "OPT6")
"""Decisions that change a medicine: a trial, towards a dose, towards stopping, simpler."""

NO_CHANGE = ("OPT1", "OPT2", "OPT7", "OPT8")
"""Decisions that change nothing now, and finish a review just as fully."""

STAY = "OPT1"
TRIAL = "OPT3"
SIMPLIFY = "OPT6"
ADVICE_FIRST = "OPT7"
LOWER = "AIM2"
"""The agreed aim of a lower dose, which is not stopping."""
