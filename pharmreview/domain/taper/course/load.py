"""What everything a person takes adds up to at each step, while one medicine changes and the rest stay."""

from collections.abc import Sequence
from decimal import Decimal

from pharmreview.domain.digits import trimmed
from pharmreview.domain.lines.line import Directions
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.ome.equivalence import ome_of, total_of
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.goal import Course, Ground, known_product
from pharmreview.domain.taper.course.now.start import dose_of
from pharmreview.domain.taper.course.refuse import ReadMedicine
from pharmreview.domain.taper.plan import Kept

_NOTHING = Decimal(0)

Counts = tuple[tuple[str, Decimal], ...]


class Load:
    """The running load of one request, asked step by step in date order."""

    def __init__(
        self,
        courses: Sequence[Course],
        reads: Sequence[ReadMedicine],
        ground: Ground,
        table: FactorTable,
    ) -> None:
        self._table = table
        self._each: dict[str, dict[str, Decimal | None]] = {}
        self._ome: dict[str, Decimal | None] = {}
        self._kept: dict[str, Kept] = {}
        self._reached: dict[str, Decimal] = {}
        self._last: tuple[str | None, tuple[Kept, ...]] = (None, ())
        by_id = {c.id: c for c in courses if c.switch_from is None}
        for read in reads:
            medicine = read.medicine
            course = by_id.get(medicine.id)
            if course is None and medicine.id in ground.request.taking:
                dose, unit, self._ome[medicine.id] = _left_at(read, ground, table)
            elif course is None:
                dose, unit = dose_kept(read)
                self._ome[medicine.id] = _frozen_ome(read, table)
            else:
                dose, unit = course.start, course.unit
                now = tuple((i.product, i.count) for d in course.now for i in d.items)
                self._ome[medicine.id] = self._of(course, now)
            self._kept[medicine.id] = Kept(
                medicine=medicine.id, name=medicine.name, daily_dose=dose, unit=unit
            )

    def at(self, course: Course, dose: Decimal, taken: Counts) -> tuple[Decimal | None, Decimal | None]:
        """The OME of the changing medicine on this dose, and of everything; None where not converted."""
        own = self._of(course, taken)
        self._ome[course.id] = own
        self._reached[course.id] = dose
        total = _NOTHING
        for part in self._ome.values():
            if part is None:
                return own, None
            total += part
        return own, total

    def unchanged(self, course: Course) -> tuple[Kept, ...]:
        """The other medicines, each at the dose it has meanwhile."""
        if self._last[0] != course.id:
            for id_, dose in self._reached.items():
                self._kept[id_] = self._kept[id_].model_copy(update={"daily_dose": dose})
            others = tuple(kept for id_, kept in self._kept.items() if id_ != course.id)
            self._last = (course.id, others)
        return self._last[1]

    def _of(self, course: Course, taken: Counts) -> Decimal | None:
        total, each = _NOTHING, self._each.setdefault(course.id, {})
        for product, count in taken:
            if product not in each:
                found = ome_of(course.products[product], Decimal(1), self._table)
                each[product] = None if found is None else found.milligrams
            one = each[product]
            if one is None:
                return None
            total += one * count
        return total


def dose_kept(read: ReadMedicine) -> tuple[Decimal | None, Unit | None]:
    """The daily dose of a medicine that does not change; the highest where the directions leave a range."""
    if not read.lines or len(read.lines) < len(read.written):
        return None, None
    told = [_daily(line.product, line.directions) for line in read.lines]
    units = {unit for _, unit in told}
    doses = [dose for dose, _ in told if dose is not None]
    if len(units) > 1 or len(doses) < len(told):
        return None, None
    return sum(doses, Decimal(0)), units.pop()


def _left_at(
    read: ReadMedicine, ground: Ground, table: FactorTable
) -> tuple[Decimal | None, Unit | None, Decimal | None]:
    """Dose, unit and OME of a medicine that an earlier part of a running plan has left where it is.

    The OME alone is None where the table has no figure; the dose too where a product is not known.
    """
    items = [i for dose in ground.request.taking[read.medicine.id] for i in dose.items]
    unit = read.product.main.unit if read.product is not None else None
    total = Decimal(0)
    load: Decimal | None = Decimal(0)
    for item in items:
        product = known_product(item.product, read, ground)
        if product is None:
            return None, unit, None
        total += item.count * dose_of(product)
        found = ome_of(product, item.count, table)
        load = None if load is None or found is None else load + found.milligrams
    return trimmed(total), unit, load


def _daily(product: Product, taken: Directions) -> tuple[Decimal | None, Unit | None]:
    main = product.main
    if taken.unit in (Unit.MILLIGRAM, Unit.MICROGRAM):
        return taken.high, taken.unit
    if main.strength is None or main.unit is None:
        return None, None
    if main.per is None:
        return (None, None) if taken.unit is Unit.MILLILITRE else (taken.high * main.strength, main.unit)
    if taken.unit not in (None, Unit.MILLILITRE):
        return None, None
    return taken.high * main.strength / main.per.value, main.unit


def _frozen_ome(read: ReadMedicine, table: FactorTable) -> Decimal | None:
    total = total_of((read.line, *read.more), table)
    return total.high.milligrams if total.complete else None
