"""A column that says whether a medicine is taken as needed, or what kind of prescription it stands on."""

import re

WHEN_REQUIRED = "when required"
_YES = frozenset(("y", "yes", "true", "t", "1", "x", "✓", "✔", "☑"))
_NO = frozenset(("", "n", "no", "false", "f", "0", "-", "–", "n/a", "none", "☐", "✗"))
_KINDS = frozenset(
    (
        *(
            "acute",
            "repeat",
            "repeats",
            "variable",
            "automatic",
            "dispensing",
            "dispense",
            "rd",
            "erd",
            "rmtm",
        ),
        *(
            "regular",
            "scheduled",
            "template",
            "issue",
            "issued",
            "prescription",
            "medication",
            "drug",
            "item",
        ),
        *("nhs", "private", "hospital", "current", "only", "authorised", "electronic", "handwritten", "eps"),
    )
)
"""Words of a kind of prescription: none says how a medicine is taken."""
_NEEDED = re.compile(r"\b(?:prn|p\.r\.n|sos|(?:as|when|if) (?:required|needed|necessary))\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|non|no)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")


def as_needed_in(cell: str) -> str:
    """What such a cell adds to the directions, in words; empty where it says that a medicine is regular.

    What is neither stays as it is written, to be read with the directions or not at all.
    """
    said = cell.casefold().strip(" .")
    if said in _YES:
        return WHEN_REQUIRED
    denied = _DENIED.search(said)
    if said in _NO or (denied and _NEEDED.search(said)):
        return ""
    if _NEEDED.search(said) and not re.search(r"\d", said):
        return WHEN_REQUIRED
    return "" if _KINDS.issuperset(_WORD.findall(said)) else cell
