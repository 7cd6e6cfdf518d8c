"""What earlier plans have come to: for each medicine of the record, the dose that is taken by now."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from pharmreview.domain.medicines.product import Product
from pharmreview.domain.taper.course.refuse import ReadMedicine
from pharmreview.domain.taper.person.medicines import kind_of, names_in
from pharmreview.domain.taper.plan import Medicine, Step, StepKind, TaperPlan
from pharmreview.domain.taper.running.effects.request import running_at


class Reached(NamedTuple):
    """The step that gives the dose taken by a day, in which of the plans, and since when it is taken.

    `medicine` is as that plan words it.
    """

    place: int
    medicine: Medicine
    step: Step
    since: date


class Readers(NamedTuple):
    """How a medicine of a request is read, and the product that a plan names."""

    read: Callable[[Medicine], ReadMedicine]
    product: Callable[[str], Product | None]


def reached(
    plans: Sequence[TaperPlan], medicines: Sequence[Medicine], day: date, readers: Readers
) -> dict[str, Reached]:
    """By the id of each medicine that a plan has moved by a day, what it came to; the others are left out.

    `plans` are the newest first; of two that moved one medicine the newer counts. A medicine of a plan is
    the one of the record that is most like it, by its kind and name or else by what is taken now; none of
    the record stands for two.
    """
    found: dict[str, Reached] = {}
    settled: list[Medicine] = []
    for place, plan in enumerate(plans):
        for moved, step in _moved(plan, day):
            if any(_likeness(moved, step, one, readers) > _BY_WHAT_IS_TAKEN for one in settled):
                continue
            settled.append(moved)
            left = [m for m in medicines if m.id not in found]
            best = max(left, key=lambda m: _likeness(moved, step, m, readers), default=None)
            if best is not None and _likeness(moved, step, best, readers):
                found[best.id] = Reached(place, moved, step, _since(plan, step))
    return found


def _moved(plan: TaperPlan, day: date) -> Iterator[tuple[Medicine, Step]]:
    """Each medicine that a plan has changed by a day, with the step its dose then comes from."""
    for medicine in plan.request.medicines:
        own = [s for s in plan.steps if s.medicine == medicine.id and s.start <= day]
        step = running_at(own, medicine.id)
        if step is not None and any(s.kind is not StepKind.START for s in own):
            yield medicine, step


def _since(plan: TaperPlan, step: Step) -> date:
    """From which day on the dose of a step has been taken without a change."""
    own = [s for s in plan.steps if s.medicine == step.medicine and s.start <= step.start]
    return min(s.start for s in takewhile(lambda s: s.doses == step.doses, reversed(own)))


_BY_WHAT_IS_TAKEN = 1


def _likeness(moved: Medicine, step: Step, other: Medicine, readers: Readers) -> int:
    """How surely a medicine of the record is the one that a plan moved; 0 where it is not."""
    kind, named = _kind(other, readers), bool(set(names_in(moved)) & set(names_in(other)))
    if kind == _kind(moved, readers):
        return 3 + int(named)
    if kind is None:
        return 2 * int(named)
    taken = {i.product for dose in step.doses for i in dose.items}
    products = [p for name in taken if (p := readers.product(name)) is not None]
    return int(any(kind[:-1] == kind_of(p) for p in products))


def _kind(medicine: Medicine, readers: Readers) -> tuple[Hashable, ...] | None:
    """The kind of a medicine, and whether it is taken as needed; None where it is not read."""
    read = readers.read(medicine)
    if read.product is None or read.directions is None:
        return None
    return (*kind_of(read.product), read.directions.as_needed)
