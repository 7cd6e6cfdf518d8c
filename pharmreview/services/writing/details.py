"""Who may change the practice's own details: whoever reviews; its letterhead, like all wording, a lead."""

from pharmreview.domain.case import User
from pharmreview.domain.patient import Practice
from pharmreview.domain.team.access import Deed


def refuse_change(before: Practice, after: Practice, by: User) -> None:
    """Raises VaultProblem where somebody may not make of the details what they are to be."""
    by.refuse_unless(Deed.REVIEW if after.letterhead == before.letterhead else Deed.WORDING)
