"""Regimen and factors to oral morphine equivalence, line by line, with the working of every figure.

The figure compares load between people and over time. It is never a dose to give.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.lines.line import Directions, Line, MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.medicines.product import MedicineClass, Product
from pharmreview.domain.ome.factor import Basis, Factor, FactorTable
from pharmreview.domain.ome.lookup import Found, Missing, find_factor, patch_release
from pharmreview.domain.quantity.rate import NO_OME, DailyDose, Ome
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.regimen.regimen import Regimen
from pharmreview.domain.value import Exact, Value, settled

_BY_WEIGHT = (Unit.MILLIGRAM, Unit.MICROGRAM)


class LineOme(Value):
    """One line converted: what was multiplied by what, from which table and source.

    Doses are milligrams a day, micrograms an hour, or patches worn, as the factor asks.
    """

    row: int
    name: str
    medicine: str
    dose_low: DailyDose
    dose_high: DailyDose
    factor: Factor
    table: str
    low: Ome
    high: Ome
    regular: Ome
    as_needed: bool

    @property
    def need(self) -> str:
        """ "as needed", "in part as needed", or nothing for what is regular."""
        if not self.as_needed:
            return ""
        return "in part as needed" if self.regular.milligrams else "as needed"

    @property
    def working(self) -> str:
        """The sum in words: dose times factor is result."""
        per = plain(self.factor.factor) if self.factor.factor is not None else "?"
        return f"{_span(self.dose_low, self.dose_high)} × {per} = {_ome_span(self.low, self.high)}"


class NotConverted(Value):
    """A line that could not be converted. It is not zero: the total is a floor because of it."""

    row: int
    name: str
    why: str


class OmeTotal(Value):
    """A person's oral morphine equivalence in a day, by one table.

    `low` takes the low end of each range (0 for "up to"); `high` the high end, what is as needed included;
    `regular_high` leaves that out. When `complete` is False every figure is a floor.
    """

    table: str
    low: Ome
    high: Ome
    regular_high: Ome
    complete: bool
    working: tuple[LineOme, ...] = ()
    not_converted: tuple[NotConverted, ...] = ()


def equivalence(regimen: Regimen, table: FactorTable) -> OmeTotal:
    """The total of the lines that count. A product whose latest dosage is in doubt leaves it incomplete."""
    total = total_of(regimen.current, table)
    doubts = tuple(NotConverted(row=d.row, name=d.name, why=d.why) for d in regimen.doubts)
    # A doubt matters only where the product might be an opioid.
    opioids = {(line.row.row, line.row.name) for line in _might_be_opioid(regimen)}
    open_doubts = tuple(d for d in doubts if (d.row, d.name) in opioids)
    if not open_doubts:
        return total
    return total.model_copy(update={"complete": False, "not_converted": (*total.not_converted, *open_doubts)})


def total_of(lines: Iterable[Line], table: FactorTable) -> OmeTotal:
    """Add up lines that all count; medicines that are not opioids add nothing."""
    working: list[LineOme] = []
    missing: list[NotConverted] = []
    for line in lines:
        result = line_ome(line, table)
        if isinstance(result, LineOme):
            working.append(result)
        elif isinstance(result, NotConverted):
            missing.append(result)
    return OmeTotal(
        table=table.id,
        low=sum((w.low for w in working), NO_OME),
        high=sum((w.high for w in working), NO_OME),
        regular_high=sum((w.regular for w in working), NO_OME),
        complete=not missing,
        working=tuple(working),
        not_converted=tuple(missing),
    )


def line_ome(line: Line, table: FactorTable) -> LineOme | NotConverted | None:
    """One line converted, or why not; None for a medicine that is known not to be an opioid."""
    if isinstance(line, OtherLine):
        return None
    if isinstance(line, UnreadLine):
        return _missing(line, line.why) if line.might_be_opioid else None
    if line.product.medicine_class is not MedicineClass.OPIOID:
        return None
    load = load_of(line.product, line.directions, find_factor(line.product, table))
    if isinstance(load, Missing):
        return _missing(line, load.why)
    return LineOme(
        row=line.row.row,
        name=line.row.name,
        medicine=line.product.main.name,
        dose_low=load.dose_low,
        dose_high=load.dose_high,
        factor=load.factor,
        table=table.id,
        low=Ome(milligrams=load.low),
        high=Ome(milligrams=load.high),
        regular=Ome(milligrams=load.regular),
        as_needed=line.directions.as_needed,
    )


class Load(NamedTuple):
    """What an opioid comes to in a day: doses as the factor asks, and milligrams of oral morphine."""

    dose_low: DailyDose
    dose_high: DailyDose
    low: Decimal
    high: Decimal
    regular: Decimal
    factor: Factor


def load_of(product: Product, directions: Directions, found: Found | Missing) -> Load | Missing:
    """What an opioid comes to in a day by the factor that was found for it, or why it cannot be told."""
    if isinstance(found, Missing):
        return found
    factor, unit = found.factor, directions.unit
    high = dose_for(product, directions.high, unit, factor)
    low = high if directions.low == directions.high else dose_for(product, directions.low, unit, factor)
    if isinstance(high, Missing):
        return high
    if isinstance(low, Missing):
        return low
    regular = dose_for(product, directions.regular_high, unit, factor) if directions.as_needed else high
    if isinstance(regular, Missing):
        return regular
    least, most, without_need = (_milligrams(each, factor) for each in (low, high, regular))
    return Load(low, high, least, most, without_need, factor)


def ome_of(product: Product, units_a_day: Decimal, table: FactorTable) -> Ome | None:
    """The OME of so many units of a product a day (patches: worn at once); None where it is not converted."""
    if product.medicine_class is not MedicineClass.OPIOID:
        return NO_OME
    found = find_factor(product, table)
    if isinstance(found, Missing):
        return None
    dose = dose_for(product, units_a_day, None, found.factor)
    return None if isinstance(dose, Missing) else Ome(milligrams=_milligrams(dose, found.factor))


def dose_for(product: Product, number: Exact, unit: Unit | None, factor: Factor) -> DailyDose | Missing:
    """What the factor multiplies: patches worn, micrograms an hour, or milligrams a day, exactly."""
    if product.is_patch:
        return _worn(product, number, unit, factor)
    if factor.basis is not Basis.PER_MILLIGRAM:
        return Missing(why="the table's figure is for a patch")
    if unit in _BY_WEIGHT and unit is not None:
        return settled(DailyDose, number=number * ratio(unit, Unit.MILLIGRAM), unit=Unit.MILLIGRAM)
    main = product.main
    if main.strength is None or main.unit not in _BY_WEIGHT:
        return Missing(why="the strength is not stated")
    milligrams = number * main.strength * ratio(main.unit, Unit.MILLIGRAM)
    if main.per is not None:
        if unit is not None and unit is not main.per.unit:
            return Missing(
                why=f"the directions count {unit.value}, the strength is per {main.per.unit.value}"
            )
        milligrams = milligrams / main.per.value
    elif unit is Unit.MILLILITRE:
        return Missing(why="the directions count ml, and the strength is not per ml")
    return settled(DailyDose, number=milligrams, unit=Unit.MILLIGRAM)


def _worn(product: Product, number: Exact, unit: Unit | None, factor: Factor) -> DailyDose | Missing:
    if unit not in (None, Unit.PATCH):
        return Missing(why="the directions do not say how many patches are worn")
    if number != number.to_integral_value():
        return Missing(why="the directions would cut a patch, and a patch is never cut")
    if factor.basis is Basis.PER_PATCH:
        return settled(DailyDose, number=number, unit=Unit.PATCH)
    release = patch_release(product)
    if release is None or product.main.unit is not Unit.MICROGRAM_PER_HOUR:
        return Missing(why="the patch's rate in micrograms an hour is not stated")
    if factor.basis is not Basis.PER_MICROGRAM_PER_HOUR:
        return Missing(why="the table gives no rate for patches")
    return settled(DailyDose, number=number * release, unit=Unit.MICROGRAM_PER_HOUR)


def _milligrams(dose: DailyDose, factor: Factor) -> Decimal:
    return dose.number * (factor.factor or Decimal(0))


def _missing(line: MedicationLine | UnreadLine, why: str) -> NotConverted:
    return NotConverted(row=line.row.row, name=line.row.name, why=why)


def _might_be_opioid(regimen: Regimen) -> list[MedicationLine | UnreadLine]:
    lines = [e.line for e in regimen.entries]
    return [
        line
        for line in lines
        if (isinstance(line, UnreadLine) and line.might_be_opioid)
        or (isinstance(line, MedicationLine) and line.product.medicine_class is MedicineClass.OPIOID)
    ]


def _span(low: DailyDose, high: DailyDose) -> str:
    told = str(high) if low == high else f"{plain(low.number)} to {high}"
    return f"{told}es" if high.unit is Unit.PATCH and high.number > 1 else told


def _ome_span(low: Ome, high: Ome) -> str:
    top = f"{plain(high.milligrams)} mg"
    return top if low == high else f"{plain(low.milligrams)} to {top}"
