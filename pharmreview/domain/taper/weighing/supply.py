"""What the supply of a plan asks to be weighed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pharmreview.domain.digits import plain
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Issue, Step, StepKind
from pharmreview.domain.taper.supply.issues import Supplied
from pharmreview.domain.taper.weighing.products import Code


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
    """The first and last day of each time in which a dose is due that no issue covers."""
    due = [s for s in steps if s.kind is not StepKind.START and s.daily_dose]
    for step in due:
        day = step.start
        for issue in sorted((i for i in issues if i.medicine == step.medicine), key=lambda i: i.start):
            if issue.end < day or issue.start > step.end:
                continue
            if issue.start > day:
                yield day, issue.start - timedelta(days=1)
            day = max(day, issue.end + timedelta(days=1))
        if day <= step.end:
            yield day, step.end
