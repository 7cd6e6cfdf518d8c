"""A taper request and the plan made from it, as the command line and the builder both use them."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import ConfigDict, Field

from pharmreview.domain.lines.line import Moment
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.events import Event
from pharmreview.domain.taper.wishes import (
    AlsoTaken,
    ByHand,
    Circumstance,
    FallsFirst,
    PracticeFormulary,
    Stock,
    Switch,
)
from pharmreview.domain.value import Exact, Value


class Medicine(Value):
    """A medicine as the record words it. `id` names it within one request."""

    id: str
    name: str
    directions: str
    interval_hours: Exact | None = None
    """The answer, where the interval of the product had to be asked."""
    also: tuple[AlsoTaken, ...] = ()
    """Further lines of the same medicine, release and interval, taken as one dose with this one."""


class PaceBasis(StrEnum):
    """What the percentage of a step is a share of."""

    CURRENT = "current"
    STARTING = "starting"


class Pace(Value):
    """How fast: a share or a fixed amount, how often, and how it slows near the end.

    Either `percent` with `of`, or `fixed` with `unit`. Below `slow_below_fraction` of the starting dose
    each dose lasts at least `slow_every_days`, and no step is above `slow_percent` of the dose, where that
    is given; the last dose before stopping is held for at least `last_hold_days`.
    """

    percent: Exact | None = None
    of: PaceBasis = PaceBasis.CURRENT
    fixed: Exact | None = None
    unit: Unit | None = None
    every_days: int | None = None
    slow_below_fraction: Exact | None = None
    slow_percent: Exact | None = None
    slow_every_days: int | None = None
    last_hold_days: int | None = None


class Pause(Value):
    """A stop for a while: the dose stays, and what follows is re-dated by exactly `days`."""

    model_config = ConfigDict(populate_by_name=True)

    start: date = Field(alias="from")
    days: int
    reason: str = ""


class Item(Value):
    """So many units of one product. Of a liquid the count is ml, as `unit` says, and `amount` its dose."""

    product: str
    count: Exact
    unit: Unit | None = None
    amount: Exact | None = None


class DoseAt(Value):
    """What is taken at one time of day. For patches `when` is "worn" and items are patches at once."""

    when: str
    items: tuple[Item, ...]


class TaperRequest(Value):
    """What was agreed. Anything left out takes the documented default."""

    start: date
    medicines: tuple[Medicine, ...]
    order: tuple[str, ...] = ()
    aim: dict[str, Exact] = Field(default_factory=dict)
    pace: Pace = Pace()
    products: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    issue_days: int | None = None
    stock: tuple[Stock, ...] = ()
    """What is at home already; it is used up before anything is issued."""
    closed: tuple[date, ...] = ()
    """Days on which the practice is closed, beside weekends and bank holidays."""
    lower_first: Moment | None = None
    """Which dose of the day falls first; None takes the documented default."""
    falls_first: FallsFirst = FallsFirst.BREAKTHROUGH
    """Which of two products of one ingredient falls first where both have an aim and no order is given."""
    switches: dict[str, Switch] = Field(default_factory=dict)
    """For a medicine, the change of product that was explained and confirmed."""
    by_hand: dict[str, ByHand] = Field(default_factory=dict)
    """For a medicine, the steps that were set by hand."""
    formulary: PracticeFormulary = PracticeFormulary()
    taking: dict[str, tuple[DoseAt, ...]] = Field(default_factory=dict)
    """For a medicine of a plan that already runs, what is really taken, in place of its directions."""
    began: dict[str, Exact] = Field(default_factory=dict)
    """For such a medicine, the dose its taper began from."""
    circumstances: tuple[Circumstance, ...] = ()
    used_months: int | None = None
    """How long the medicines have been taken, where that is known."""


class StepKind(StrEnum):
    """What a step of a plan is."""

    START = "start"
    REDUCE = "reduce"
    PAUSE = "pause"
    HOLD = "hold"
    STOP = "stop"


class Kept(Value):
    """A medicine that does not change at this step, and its dose.

    Dose and unit are None for a medicine of none of the four classes: it is named, not measured.
    """

    medicine: str
    name: str
    daily_dose: Exact | None
    unit: Unit | None


class Step(Value):
    """One dated step. `from` and `to` are both included; numbers count reductions, pauses and holds.

    A step of kind `start` has number 0. For the first medicine it is dated the day before the request's
    start; for each later one it is the wait between the medicine before and its own first reduction.
    """

    model_config = ConfigDict(populate_by_name=True)

    number: int
    medicine: str
    kind: StepKind
    start: date = Field(alias="from")
    end: date = Field(alias="to")
    days: int
    daily_dose: Exact
    unit: Unit
    reduction: Exact
    reduction_percent: Exact | None
    doses: tuple[DoseAt, ...]
    ome_medicine: Exact | None
    ome_total: Exact | None
    flags: tuple[str, ...] = ()
    unchanged: tuple[Kept, ...] = ()
    reason: str = ""


class IssueItem(Value):
    """A quantity to prescribe, in figures and in words.

    `from_home` is what is used up from the stock at home beside it. `packs` of `pack_of` units are the
    fewest whole packs that hold the quantity, where the practice knows its packs.
    """

    product: str
    quantity: Exact
    quantity_words: str
    from_home: Exact = Decimal(0)
    packs: int | None = None
    pack_of: int | None = None


class Issue(Value):
    """One prescription: the dates it covers and what to supply. A day of stopping has no items.

    `issue_on` is the working day on which to issue: the last one on or before the first date, or None where
    the practice is shut for a month before it.
    """

    model_config = ConfigDict(populate_by_name=True)

    medicine: str
    start: date = Field(alias="from")
    end: date = Field(alias="to")
    days: int
    items: tuple[IssueItem, ...]
    issue_on: date | None = None

    @property
    def due(self) -> date:
        """The day on which to issue it; the first day it covers where no working day is known before."""
        return self.start if self.issue_on is None else self.issue_on


class Caution(Value):
    """Something to weigh before agreeing, with its source. It never blocks."""

    code: str
    text: str
    source: str


class Refusal(Value):
    """Why no plan is made, what to do instead, and the source."""

    code: str
    text: str
    source: str


class TaperPlan(Value):
    """The plan: steps in date order for every medicine in turn, issues, cautions; or refusals alone."""

    request: TaperRequest
    table: str
    steps: tuple[Step, ...] = ()
    issues: tuple[Issue, ...] = ()
    cautions: tuple[Caution, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    left_over: tuple[IssueItem, ...] = ()
    """What of the stock at home no step needs: to be returned to a pharmacy."""
    locked: int = 0
    """How many of the first steps were taken before this version was made; they never change."""
    events: tuple[Event, ...] = ()
    ended: date | None = None
    """The day on which the plan was ended early."""
