"""Total and findings to a tier with its reasons. What is missing never makes a person low."""

from pharmreview.domain.ome.equivalence import OmeTotal
from pharmreview.domain.risk.finding import Finding, Tier, TierResult
from pharmreview.domain.risk.rules import Untold

_ABOVE_INCOMPLETE = (Tier.REFER, Tier.HIGH)


def tier_of(ome: OmeTotal, findings: tuple[Finding, ...], untold: tuple[Untold, ...] = ()) -> TierResult:
    """Refer before high before incomplete before medium before low.

    Incomplete is a person whose total is a floor, or about whom a rule that would raise the tier cannot
    be told, and whom nothing else puts higher.
    """
    for tier in _ABOVE_INCOMPLETE:
        reasons = tuple(f for f in findings if f.tier is tier)
        if reasons:
            return TierResult(tier=tier, reasons=reasons)
    medium = tuple(f for f in findings if f.tier is Tier.MEDIUM)
    gaps = _gaps(ome, untold, at_least_medium=bool(medium))
    if gaps:
        return TierResult(tier=Tier.INCOMPLETE, reasons=(*gaps, *medium))
    return TierResult(tier=Tier.MEDIUM if medium else Tier.LOW, reasons=medium)


def _gaps(ome: OmeTotal, untold: tuple[Untold, ...], *, at_least_medium: bool) -> tuple[Finding, ...]:
    gaps = [
        Finding(
            code="not-converted",
            what="The total is a floor",
            because=f"{item.name.strip() or 'A line without a medicine'}: {item.why}",
            tier=Tier.INCOMPLETE,
            source=ome.table,
        )
        for item in ome.not_converted
    ]
    raising = (Tier.REFER, Tier.HIGH) if at_least_medium else (Tier.REFER, Tier.HIGH, Tier.MEDIUM)
    gaps.extend(
        Finding(
            code=f"untold-{gap.rule.id}",
            what=f"Cannot be told: {gap.rule.what[:1].lower()}{gap.rule.what[1:]}",
            because=gap.missing,
            tier=Tier.INCOMPLETE,
            source=gap.rule.source,
        )
        for gap in untold
        if gap.rule.tier in raising
    )
    return tuple(gaps)
