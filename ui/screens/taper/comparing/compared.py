"""What two plans come to, in words, row beside row. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pharmreview.domain.digits import plain
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.quantity.rounding import percent_shown
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import StepKind, TaperPlan
from pharmreview.domain.taper.running.compare import Measures, measures
from ui import text as words_of
from ui.screens.taper.words.doses import unit_noun
from ui.screens.taper.words.pausing import ends_on
from ui.screens.taper.words.steps import length_words, steps_of
from ui.screens.taper.working.ending import ended_otherwise

A, B = "a", "b"
_AGREED = "As agreed for the end of the plan: at most of a step, at least of a time."


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of both plans, and how each figure was reached."""

    what: str
    a: str
    b: str
    working: str

    @property
    def differs(self) -> bool:
        """True where the two are not the same."""
        return self.a != self.b


@dataclass(frozen=True, slots=True)
class Compared:
    """Two plans side by side. `changing` is the one that the pace is set for; `problem` why B has no plan."""

    rows: tuple[Row, ...] = ()
    a: str = ""
    b: str = ""
    changing: str = A
    problem: str = ""


def compared_of(
    plan: TaperPlan,
    one: Measures,
    other: TaperPlan | None,
    products: Mapping[str, Product],
    settings: TaperSettings,
) -> tuple[Row, ...]:
    """The rows for a plan, by its measures, and for the one it is held against; none while that has none.

    What was agreed for the end has a row where the two differ in it.
    """
    if other is None or other.refusals or not other.steps or not plan.steps:
        return ()
    two = measures(other)
    noun = _noun(plan, products)
    return (
        _row(
            "Time",
            one,
            two,
            lambda m: length_words(m.days),
            "From the day before the first step to the last.",
        ),
        _row(
            "Steps",
            one,
            two,
            lambda m: str(m.reductions),
            "Reductions, with stopping; pauses are not counted.",
        ),
        _row(
            "Largest step",
            one,
            two,
            lambda m: f"{plain(percent_shown(m.largest_percent / 100))}%",
            "What the dose falls by ÷ the dose before, of the step where that is most; stopping is left out.",
        ),
        _row("Most a day", one, two, lambda m: plain(m.most_units), f"{noun}, on the day with most of them."),
        _row(
            "Issues", one, two, lambda m: str(m.issues), "Prescriptions from the first step to the last day."
        ),
        *(Row(what, a, b, _AGREED) for what, a, b in ended_otherwise(plan, other, settings)),
    )


def pace_name(plan: TaperPlan | None, medicine: str, pace: str) -> str:
    """ "up to 10%: 9 steps, 60 mg by 4 Aug 2027"."""
    if plan is None:
        return pace
    steps = steps_of(plan.steps, medicine)
    count = sum(s.kind in (StepKind.REDUCE, StepKind.STOP) for s in steps)
    dose, on = ends_on(steps)
    by = "" if on is None else f", {dose.removesuffix(' a day')} by {words_of.day(on)}"
    return f"{pace}: {words_of.count(count, 'step')}{by}" if pace else f"{words_of.count(count, 'step')}{by}"


def _row(what: str, one: Measures, two: Measures, say: Callable[[Measures], str], working: str) -> Row:
    return Row(what, say(one), say(two), working)


def _noun(plan: TaperPlan, products: Mapping[str, Product]) -> str:
    used = (i for s in plan.steps for d in s.doses for i in d.items if i.product in products)
    first = next(used, None)
    if first is None:
        return "Units"
    noun = "measures" if first.unit is not None else unit_noun(products[first.product], first.count + 1)
    return f"{noun[:1].upper()}{noun[1:]}"
