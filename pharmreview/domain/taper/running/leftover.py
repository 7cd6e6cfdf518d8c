"""What is still at home on a day of a running plan: left of what was issued, and of the stock before it."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from pharmreview.domain.digits import trimmed
from pharmreview.domain.taper.plan import Issue, TaperPlan
from pharmreview.domain.taper.wishes import Stock

WORN = "worn"
"""The dose time of patches: what is left of them is not counted on, as the change day is not known."""


def at_hand(plan: TaperPlan, cut: date) -> tuple[Stock, ...]:
    """Units (ml of a liquid) of each product at home on the morning of a day, had every dose been taken.

    The stock that a version was planned with holds what earlier versions left: only the issues from its own
    start on are counted beside it, and of a day before that start it tells nothing. Patches taken from home
    are gone once their issue begins.
    """
    if cut < plan.request.start:
        return ()
    home: dict[str, Decimal] = {}
    for stock in plan.request.stock:
        home[stock.product] = home.get(stock.product, Decimal(0)) + stock.quantity
    worn = {i.product for s in plan.steps for d in s.doses if d.when == WORN for i in d.items}
    for issue in plan.issues:
        if not plan.request.start <= issue.start < cut:
            continue
        taken = dict(_taken(plan, issue, cut))
        for item in issue.items:
            gone = item.quantity + item.from_home if item.product in worn else taken.get(item.product)
            if gone is not None:
                home[item.product] = home.get(item.product, Decimal(0)) + item.quantity - gone
    return tuple(Stock(product=p, quantity=trimmed(n)) for p, n in home.items() if n > 0)


def _taken(plan: TaperPlan, issue: Issue, cut: date) -> Iterator[tuple[str, Decimal]]:
    """What the steps took of each product of an issue on its days before a day."""
    last = min(issue.end, cut - timedelta(days=1))
    used: dict[str, Decimal] = {}
    for step in plan.steps:
        days = (min(step.end, last) - max(step.start, issue.start)).days + 1
        if days < 1 or step.medicine != issue.medicine:
            continue
        for dose in step.doses:
            for item in dose.items if dose.when != WORN else ():
                used[item.product] = used.get(item.product, Decimal(0)) + item.count * days
    yield from used.items()
