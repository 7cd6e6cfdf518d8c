"""What a row says, with all that rules need of it: made once for everyone who says the same."""

from typing import NamedTuple

from pharmreview.domain.lines.line import Height, Said
from pharmreview.domain.risk.marks.gist import Gist, Share
from pharmreview.domain.risk.marks.remembered import Remembered


class Heard(NamedTuple):
    """What was said and its gist. `bits` are the marks of the gist and those that only the name tells.

    `key` is what issues of one name share and `identity` what those of one product do, `share` what it adds
    to the total; `is_opioid` is 1 of an opioid, else 0.
    """

    said: Said
    gist: Gist
    key: str
    identity: str
    bits: int
    share: Share
    is_opioid: int

    @property
    def wording(self) -> str:
        """The directions without case and spacing."""
        return self.said.wording

    @property
    def height(self) -> Height:
        """Order of caution among dosages of one product."""
        return self.said.height


Hearing = Remembered[tuple[str, str], Heard]
"""What names with their directions say, each pair once."""
