"""Rules that hold to a tier, and its reasons. What is missing never makes a person low."""

from collections.abc import Sequence

from pharmreview.domain.ome.equivalence import OmeTotal
from pharmreview.domain.risk.finding import Finding, Tier
from pharmreview.domain.risk.rule import Rule, Untold

_ABOVE_INCOMPLETE = (Tier.REFER, Tier.HIGH)


class Tiers:
    """The tiers of declared rules, each rule a bit by its place."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        bits = dict.fromkeys(Tier, 0)
        for place, rule in enumerate(rules):
            if rule.tier is not None:
                bits[rule.tier] |= 1 << place
        self._above = [(tier, bits[tier]) for tier in _ABOVE_INCOMPLETE]
        self._medium = bits[Tier.MEDIUM]
        self._raising_medium, self._raising_low = (
            sum(bits[tier] for tier in _raising(at_least_medium=medium)) for medium in (True, False)
        )

    def of(self, holding: int, untold: int, *, complete: bool) -> Tier:
        """Refer before high before incomplete before medium before low.

        Incomplete is a person whose total is a floor, or about whom a rule that would raise the tier cannot
        be told, and whom nothing else puts higher.
        """
        for tier, bits in self._above:
            if holding & bits:
                return tier
        medium = holding & self._medium
        if not complete or untold & (self._raising_medium if medium else self._raising_low):
            return Tier.INCOMPLETE
        return Tier.MEDIUM if medium else Tier.LOW


def reasons_of(
    tier: Tier, ome: OmeTotal, findings: Sequence[Finding], untold: Sequence[Untold]
) -> tuple[Finding, ...]:
    """The findings that set a tier, and for an incomplete one what is missing."""
    if tier is not Tier.INCOMPLETE:
        return tuple(f for f in findings if f.tier is tier)
    medium = tuple(f for f in findings if f.tier is Tier.MEDIUM)
    raising = _raising(at_least_medium=bool(medium))
    return (*_floors(ome), *_gaps([gap for gap in untold if gap.rule.tier in raising]), *medium)


def _raising(*, at_least_medium: bool) -> tuple[Tier, ...]:
    """The tiers of rules that would raise somebody who is not high, or is medium at least."""
    return _ABOVE_INCOMPLETE if at_least_medium else (*_ABOVE_INCOMPLETE, Tier.MEDIUM)


def _floors(ome: OmeTotal) -> list[Finding]:
    return [
        Finding(
            code="not-converted",
            what="The total is a floor",
            because=f"{item.name.strip() or 'A line without a medicine'}: {item.why}",
            tier=Tier.INCOMPLETE,
            source=ome.table,
        )
        for item in ome.not_converted
    ]


def _gaps(untold: Sequence[Untold]) -> list[Finding]:
    return [
        Finding(
            code=f"untold-{gap.rule.id}",
            what=f"Cannot be told: {gap.rule.what[:1].lower()}{gap.rule.what[1:]}",
            because=gap.missing,
            tier=Tier.INCOMPLETE,
            source=gap.rule.source,
        )
        for gap in untold
    ]
