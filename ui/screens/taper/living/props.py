"""What the living plan is made from, and everything it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pharmreview.domain.case import Agreed, Case
from pharmreview.domain.review.step import Option
from pharmreview.domain.taper.events import EventKind
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.person.circumstances import Standing
from pharmreview.domain.taper.plan import TaperPlan
from pharmreview.services.tapering import Choices
from ui.screens.taper.chart.chart_model import Chart
from ui.screens.taper.words.cautions import CautionWords
from ui.screens.taper.words.pausing import MovedRow
from ui.screens.taper.words.steps import PlanTable

TWO_WEEKS = 14
DAY, WEEKS, DAYS_WITHOUT, PERCENT, EVERY, TAKEN, PRODUCT, REASON = (
    "day",
    "weeks",
    "days-without",
    "percent",
    "every",
    "taken",
    "product",
    "reason",
)
"""The fields of an event, by what is asked in them."""

FIELDS: Mapping[EventKind, tuple[str, ...]] = {
    EventKind.HOLD: (DAY, WEEKS, REASON),
    EventKind.PAUSE: (DAY, WEEKS, REASON),
    EventKind.SMALLER_STEP: (PERCENT,),
    EventKind.LONGER_STEP: (EVERY,),
    EventKind.STEP_BACK: (DAY, REASON),
    EventKind.STEP_TAKEN: (DAY,),
    EventKind.DOSE_CHANGED: (DAY, TAKEN, REASON),
    EventKind.MISSED_SUPPLY: (DAY, DAYS_WITHOUT, TAKEN),
    EventKind.CHANGE_OF_PRODUCT: (DAY, PRODUCT),
    EventKind.ENDED_EARLY: (DAY, TAKEN, REASON),
}
"""What each kind of event asks, in the order it is asked; the order of the kinds is that of the list."""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event being made up. `reasons` are codes; `words` a reason typed; `product` an id of Family."""

    kind: EventKind = EventKind.HOLD
    day: date | None = None
    days: int | None = TWO_WEEKS
    percent: Decimal | None = None
    every_days: int | None = None
    reasons: tuple[str, ...] = ()
    words: str = ""
    name: str = ""
    directions: str = ""
    product: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Products that a plan could go on with, by what they are together."""

    id: str
    words: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the page is made from.

    `after` is the plan as it would follow, and `problem` why there is none; `shown` and `beside` are the
    numbers of the versions looked at.
    """

    today: date
    settings: TaperSettings
    reasons: tuple[Option, ...] = ()
    case: Case | None = None
    running: Agreed | None = None
    """The version that holds; None while nothing was agreed."""
    draft: EventDraft | None = None
    after: TaperPlan | None = None
    problem: str = ""
    ends_here: bool = False
    """True where the dose found leaves nothing to come down: the one thing to do is to end the plan."""
    standing: tuple[Standing, ...] = ()
    families: tuple[Family, ...] = ()
    choices: Mapping[str, Choices] = field(default_factory=dict)
    """What the doses of each medicine of the plans are made of, for their words."""
    shown: int = 0
    beside: int = 0
    small: bool = False


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the plan: its number, when and by whom, and what made it."""

    number: int
    title: str
    quiet: str
    because: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure of the plan before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans side by side: the chart, every date, the doses of the later one, and what else moves."""

    before: str = ""
    after: str = ""
    later: str = ""
    chart: Chart | None = None
    rows: tuple[MovedRow, ...] = ()
    table: PlanTable = field(default_factory=PlanTable)
    total_title: str = "mg a day"
    foot: str = ""
    moved: tuple[Moved, ...] = ()
    issue: str = ""
    still: tuple[str, ...] = ()
    """The medicines that stand still, by name."""
    cautions: tuple[CautionWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Props:
    """Everything the page shows. `happening` is true while an event is made up, else versions are shown."""

    is_open: bool = False
    runs: bool = False
    """True once the first step of an agreed plan has begun."""
    happening: bool = True
    title: str = ""
    quiet: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    draft: EventDraft = field(default_factory=EventDraft)
    fields: tuple[str, ...] = ()
    until: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    families: tuple[Family, ...] = ()
    note: str = ""
    """What is printed for the person, or what to know of this kind of event."""
    warning: str = ""
    problem: str = ""
    save: str = ""
    ends_here: bool = False
    can_save: bool = False
    versions: tuple[VersionRow, ...] = ()
    shown: int = 0
    beside: int = 0
    others: tuple[tuple[str, str], ...] = ()
    seen: Comparison = field(default_factory=Comparison)
    to_send: str = ""
