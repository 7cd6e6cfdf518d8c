"""What to issue and for which dates: exactly what is taken on them, and never for too long at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from typing import NamedTuple

from pharmreview.domain.digits import trimmed
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.course.goal import Course
from pharmreview.domain.taper.dating import Dated
from pharmreview.domain.taper.pace import TaperSettings, measured
from pharmreview.domain.taper.plan import Issue, IssueItem, StepKind, TaperRequest
from pharmreview.domain.taper.supply.days import open_day
from pharmreview.domain.taper.wishes import Stock
from pharmreview.domain.value import settled
from pharmreview.domain.words.numbers import in_words

_NOTHING = Decimal(0)

Items = tuple[tuple[str, Decimal], ...]
"""Products with how many are taken in a day, or worn at once."""


class Run(NamedTuple):
    """Days on end of one medicine at one dose, whatever the steps are called."""

    course: Course
    start: date
    days: int
    items: Items


class Supplied(NamedTuple):
    """The issues of a plan, and what of the stock at home none of them uses up."""

    issues: tuple[Issue, ...]
    left_over: tuple[IssueItem, ...]


def supplied(
    row: Sequence[Dated], items: Sequence[Items], request: TaperRequest, settings: TaperSettings
) -> Supplied:
    """One issue after another for the medicine that is changing, over every day of the plan.

    `items` are a day's units of each dated stretch, in the same order. What is at home is used up first. A
    day without a dose (the day of stopping) has an issue without items. Raises InputProblem for a length
    of issue that is not possible, or a product at home that is named twice.
    """
    asked = request.issue_days
    if asked is not None and not 1 <= asked <= settings.longest_every_days:
        raise InputProblem(
            f"An issue of {asked} days is not possible.", f"Choose 1 to {settings.longest_every_days} days."
        )
    home = at_home(request.stock)
    shut = settings.bank_holidays.union(request.closed)
    issues: list[Issue] = []
    for run in _runs(row[1:], items[1:]):
        start = run.start
        for days in _lengths(run, asked, settings):
            issues.append(_issue(run, start, days, home, shut, request.formulary.packs))
            start += timedelta(days=days)
    left = tuple(_item(product, quantity) for product, quantity in home.items() if quantity)
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
    found: list[IssueItem] = []
    for product, count in run.items:
        needed, used = count * times, _NOTHING
        if home:
            used = min(home.get(product, _NOTHING), needed)
            needed -= used
        if used:
            home[product] -= used
        found.append(_item(product, needed, used, packs.get(product)))
    return settled(
        Issue,
        medicine=run.course.id,
        start=start,
        end=start + timedelta(days=days - 1),
        days=days,
        items=tuple(found),
        issue_on=open_day(start, shut),
    )


@lru_cache(maxsize=4096)
def _item(
    product: str, quantity: Decimal, used: Decimal = Decimal(0), pack_of: int | None = None
) -> IssueItem:
    quantity = trimmed(quantity)
    return IssueItem(
        product=product,
        quantity=quantity,
        quantity_words=in_words(quantity),
        from_home=used,
        packs=None if pack_of is None else int((quantity / pack_of).to_integral_value(ROUND_CEILING)),
        pack_of=pack_of,
    )
