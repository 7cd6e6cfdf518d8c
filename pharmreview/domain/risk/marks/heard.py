"""What a row says, with all that rules need of it: made once for everyone who says the same."""

from typing import NamedTuple

from pharmreview.domain.lines.line import Meaning, Said
from pharmreview.domain.lines.repair import Repair
from pharmreview.domain.risk.marks.gist import Gist, Parts


class Heard(NamedTuple):
    """What a name means with its directions. `bits` are the marks of the gist and those that only the name
    tells.

    `key` is what issues of one name share and `identity` what those of one product do, `parts` what it adds
    to the total, in parts of a milligram; `is_opioid` is 1 of an opioid, else 0. `repaired` is the
    pharmacist's word by which it was read.
    """

    meaning: Meaning
    gist: Gist
    key: str
    identity: str
    bits: int
    parts: Parts
    is_opioid: int
    repaired: Repair | None

    def said(self, wording: str) -> Said:
        """The same of a row with such directions, without case and spacing."""
        return Said(self.key, wording, self.meaning, self.repaired)
