"""A column that says whether a medicine is taken as needed, or what kind of prescription it stands on."""

import re

from pharmreview.intake.fields.answers import KINDS_OF_PRESCRIPTION, NO, YES

WHEN_REQUIRED = "when required"
_NEEDED = re.compile(r"\b(?:prn|p\.r\.n|sos|(?:as|when|if) (?:required|needed|necessary))\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|non|no)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")


def as_needed_in(cell: str) -> str:
    """What such a cell adds to the directions, in words; empty where it says that a medicine is regular.

    What is neither stays as it is written, to be read with the directions or not at all.
    """
    said = cell.casefold().strip(" .")
    if said in YES:
        return WHEN_REQUIRED
    denied = _DENIED.search(said)
    if said in NO or (denied and _NEEDED.search(said)):
        return ""
    if _NEEDED.search(said) and not re.search(r"\d", said):
        return WHEN_REQUIRED
    return "" if KINDS_OF_PRESCRIPTION.issuperset(_WORD.findall(said)) else cell
