"""A plan read for a paper: which step is next, what is taken at it, and whether the tablets add up."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pharmreview.documents import words
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions
from pharmreview.domain.medicines.product import MedicineClass, Product
from pharmreview.domain.paper import PaperFacts
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.decision import NO_CHANGE
from pharmreview.domain.taper.plan import DoseAt, Issue, Step, StepKind, TaperPlan

WORN = "worn"
WAITS = (StepKind.PAUSE, StepKind.HOLD)


def changes(facts: PaperFacts) -> bool:
    """Whether the review ended in a change: there is a plan and the decision is not to leave things be."""
    decision = text_of(facts.answers, "decide.decision")
    return facts.plan is not None and bool(facts.plan.steps) and decision not in NO_CHANGE


class PlanReading:
    """A plan as papers tell it, on a day. Raises PaperProblem where there is nothing to tell."""

    def __init__(self, facts: PaperFacts) -> None:
        if facts.plan is None or not facts.plan.steps:
            raise PaperProblem(
                "There is no plan to print yet.",
                "Build the plan first, or print a letter that says nothing changes.",
                code="paper-no-plan",
            )
        self.plan: TaperPlan = facts.plan
        self._products = facts.products
        self.today = facts.today
        changes = [step for step in self.plan.steps if step.kind is not StepKind.START]
        if not changes:
            raise PaperProblem(
                "The plan has no step that changes a dose.", "Build the plan again.", code="paper-no-plan"
            )
        self.changes = changes
        self.step: Step = self._coming(changes)
        self.started = self.step.start <= facts.today
        self.medicine = words.medicine_name(self.products(self.step)[0])

    def _coming(self, changes: Sequence[Step]) -> Step:
        """The step to tell: a pause that runs, else the next change to come, else the last there was."""
        for step in changes:
            waits = step.kind in WAITS and step.end >= self.today
            if step.start >= self.today or waits:
                return step
        return changes[-1]

    @property
    def is_small(self) -> bool:
        """Whether the step lowers the dose by no more than a fifth."""
        before = self.before(self.step)
        return before is not None and self.step.daily_dose * 5 >= before.daily_dose * 4

    @property
    def over(self) -> bool:
        """Whether the step told has begun on an earlier day: nothing after it is planned."""
        return self.step.start < self.today and self.step.kind not in WAITS

    def running(self, medicine: str) -> Step:
        """The step of a medicine that its dose of today comes from: the last begun, else its start."""
        steps = [step for step in self.plan.steps if step.medicine == medicine]
        begun = [s for s in steps if s.start <= self.today and s.kind is not StepKind.START]
        return begun[-1] if begun else steps[0]

    def product(self, name: str) -> Product:
        """The product a plan names. Raises PaperProblem where the table has none of that name."""
        found = self._products.get(name)
        if found is None:
            raise PaperProblem(
                f"The plan names “{name}”, which is not in the product table.",
                "Build the plan again with products on the list.",
                code="paper-product",
            )
        return found

    def of_medicine(self, step: Step) -> list[Step]:
        """Every step of the same medicine, in order."""
        return [other for other in self.plan.steps if other.medicine == step.medicine]

    def products(self, step: Step) -> list[Product]:
        """The products taken at a step; at a stop, those taken before it."""
        for other in [step, *reversed(self.before_all(step))]:
            names = dict.fromkeys(item.product for dose in other.doses for item in dose.items)
            if names:
                return [self.product(name) for name in names]
        raise PaperProblem(
            "A step of the plan names no product.", "Build the plan again.", code="paper-product"
        )

    def before_all(self, step: Step) -> list[Step]:
        """The steps of the same medicine that come before a step."""
        return [
            other
            for other in self.of_medicine(step)
            if other.start < step.start or other.number < step.number
        ]

    def before(self, step: Step) -> Step | None:
        """The step of the same medicine just before: the dose now taken."""
        earlier = self.before_all(step)
        return earlier[-1] if earlier else None

    def after(self, step: Step) -> Step | None:
        """The next change of any medicine."""
        place = self.changes.index(step)
        return self.changes[place + 1] if place + 1 < len(self.changes) else None

    def issues(self, step: Step) -> list[Issue]:
        """The prescriptions for the medicine of a step. A day that takes nothing has none."""
        return [i for i in self.plan.issues if i.medicine == step.medicine and i.items]

    def issue_days(self) -> int:
        """The longest prescription still to come for the medicine of the step; 0 where there is none."""
        ahead = [i for i in self.issues(self.step) if i.end >= self.step.start]
        return max((i.days for i in ahead), default=0)

    def is_patch(self, step: Step) -> bool:
        """Whether the medicine of a step is a patch."""
        return self.products(step)[0].is_patch

    def as_needed(self, step: Step) -> bool:
        """Whether the record says that the medicine of a step is taken only when needed."""
        named = [one for one in self.plan.request.medicines if one.id == step.medicine]
        directions = [text for one in named for text in (one.directions, *(a.directions for a in one.also))]
        read = [read_directions(text) for text in directions]
        return any(one.as_needed for one in read if isinstance(one, Directions))

    def once_a_day(self, step: Step) -> bool:
        """Whether all of a day's dose is taken at one time."""
        return sum(1 for dose in step.doses if self.taking(dose)) == 1

    def breaks_any(self, step: Step) -> bool:
        """Whether any tablet of a step is broken in two."""
        items = [item for dose in step.doses for item in dose.items]
        return any(i.count % 1 and not words.is_liquid(self.product(i.product)) for i in items)

    def group(self, step: Step) -> MedicineClass | None:
        """The class of the medicine of a step."""
        return self.products(step)[0].medicine_class

    def name(self, step: Step) -> str:
        """The medicine of a step, as the person calls it."""
        return words.medicine_name(self.products(step)[0])

    @property
    def later_medicines(self) -> list[str]:
        """The medicines that change after the one of the step told, in order."""
        ahead = self.changes[self.changes.index(self.step) :]
        return [name for name in dict.fromkeys(self.name(step) for step in ahead) if name != self.medicine]

    def dose(self, step: Step) -> str:
        """The dose of a step for the person, without "a day"."""
        return words.dose(step.daily_dose, step.unit)

    def clinical_dose(self, step: Step) -> str:
        """The dose of a step for a clinician, without "a day"."""
        return words.clinical_dose(step.daily_dose, step.unit)

    def most(self, step: Step) -> str:
        """What goes before the dose of a step: "up to " where it is the most that may be taken."""
        return "up to " if self.as_needed(step) else ""

    def daily(self, step: Step, *, clinical: bool = False) -> str:
        """What is taken at a step, each day, or worn, as a sentence names it: "up to 210mg a day"."""
        dose = self.clinical_dose(step) if clinical else self.dose(step)
        return f"{self.most(step)}{dose}{'' if self.is_patch(step) else ' a day'}"

    def at(self, dose: DoseAt, unit: Unit) -> Decimal:
        """What is taken at one time of day, added up from its items.

        Raises PaperProblem where a strength is not known.
        """
        total = Decimal(0)
        for item in dose.items:
            main = self.product(item.product).main
            if main.strength is None or main.unit is None:
                raise PaperProblem(
                    f"The strength of “{item.product}” is not known.",
                    "Choose a product that states its strength.",
                    code="paper-product",
                )
            per = main.per.value if main.per else Decimal(1)
            total += item.count * main.strength / per * ratio(main.unit, unit)
        return total

    def checked(self, step: Step) -> Step:
        """The step, its items added up again. Raises PaperProblem where they do not make its daily dose."""
        total = sum((self.at(dose, step.unit) for dose in step.doses), Decimal(0))
        if total != step.daily_dose:
            raise PaperProblem(
                f"The doses of step {step.number} add up to {words.dose(total, step.unit)}, "
                f"not {words.dose(step.daily_dose, step.unit)}.",
                "Do not use this plan. Build it again.",
                code="paper-dose",
            )
        return step

    def taking(self, dose: DoseAt, *, short: bool = False) -> str:
        """The items of one time of day in words for the person; "" where nothing is taken."""
        say = words.short_amount if short else words.amount
        return words.listed([say(self.product(i.product), i.count) for i in dose.items if i.count])

    def clinical_taking(self, dose: DoseAt) -> str:
        """The items of one time of day for a clinician."""
        return " + ".join(
            words.clinical_amount(self.product(i.product), i.count) for i in dose.items if i.count
        )

    def last_day(self) -> date:
        """The last day the plan speaks of."""
        return max(step.end for step in self.plan.steps)


def moment_name(when: str) -> str:
    """A time of day as papers head it."""
    return when[:1].upper() + when[1:].replace("-", " ")


def moments(steps: Sequence[Step]) -> list[str]:
    """Every time of day the steps name, in the order of the day."""
    order = ["morning", "midday", "afternoon", "evening", "night"]
    named = dict.fromkeys(dose.when for step in steps for dose in step.doses)
    return sorted(named, key=lambda when: order.index(when) if when in order else len(order))
