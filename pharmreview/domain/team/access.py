"""Who may do what in a store: a reader looks, a reviewer reviews and issues, a lead keeps the rest too."""

from enum import StrEnum

from pharmreview.domain.errors import VaultProblem


class Access(StrEnum):
    """What a named user may do. The value is kept in the store and never changes."""

    LEAD = "lead"
    REVIEWER = "reviewer"
    READER = "reader"
    NONE = "none"
    """Their access was taken away."""


class Deed(StrEnum):
    """What asks for more than looking; the value says it in words."""

    REVIEW = "change anything in a review"
    ISSUE = "issue papers"
    WORDING = "change the practice's wording"
    SETTINGS = "change what the list is judged by"
    USERS = "add people or change what they may do"


_REVIEWERS = frozenset({Deed.REVIEW, Deed.ISSUE})


def why_not(access: Access, deed: Deed) -> str:
    """Why somebody may not do it, in one sentence; empty where they may."""
    if access is Access.LEAD or (access is Access.REVIEWER and deed in _REVIEWERS):
        return ""
    if deed in _REVIEWERS:
        return f"You may look here, and not {deed.value}."
    return f"Only a lead may {deed.value}."


def refuse_unless(access: Access, deed: Deed) -> None:
    """Raises VaultProblem for somebody who may not do it."""
    why = why_not(access, deed)
    if why:
        raise VaultProblem(why, "Ask a lead to do it, or to let you.", code="vault.access")
