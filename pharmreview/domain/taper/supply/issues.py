"""What to issue and for which dates: exactly what is taken on them, and never for too long at once."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.course.goal import Course
from pharmreview.domain.taper.dating import Dated
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Issue, IssueItem, StepKind
from pharmreview.domain.words.numbers import in_words

Items = tuple[tuple[str, Decimal], ...]
"""Products with how many are taken in a day, or worn at once."""


class Run(NamedTuple):
    """Days on end of one medicine at one dose, whatever the steps are called."""

    course: Course
    start: date
    days: int
    items: Items


def issues_for(
    row: Sequence[Dated], items: Sequence[Items], asked: int | None, settings: TaperSettings
) -> tuple[Issue, ...]:
    """One issue after another for the medicine that is changing, over every day of the plan.

    `items` are a day's units of each dated stretch, in the same order. A day without a dose (the day of
    stopping) has an issue without items. Raises InputProblem for a length of issue that is not possible.
    """
    if asked is not None and not 1 <= asked <= settings.longest_every_days:
        raise InputProblem(
            f"An issue of {asked} days is not possible.", f"Choose 1 to {settings.longest_every_days} days."
        )
    issues: list[Issue] = []
    for run in _runs(row[1:], items[1:]):
        start = run.start
        for days in _lengths(run, asked, settings):
            issues.append(_issue(run, start, days))
            start += timedelta(days=days)
    return tuple(issues)


def _runs(row: Sequence[Dated], items: Sequence[Items]) -> Iterable[Run]:
    current: Run | None = None
    for dated, taken in zip(row, items, strict=True):
        stretch = dated.stretch
        same = current is not None and current.course is stretch.course and current.items == taken
        if current is not None and same and stretch.kind in (StepKind.PAUSE, StepKind.HOLD, StepKind.START):
            current = current._replace(days=current.days + stretch.days)
            continue
        if current is not None:
            yield current
        current = Run(stretch.course, dated.start, stretch.days, taken)
    if current is not None:
        yield current


def _lengths(run: Run, asked: int | None, settings: TaperSettings) -> list[int]:
    """The days of each issue. Patches are issued in whole wear periods, shared out evenly."""
    longest = settings.issue_days if asked is None else asked
    if run.course.limited:
        longest = min(longest, settings.limited_issue_days)
    wear = run.course.wear_days
    if wear is None or not run.items:
        full, rest = divmod(run.days, longest)
        return [longest] * full + ([rest] if rest else [])
    if asked is None:
        longest = settings.limited_issue_days
    periods = -(-run.days // wear)
    at_most = max(1, longest // wear)
    count = -(-periods // at_most)
    each, more = divmod(periods, count)
    lengths = [(each + int(place < more)) * wear for place in range(count)]
    lengths[-1] -= periods * wear - run.days
    return lengths


def _issue(run: Run, start: date, days: int) -> Issue:
    """A first issue of a run starts on a change day, and so does each later one."""
    wear = run.course.wear_days
    times = days if wear is None else -(-days // wear)
    totals: dict[str, Decimal] = {}
    for product, count in run.items:
        totals[product] = totals.get(product, Decimal(0)) + count * times
    return Issue(
        medicine=run.course.id,
        start=start,
        end=start + timedelta(days=days - 1),
        days=days,
        items=tuple(_item(p, n) for p, n in totals.items()),
    )


@lru_cache(maxsize=4096)
def _item(product: str, quantity: Decimal) -> IssueItem:
    quantity = Decimal(plain(quantity))
    return IssueItem(product=product, quantity=quantity, quantity_words=in_words(quantity))
