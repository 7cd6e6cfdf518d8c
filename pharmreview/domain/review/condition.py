"""When a field shows: a small closed vocabulary, read from the declaration, never evaluated as code."""

from collections.abc import Iterable

from pharmreview.domain.review.answer import Answers, chosen
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.value import Value

_WEIGHT = {Tier.LOW: 0, Tier.INCOMPLETE: 1, Tier.MEDIUM: 1, Tier.HIGH: 2, Tier.REFER: 3}


class Circumstance(Value):
    """What a condition may ask about besides answers: the tier, and what is taken.

    `takes` holds the classes and forms on the person's list ("opioid", "patch", "gabapentinoid"); where a
    line of it names no medicine that is known, `unread` is true, and it may be of any.
    """

    tier: Tier = Tier.INCOMPLETE
    takes: tuple[str, ...] = ()
    unread: bool = False


class Condition(Value):
    """All stated parts must hold; a condition that states nothing always holds."""

    answer: str = ""
    among: tuple[str, ...] = ()
    """The answer under `answer` is one of these; empty asks only that there is an answer."""
    tier_at_least: Tier | None = None
    takes: str = ""

    def holds(self, answers: Answers, circumstance: Circumstance) -> bool:
        """True when a field under this condition shows."""
        return (
            (not self.answer or self._answered(chosen(answers, self.answer)))
            and (self.tier_at_least is None or _WEIGHT[circumstance.tier] >= _WEIGHT[self.tier_at_least])
            and (not self.takes or circumstance.unread or self.takes in circumstance.takes)
        )

    def _answered(self, given: Iterable[str]) -> bool:
        return any(not self.among or one in self.among for one in given)


ALWAYS = Condition()
