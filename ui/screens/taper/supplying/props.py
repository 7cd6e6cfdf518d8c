"""What the supply page shows, from the plan, the practice and the case. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pharmreview.domain.case import Case
from pharmreview.domain.digits import plain
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.patient import Practice
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Issue, IssueItem, TaperPlan, TaperRequest
from ui import text as words_of
from ui.screens.taper.words.cautions import TITLES, CautionWords
from ui.screens.taper.words.doses import strength_words, unit_noun

OFF_REPEAT = "taper.off_repeat"
_ON_SUPPLY = (
    "supply-ends-early",
    "no-day-to-issue",
    "holidays-unknown",
    "issue-limited",
    "left-over",
    "half-left-over",
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything the page is made from. `problem` is a sentence about what could not be taken up."""

    today: date
    settings: TaperSettings
    case: Case | None = None
    request: TaperRequest | None = None
    plan: TaperPlan | None = None
    running: bool = False
    practice: Practice = field(default_factory=Practice)
    products: Mapping[str, Product] = field(default_factory=dict)
    is_open: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product of the plan: what is at home of it, and how many a pack holds here; 0 where not known."""

    name: str
    at_home: Decimal
    pack: int


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One prescription: the day to issue it, the days it covers, what it holds, and packs beside."""

    key: str
    on: str
    covers: str
    what: str
    aside: str = ""
    """Whole packs, and what comes from home beside it."""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Props:
    """Everything the page shows. `frozen` says why length and stock do not move."""

    is_open: bool = False
    can_open: bool = False
    days: int = 28
    usual: int = 28
    """How long each issue of a new plan is at this practice."""
    most_days: int = 84
    products: tuple[ProductRow, ...] = ()
    closed: tuple[tuple[str, str], ...] = ()
    off_repeat: bool = False
    rows: tuple[IssueRow, ...] = ()
    left: tuple[str, ...] = ()
    cautions: tuple[CautionWords, ...] = ()
    checked: str = ""
    frozen: str = ""
    problem: str = ""


def derive(inputs: Inputs) -> Props:
    """The props for these inputs."""
    plan, request, case = inputs.plan, inputs.request, inputs.case
    if plan is None or request is None or case is None or not plan.steps:
        return Props()
    if not inputs.is_open:
        return Props(can_open=True)
    stock = {s.product: s.quantity for s in plan.request.stock}
    names = dict.fromkeys([*stock, *(i.product for issue in plan.issues for i in issue.items)])
    return Props(
        is_open=inputs.is_open,
        can_open=True,
        days=request.issue_days or inputs.settings.issue_days,
        usual=inputs.practice.issue_days or inputs.settings.issue_days,
        most_days=inputs.settings.longest_every_days,
        products=tuple(
            ProductRow(n, stock.get(n, Decimal(0)), inputs.practice.packs.get(n, 0)) for n in sorted(names)
        ),
        closed=tuple((d.isoformat(), words_of.weekday_day(d)) for d in sorted(inputs.practice.closed)),
        off_repeat=text_of(case.answers, OFF_REPEAT) == "yes",
        rows=tuple(_row(at, issue, inputs) for at, issue in enumerate(plan.issues)),
        left=tuple(f"{_counted(i)} of {i.product}" for i in plan.left_over),
        cautions=_cautions(plan),
        checked=_checked(inputs.settings, plan.issues),
        frozen="This plan is running: say what happened, and what is at home is counted anew."
        if inputs.running
        else "",
        problem=inputs.problem,
    )


def _row(at: int, issue: Issue, inputs: Inputs) -> IssueRow:
    first = words_of.day_and_month(issue.start)
    if not issue.items:
        return IssueRow(str(at), words_of.weekday_day(issue.start), "stop", "Nothing to issue")
    given = [i for i in issue.items if i.quantity]
    what = "\n".join(
        f"{_of(i.product, i.quantity, inputs)}: {_counted(i)} ({i.quantity_words})" for i in given
    )
    packs = "\n".join(
        f"{words_of.count(i.packs, 'pack')} of {i.pack_of} × {_of(i.product, Decimal(2), inputs)}"
        for i in given
        if i.packs is not None
    )
    home = "\n".join(
        f"{plain(i.from_home)} × {_of(i.product, i.from_home, inputs)} from home"
        for i in issue.items
        if i.from_home
    )
    covers = f"{first} to {words_of.day(issue.end)}, {words_of.count(issue.days, 'day')}"
    return IssueRow(
        str(at),
        _when(issue, inputs.today),
        covers,
        what or "Nothing: there is enough at home",
        "\n".join(part for part in (packs, home) if part),
        past=issue.end < inputs.today,
    )


def _when(issue: Issue, today: date) -> str:
    """The day to issue; said to be behind where it is, as after an event: never asked for in the past."""
    on = issue.issue_on
    if on is None:
        return "no day"
    day = words_of.weekday_day(on)
    if on >= today or issue.end < today:
        return day if on == issue.start else f"{day}, before"
    return f"was due {day}" if issue.start < today else "at once"


def _of(name: str, count: Decimal, inputs: Inputs) -> str:
    """A product by its strength and form, "30 mg tablets"; by its whole name where that is not known."""
    product = inputs.products.get(name)
    return name if product is None else f"{strength_words(product)} {unit_noun(product, count)}"


def _counted(item: IssueItem) -> str:
    return words_of.number(item.quantity)


def _cautions(plan: TaperPlan) -> tuple[CautionWords, ...]:
    found = [c for c in plan.cautions if c.code in _ON_SUPPLY]
    found.sort(key=lambda c: _ON_SUPPLY.index(c.code))
    return tuple(CautionWords(c.code, TITLES.get(c.code, "Supply"), c.text, c.source) for c in found)


def _checked(settings: TaperSettings, issues: Sequence[Issue]) -> str:
    until = words_of.day(settings.holidays_until)
    last = f" No issue is longer than {words_of.count(max((i.days for i in issues), default=0), 'day')}."
    return f"Issue days miss weekends, bank holidays to {until} and the closed days here.{last}"
