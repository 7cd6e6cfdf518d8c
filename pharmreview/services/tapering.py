"""A taper request to its plan, with what is read of names remembered between one edit and the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Line, Match
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.goal import Ground, Known, course_of
from pharmreview.domain.taper.course.refuse import ReadMedicine, refused
from pharmreview.domain.taper.events import Event
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import DoseAt, Medicine, Pace, Refusal, TaperPlan, TaperRequest
from pharmreview.domain.taper.planner import plan_taper
from pharmreview.domain.taper.running.effects.made import Makers
from pharmreview.domain.taper.running.one_at_a_time import still_moving
from pharmreview.domain.taper.running.reached import Reached, Readers, reached
from pharmreview.domain.taper.running.replan import replan
from pharmreview.domain.taper.weighing.finer import Finer, finer


@dataclass(frozen=True, eq=False)
class Choices:
    """What can be chosen for the medicine that changes. Kept by the service; each equals itself alone.

    `doses` are the lower day's totals (for patches the rates worn) that its products can make, lowest first,
    in `unit`; nought is stopping. `times` names its dose times, or "worn". `products` are what the plan may
    use, by the names it uses for them. `wear_days` is how long one patch is worn, None for the rest.
    """

    unit: Unit
    start: Decimal
    doses: tuple[Decimal, ...]
    times: tuple[str, ...]
    products: Mapping[str, Product]
    wear_days: int | None


class Tapering:
    """Makes plans by one set of tables. Ask it again after every edit: nothing of a plan is kept.

    `read_row` and `match` read a row and a product name by the vocabulary in use.
    """

    def __init__(
        self,
        read_row: Callable[[ExportRow], Line],
        match: Callable[[str], Match],
        formulary: Formulary,
        table: FactorTable,
        settings: TaperSettings,
    ) -> None:
        self._read_row = read_row
        self._match = match
        self._formulary = formulary
        self._table = table
        self.settings = settings
        self._lines: dict[tuple[str, str], Line] = {}
        self._matches: dict[str, Match] = {}
        self._known: list[Known] = []
        self._choices: dict[tuple[Medicine, tuple[str, ...], tuple[DoseAt, ...]], Choices | Refusal] = {}

    def plan(self, request: TaperRequest, today: date | None = None) -> TaperPlan:
        """The plan, or the refusals. The same request gives the same plan.

        Give `today` where a first step in the past is a mistake. Raises InputProblem for a request that
        cannot be meant, with a sentence for the person at the screen.
        """
        if today is not None and request.start < today:
            raise InputProblem(
                f"The first step on {request.start} is in the past.", "Choose today or a later day."
            )
        reads = [self.read(m) for m in request.medicines]
        return plan_taper(reads, self._ground(request), self._table)

    def waits(self, running: TaperPlan, request: TaperRequest) -> Refusal | None:
        """Why a request may not begin beside a plan that runs; None where it may."""
        return still_moving(running, request, self.settings)

    def replan(self, plan: TaperPlan, events: Sequence[Event], today: date) -> TaperPlan:
        """The next version of a running plan, after what happened. Raises InputProblem as `replan` does."""
        return replan(plan, events, today, Makers(self.plan, self.product), self.settings)

    def _ground(self, request: TaperRequest) -> Ground:
        named = {id_: self._named(names) for id_, names in request.products.items()}
        return Ground(request, named, self._matched, self._formulary, self.settings, self._known)

    def read(self, medicine: Medicine) -> ReadMedicine:
        """A medicine of a request with what can be read of it."""
        more = tuple(self._line(also.name, also.directions) for also in medicine.also)
        return ReadMedicine(medicine=medicine, line=self._line(medicine.name, medicine.directions), more=more)

    def reached(
        self, plans: Sequence[TaperPlan], medicines: Sequence[Medicine], day: date
    ) -> dict[str, Reached]:
        """What earlier plans, the newest first, have brought medicines of the record to by a day."""
        return reached(plans, medicines, day, Readers(self.read, self.product))

    def finer(self, plan: TaperPlan) -> tuple[Finer, ...]:
        """The changes of product that would make the first large step of the medicine that moves smaller."""
        if not plan.steps:
            return ()
        id_ = plan.steps[0].medicine
        medicine = next(m for m in plan.request.medicines if m.id == id_)
        ground = self._ground(plan.request)
        course = course_of(self.read(medicine), ground)
        steps = [s for s in plan.steps if s.medicine == id_]
        return () if isinstance(course, Refusal) else finer(course, steps, ground)

    def product(self, name: str) -> Product | None:
        """The product that a plan names: the listed one of that name, else what can be read of it."""
        listed = next((p for p in self._formulary.products if p.name == name), None)
        return self._matched(name).product if listed is None else listed

    def choices(
        self, medicine: Medicine, products: tuple[str, ...] = (), taking: tuple[DoseAt, ...] = ()
    ) -> Choices | Refusal:
        """What could be chosen if this medicine were the one to change, or why it cannot be.

        `taking` is what is really taken, where that is known better than its directions tell. Raises
        InputProblem for a product or an interval that is not the medicine's, or where nothing is taken.
        """
        key = (medicine, products, taking)
        if key not in self._choices:
            self._choices[key] = self._chosen_from(*key)
        return self._choices[key]

    def _chosen_from(
        self, medicine: Medicine, products: tuple[str, ...], taking: tuple[DoseAt, ...]
    ) -> Choices | Refusal:
        read = self.read(medicine)
        refusals = refused([read], [medicine.id], self.settings)
        if refusals:
            return refusals[0]
        wanted = {medicine.id: products} if products else {}
        really = {medicine.id: taking} if taking else {}
        alone = TaperRequest(
            start=date.min, medicines=(medicine,), pace=Pace(), products=wanted, taking=really
        )
        course = course_of(read, self._ground(alone))
        if isinstance(course, Refusal):
            return course
        return Choices(
            unit=course.unit,
            start=course.start,
            doses=tuple(course.shelf.dose(d) for d in course.doses),
            times=tuple(d.when for d in course.now),
            products=course.products,
            wear_days=course.wear_days,
        )

    def _named(self, names: tuple[str, ...]) -> list[tuple[str, Match]]:
        return [(name, self._matched(name)) for name in names]

    def _line(self, name: str, directions: str) -> Line:
        words = (name, directions)
        if words not in self._lines:
            self._lines[words] = self._read_row(ExportRow(row=0, name=name, directions=directions))
        return self._lines[words]

    def _matched(self, name: str) -> Match:
        if name not in self._matches:
            self._matches[name] = self._match(name)
        return self._matches[name]
