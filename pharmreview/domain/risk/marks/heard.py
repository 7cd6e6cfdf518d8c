"""What a row says, with all that rules need of it: made once for everyone who says the same."""

from collections.abc import Callable
from typing import NamedTuple

from pharmreview.domain.lines.line import Said
from pharmreview.domain.risk.marks.gist import Gist, Share

_MOST_REMEMBERED = 262_144


class Heard(NamedTuple):
    """What was said and its gist. `bits` are the marks of the gist and those that only the name tells.

    `key` is what issues of one name share and `identity` what those of one product do, `share` what it adds
    to the total, and `picked` the gist where a rule names the product.
    """

    said: Said
    gist: Gist
    key: str
    identity: str
    bits: int
    share: Share | None
    picked: Gist | None


class Hearing(dict[tuple[str, str], Heard]):
    """What names with their directions say, each pair once."""

    def __init__(self, read: Callable[[str, str], Said], hear: Callable[[Said], Heard]) -> None:
        super().__init__()
        self._read = read
        self._hear = hear

    def __missing__(self, words: tuple[str, str]) -> Heard:
        heard = self._hear(self._read(*words))
        if len(self) < _MOST_REMEMBERED:
            self[words] = heard
        return heard
