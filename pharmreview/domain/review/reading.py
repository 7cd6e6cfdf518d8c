"""What may be given to read or watch: a local list, each entry with where it is and when that was checked."""

from datetime import date

from pharmreview.domain.value import Value


class Reading(Value):
    """One thing to read or watch. The code is permanent: answers name it.

    `checked` is the day on which somebody last looked at the address, None where nobody has; after
    `next_review` it is to be looked at again. A paper kept by the practice has no address.
    """

    code: str
    title: str
    what: str
    publisher: str
    address: str = ""
    checked: date | None = None
    next_review: date | None = None

    def to_check_on(self, day: date) -> bool:
        """True where the address was never looked at, or is due again."""
        if not self.address:
            return False
        return self.checked is None or (self.next_review is not None and day > self.next_review)
