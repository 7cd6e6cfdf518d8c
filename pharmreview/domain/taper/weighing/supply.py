"""What the supply of a plan asks to be weighed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pharmreview.domain.digits import plain
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Issue, Step, StepKind
from pharmreview.domain.taper.supply.issues import Supplied
from pharmreview.domain.taper.weighing.products import Code

_DAY = timedelta(days=1)


def on_supply(supply: Supplied, steps: Sequence[Step], settings: TaperSettings) -> Iterable[Code]:
    """Cautions on what is left at home, on days that cannot be known, and on supply that ends early."""
    if supply.left_over:
        told = ", ".join(f"{plain(i.quantity)} of {i.product}" for i in supply.left_over)
        yield "left-over", {"items": told}
    if supply.issues and supply.issues[-1].start > settings.holidays_until:
        yield "holidays-unknown", {"until": f"{settings.holidays_until:%d %B %Y}"}
    shut = [i for i in supply.issues if i.issue_on is None and i.items]
    if shut:
        yield "no-day-to-issue", {"day": f"{shut[0].start:%d %B %Y}"}
    for first, last in uncovered(supply.issues, steps):
        yield "supply-ends-early", {"from": f"{first:%d %B %Y}", "until": f"{last:%d %B %Y}"}


def uncovered(issues: Sequence[Issue], steps: Sequence[Step]) -> Iterable[tuple[date, date]]:
    """The first and last day of each time in which a dose is due that no issue covers, all in date order."""
    by_medicine: dict[str, list[Issue]] = {}
    for issue in issues:
        by_medicine.setdefault(issue.medicine, []).append(issue)
    at = dict.fromkeys(by_medicine, 0)
    for step in steps:
        if step.kind is StepKind.START or not step.daily_dose:
            continue
        own, place, day = by_medicine.get(step.medicine, []), at.get(step.medicine, 0), step.start
        while day <= step.end:
            while place < len(own) and own[place].end < day:
                place += 1
            if place == len(own) or own[place].start > step.end:
                yield day, step.end
                break
            if own[place].start > day:
                yield day, own[place].start - _DAY
            day = own[place].end + _DAY
        at[step.medicine] = place
