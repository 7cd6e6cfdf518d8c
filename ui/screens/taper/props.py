"""What the builder is made from, and everything it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pharmreview.domain.case import Agreed, Case
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.review.step import Option
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.person.circumstances import Standing
from pharmreview.domain.taper.plan import TaperPlan, TaperRequest
from pharmreview.domain.taper.running.in_time import InTime
from pharmreview.services.assessing import Assessed
from pharmreview.services.tapering import Choices
from ui.screens.taper.asking.asked import Asked
from ui.screens.taper.by_hand.step_words import StepWords
from ui.screens.taper.chart.chart_model import Chart
from ui.screens.taper.comparing.compared import A, Compared
from ui.screens.taper.going_on.arrived import Arrived
from ui.screens.taper.words.cautions import CautionWords, Gate
from ui.screens.taper.words.medicines import MedicineWords
from ui.screens.taper.words.pausing import MovedRow, PauseDraft
from ui.screens.taper.words.steps import PlanTable
from ui.screens.taper.words.supply import Supply
from ui.screens.taper.working.ending import Ending
from ui.widgets.panels.working import WorkingLine

SHOW_KEY = "taper.show_to_person"
REASON_KEY = "taper.step_size"
"""Where the reason for a large step is kept, beside the other passed items of the review."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the screen is made from.

    `request` is the draft, or the proposal while nothing was changed; `plan` the last plan that could be
    made. `choices` holds for each medicine what could be chosen, or why it cannot change. `problems` are
    sentences by field; what they are about is not in the request.
    """

    today: date
    settings: TaperSettings
    factors: FactorTable
    reasons: tuple[Option, ...] = ()
    case: Case | None = None
    assessed: Assessed | None = None
    request: TaperRequest | None = None
    plan: TaperPlan | None = None
    choices: Mapping[str, Choices | str] = field(default_factory=dict)
    arrived: Mapping[str, Arrived] = field(default_factory=dict)
    """What an earlier plan brought each medicine to that this one takes up from there."""
    standing: tuple[Standing, ...] = ()
    """What keeps a plan from being made here."""
    intervals: tuple[Decimal, ...] = ()
    """Hours between doses that the changing medicine is made for."""
    examples: Mapping[str, str] = field(default_factory=dict)
    """For a medicine of a request that is refused, directions as they may be written out."""
    agreed: Agreed | None = None
    """The version this request was agreed as; None for a draft."""
    running: bool = False
    """True once an agreed plan has begun: what is past is past."""
    blocked: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    chosen: int | None = None
    asked: str = ""
    pausing: PauseDraft | None = None
    paused: TaperPlan | None = None
    pause_problem: str = ""
    beside_request: TaperRequest | None = None
    """The draft that this one is held against."""
    beside: TaperPlan | None = None
    beside_problem: str = ""
    changing: str = A
    """Which of the two the pace is set for."""
    by: date | None = None
    """The day by which the aim should be reached, and what was found for it."""
    found: InTime | None = None
    where_on: date | None = None
    """The day whose dose is asked about."""
    within: tuple[date, date] | None = None
    """The dates of the chart's axis while a step is drawn longer."""
    gate_open: bool = False
    confirmed: bool = False
    keeping: bool = False
    problem: tuple[str, str] | None = None
    small: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The top line."""

    draft: str = ""
    person: str = ""
    show: str = "next-step"
    agree: str = "Agree and issue"
    can_agree: bool = False
    why_not: str = ""
    can_pause: bool = False
    comparing: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """The six controls, in the order people say them. `frozen` says why none of them moves."""

    percent: Decimal | None = None
    most_percent: int = 25
    basis: str = "current"
    every_days: int = 28
    most_days: int = 84
    start: date | None = None
    lower_first: str = ""
    times: tuple[tuple[str, str], ...] = ()
    aim: Decimal | None = None
    doses: tuple[Decimal, ...] = ()
    dose_now: Decimal = Decimal(0)
    unit: str = "mg"
    frozen: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no plan, where that comes from, and what can be answered here.

    `intervals` are the hours that may be chosen; `ask_directions` offers a line for what is really taken,
    with `example`.
    """

    text: str
    source: str
    medicine: str = ""
    name: str = ""
    intervals: tuple[tuple[str, str], ...] = ()
    ask_directions: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Pausing:
    """A pause before it is saved."""

    draft: PauseDraft
    reasons: tuple[tuple[str, str], ...]
    until: str = ""
    stays: str = ""
    before: str = ""
    after: str = ""
    later: str = ""
    rows: tuple[MovedRow, ...] = ()
    printed: str = ""
    problem: str = ""
    can_save: bool = False
    total_title: str = ""


@dataclass(frozen=True, slots=True)
class Props:
    """Everything the screen shows."""

    header: Header = field(default_factory=Header)
    medicines: tuple[MedicineWords, ...] = ()
    working: tuple[WorkingLine, ...] = ()
    foot: str = ""
    pace: Pace = field(default_factory=Pace)
    ending: Ending = field(default_factory=Ending)
    legend: str = ""
    legend_b: str = ""
    compared: Compared | None = None
    asked: Asked = field(default_factory=Asked)
    step: StepWords | None = None
    based: str = ""
    chart: Chart | None = None
    table: PlanTable = field(default_factory=PlanTable)
    chosen: int | None = None
    cautions: tuple[CautionWords, ...] = ()
    switching: str = ""
    """What the button says that changes the product; nothing where there is no such thing to do."""
    kept: str = ""
    not_checked: str = ""
    supply: Supply | None = None
    gate: Gate = field(default_factory=Gate)
    gate_open: bool = False
    confirmed: bool = False
    reason: str = ""
    refused: tuple[Refused, ...] = ()
    empty: tuple[str, str] | None = None
    pausing: Pausing | None = None
    keeping: bool = False
    problem: tuple[str, str] | None = None
