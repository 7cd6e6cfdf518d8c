"""What to issue and for which dates: exactly what is taken on them, and never for too long at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.course.goal import Course
from pharmreview.domain.taper.dating import Dated, so_long
from pharmreview.domain.taper.pace import TaperSettings, measured
from pharmreview.domain.taper.plan import Issue, IssueItem, StepKind, TaperRequest
from pharmreview.domain.taper.supply.daily import Daily, to_issue
from pharmreview.domain.taper.supply.days import open_day
from pharmreview.domain.taper.wishes import Stock
from pharmreview.domain.value import settled
from pharmreview.domain.words.numbers import count

_NOTHING = Decimal(0)


class Run(NamedTuple):
    """Days on end of one medicine at one dose, whatever the steps are called."""

    course: Course
    start: date
    days: int
    taken: Daily


class Supplied(NamedTuple):
    """The issues of a plan, and what of the stock at home none of them uses up."""

    issues: tuple[Issue, ...]
    left_over: tuple[IssueItem, ...]


def supplied(
    row: Sequence[Dated], taken: Sequence[Daily], request: TaperRequest, settings: TaperSettings
) -> Supplied:
    """One issue after another for the medicine that is changing, over every day of the plan.

    `taken` is the day of each dated stretch, in the same order. What is at home is used up first. A
    day without a dose (the day of stopping) has an issue without items. Raises InputProblem for a length
    of issue that is not possible, or a product at home that is named twice.
    """
    asked = request.issue_days
    if asked is not None and not 1 <= asked <= settings.longest_every_days:
        raise InputProblem(
            f"An issue of {count(asked, 'day')} is not possible.",
            f"Choose 1 to {settings.longest_every_days} days.",
        )
    home = at_home(request.stock)
    shut = settings.bank_holidays.union(request.closed)
    issues: list[Issue] = []
    for run in _runs(row[1:], taken[1:]):
        start = run.start
        for days in _lengths(run, asked, settings):
            issues.append(_issue(run, start, days, home, shut, request.formulary.packs))
            start += so_long(days)
    left = tuple(to_issue(product, quantity) for product, quantity in home.items() if quantity)
    return Supplied(tuple(issues), left)


def at_home(stock: Iterable[Stock]) -> dict[str, Decimal]:
    """What is at home of each product. Raises InputProblem where one is named twice."""
    home: dict[str, Decimal] = {}
    for entry in stock:
        if entry.product in home:
            raise InputProblem(f"{entry.product} is named twice at home.", "Add the two together.")
        measured(entry.quantity, f"quantity of {entry.product} at home")
        home[entry.product] = entry.quantity
    return home


def _runs(row: Sequence[Dated], days: Sequence[Daily]) -> Iterable[Run]:
    current: Run | None = None
    for (start, stretch), taken in zip(row, days, strict=True):
        if current is not None:
            stays = stretch.kind in (StepKind.PAUSE, StepKind.HOLD, StepKind.START)
            if stays and current.course is stretch.course and current.taken.items == taken.items:
                current = current._replace(days=current.days + stretch.days)
                continue
            yield current
        current = Run(stretch.course, start, stretch.days, taken)
    if current is not None:
        yield current


def _lengths(run: Run, asked: int | None, settings: TaperSettings) -> list[int]:
    """The days of each issue. Patches are issued in whole wear periods, shared out evenly."""
    longest = settings.issue_days if asked is None else asked
    if run.course.limited:
        longest = min(longest, settings.limited_issue_days)
    wear = run.course.wear_days
    if wear is None or not run.taken.items:
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


def _issue(
    run: Run,
    start: date,
    days: int,
    home: dict[str, Decimal],
    shut: frozenset[date],
    packs: Mapping[str, int],
) -> Issue:
    """Every issue of a run starts on a change day. `home` loses what is used up."""
    wear = run.course.wear_days
    times = days if wear is None else -(-days // wear)
    if home or packs:
        items = tuple(_beside(p, count * times, home, packs.get(p)) for p, count in run.taken.items)
    else:
        items = run.taken.over(times)
    return settled(
        Issue,
        medicine=run.course.id,
        start=start,
        end=start + so_long(days - 1),
        days=days,
        items=items,
        issue_on=open_day(start, shut),
    )


def _beside(product: str, needed: Decimal, home: dict[str, Decimal], pack_of: int | None) -> IssueItem:
    """What of a product is to be issued beside what is at home, which is used up first."""
    used = min(home.get(product, _NOTHING), needed)
    if used:
        home[product] -= used
    return to_issue(product, needed - used, used, pack_of)
