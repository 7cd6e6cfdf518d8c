"""What to issue for one step, with the sum both ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.taper.plan import Issue, Step, StepKind
from pharmreview.services.tapering import Choices
from ui import text as words_of
from ui.screens.taper.words.doses import dose_words, strength_words, unit_noun
from ui.screens.taper.words.steps import length_words


@dataclass(frozen=True, slots=True)
class SupplyLine:
    """One product: what it is, how many in figures, and in words."""

    what: str
    quantity: str
    in_words: str


@dataclass(frozen=True, slots=True)
class Supply:
    """The issue that covers the first day of a step. `sums` are the two ways to the same figure."""

    title: str
    dates: str = ""
    lines: tuple[SupplyLine, ...] = ()
    sums: tuple[str, ...] = ()
    matches: bool = True
    then: str = ""
    pause: bool = False
    """True for a pause that may be taken out of the plan."""


def supply_for(step: Step, label: str, issues: Sequence[Issue], choices: Choices, today: date) -> Supply:
    """What is issued for a step: the first issue that covers its first day, and when the next is due."""
    title = {StepKind.START: "Supply now", StepKind.PAUSE: "Supply in the pause"}.get(
        step.kind, f"Supply for step {label}"
    )
    own = [i for i in issues if i.medicine == step.medicine]
    issue = next((i for i in own if i.start <= step.start <= i.end), None)
    is_pause = step.kind is StepKind.PAUSE
    if issue is None:
        return Supply(title, "Before the plan: what is issued now stays as it is.", pause=is_pause)
    if not issue.items:
        return Supply(title, "Nothing to issue: this is the day of stopping.", pause=is_pause)
    lines = tuple(
        SupplyLine(_what(i.product, i.quantity, choices), words_of.number(i.quantity), i.quantity_words)
        for i in issue.items
    )
    sums, matches = _both_ways(issue, step, choices)
    return Supply(title, _dates(issue), lines, sums, matches, _then(issue, own, today), pause=is_pause)


def _dates(issue: Issue) -> str:
    until = words_of.day(issue.end)
    return (
        f"Acute issue, {words_of.count(issue.days, 'day')}, {words_of.day_and_month(issue.start)} to {until}"
    )


def _what(product: str, quantity: Decimal, choices: Choices) -> str:
    known = choices.products.get(product)
    return product if known is None else f"{strength_words(known)} {unit_noun(known, quantity)}"


def _then(issue: Issue, own: Sequence[Issue], today: date) -> str:
    """The next issue that is still to come, on the day on which it is issued."""
    later = next((i for i in own if i.start > issue.end and i.start >= today and i.items), None)
    if later is None:
        return ""
    on = later.due
    return "Next issue at once" if on < today else f"Next issue {words_of.weekday_day(on)}"


def _both_ways(issue: Issue, step: Step, choices: Choices) -> tuple[tuple[str, ...], bool]:
    if choices.wear_days is not None:
        return _worn(issue, step, choices.wear_days)
    parts, total = [], Decimal(0)
    for item in issue.items:
        product = choices.products.get(item.product)
        if product is None or product.main.strength is None:
            return (), False
        per = product.main.per.value if product.main.per is not None else Decimal(1)
        over = f"/{words_of.number(per)}" if per != 1 else ""
        parts.append(f"{words_of.number(item.quantity)}×{words_of.number(product.main.strength)}{over}")
        total += item.quantity * product.main.strength / per
    by_days = issue.days * step.daily_dose
    one = f"{' + '.join(parts)} = {dose_words(total, step.unit)}"
    two = (
        f"{words_of.count(issue.days, 'day')} × {dose_words(step.daily_dose, step.unit)} "
        f"= {dose_words(by_days, step.unit)}"
    )
    return (one, two), total == by_days


def _worn(issue: Issue, step: Step, wear_days: int) -> tuple[tuple[str, ...], bool]:
    """Patches are counted: so many, each worn so long, cover so many days."""
    worn = sum((i.count for d in step.doses for i in d.items), Decimal(0))
    patches = sum((i.quantity for i in issue.items), Decimal(0))
    changes = -(-issue.days // wear_days)
    one = f"{words_of.count(changes, 'change')} × {plain(worn)} worn = {words_of.number(changes * worn)}"
    two = f"{length_words(issue.days)} ÷ {words_of.count(wear_days, 'day')} each = {plain(Decimal(changes))}"
    return (one, two), patches == changes * worn
