"""Medicines that directions name: whose dose is stated, and whose "how often".

How often another medicine is taken is never said of this one.
"""

from collections.abc import Collection, Sequence
from typing import Final

from pharmreview.domain.lines.sentences.phrases.item import Item, Mark, Rate
from pharmreview.domain.lines.sentences.tokens import Token, Unclear
from pharmreview.domain.lines.sentences.vocabulary import UNKNOWN

_JOINING: Final = {"AND", "WITH"}
_BESIDE: Final = {"WITH", "BESIDE", "BEFORE", "AFTER", "BY", "THAN"}
_HELD: Final = {"contains", "containing", "contain"}
_AGAIN: Final = {"again", "afterwards", "further", "overnight", "regularly"}


class Named:
    """The medicines that one text names, by the words that are known for names.

    What it says to be held ("contains paracetamol") is no other medicine.
    """

    def __init__(self, tokens: Sequence[Token], names: Collection[str]) -> None:
        self._tokens = tokens
        named = [at for at, token in enumerate(tokens) if token.kind == UNKNOWN and token.text in names]
        self._at = [at for at in named if not at or tokens[at - 1].text not in _HELD]
        self._first_rate: int | None = None
        self._since = self._last = 0

    @property
    def whose_dose(self) -> tuple[str, ...]:
        """Those named up to the first "how often", but for what is only taken beside: of one is the dose."""
        return self._before(len(self._tokens) if self._first_rate is None else self._first_rate)

    def _before(self, end: int) -> tuple[str, ...]:
        if not self._at:
            return ()
        kinds = [token.kind for token in self._tokens]
        own = [at for at in self._at if at < end and (not at or kinds[at - 1] not in _BESIDE)]
        return tuple(self._tokens[at].text for at in own)

    def refuse_other(self, item: Item, start: int, end: int) -> None:
        """Raise Unclear where how often stands behind another medicine: "two qds and diazepam at night".

        Called for each item in turn, with where it stands. A name before all rates may be the product's own.
        """
        says_when = isinstance(item, Rate) or (isinstance(item, Mark) and item.name == "prn")
        if says_when and self._first_rate is not None and (self._joins_on(start) or self._other(start)):
            raise Unclear(
                "Something else is named, and it cannot be told which of the two is taken so often."
            )
        if isinstance(item, Rate) and self._first_rate is None:
            self._first_rate = end
        if isinstance(item, Rate) or (isinstance(item, Mark) and item.name == "max"):
            self._since = end
        if not isinstance(item, Mark):
            self._last = end

    def _joins_on(self, start: int) -> bool:
        """A word that nobody knows stands behind "and" or "with", right before how often."""
        between = self._tokens[self._last : start]
        word = between[-1] if len(between) > 1 and between[-2].kind in _JOINING else None
        return word is not None and word.kind == UNKNOWN and word.text not in _AGAIN

    def _other(self, start: int) -> bool:
        """A medicine is named since the last rate that was not named before all of them."""
        own = self.whose_dose
        return any(self._tokens[at].text not in own for at in self._at if self._since <= at < start)
