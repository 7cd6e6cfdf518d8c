"""The medicines beside the plan: the one that changes, those that stand still, and why each does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.lines.line import Line, MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.medicines.product import MedicineClass, Product, Release
from pharmreview.domain.ome.equivalence import LineOme, OmeTotal
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.quantity.rounding import ome_shown
from pharmreview.domain.taper.person.medicines import names_in
from pharmreview.domain.taper.plan import Medicine, Step, TaperRequest
from pharmreview.services.assessing import Assessed, medicine_name
from pharmreview.services.tapering import Choices
from ui import text as words_of
from ui.screens.taper.going_on.arrived import Arrived
from ui.screens.taper.words.doses import (
    day_words,
    dose_words,
    interval_words,
    record_words,
    tablets,
    time_title,
)
from ui.widgets.panels.working import WorkingLine


@dataclass(frozen=True, slots=True)
class MedicineWords:
    """One card. `why_not` says why this one cannot be the one that changes; empty where it can.

    `asked` is what is answered when somebody presses a locked card; empty while nobody has.
    """

    id: str
    name: str
    record: str
    taking: tuple[str, ...]
    changing: bool = False
    locked: bool = True
    why_not: str = ""
    differs: str = ""
    left: bool = False
    """True where its dose is what an earlier plan left it at."""
    asked: str = ""


class AskedOf(NamedTuple):
    """What is known of each medicine by its id, and which card somebody asked about."""

    choices: Mapping[str, Choices | str]
    arrived: Mapping[str, Arrived]
    asked: str


def cards(
    request: TaperRequest | None, assessed: Assessed | None, known: AskedOf, now: Step | None
) -> tuple[MedicineWords, ...]:
    """A card for every medicine of the request, the changing one first, then the rest of the record."""
    if assessed is None:
        return ()
    current = tuple(assessed.current)
    lines = {medicine_name(line): line for line in current}
    medicines = () if request is None else request.medicines
    first = changing_id(request)
    moving = next((m for m in medicines if m.id == first), None)
    made = []
    for medicine in sorted(medicines, key=lambda m: m.id != first):
        line = lines.get(medicine.name)
        if medicine.id == first:
            made.append(_changing(medicine, line, known, now))
        else:
            made.append(_locked(medicine, line, known, moving))
    named = {name for m in medicines for name in names_in(m)}
    rest = [c for c in current if medicine_name(c) not in named]
    return (*made, *(_beside(line) for line in rest))


def changing_id(request: TaperRequest | None) -> str:
    """The medicine that changes first, or nothing."""
    return request.order[0] if request is not None and request.order else ""


def _changing(medicine: Medicine, line: Line | None, about: AskedOf, now: Step | None) -> MedicineWords:
    product, known = _product(line), about.choices.get(medicine.id, "")
    taking: tuple[str, ...] = (medicine.directions,)
    if isinstance(known, Choices) and now is not None:
        taking = tuple(
            f"{time_title(d.when)}: {tablets(d.items, known.products)}" for d in now.doses if d.items
        )
    return MedicineWords(
        id=medicine.id,
        name=_ingredient(product) or medicine.name,
        record=_record(medicine, product),
        taking=taking,
        changing=True,
        locked=False,
        why_not=known if isinstance(known, str) else "",
        differs=_differs(medicine, line, about.arrived.get(medicine.id)),
        left=medicine.id in about.arrived,
    )


def _locked(medicine: Medicine, line: Line | None, about: AskedOf, moving: Medicine | None) -> MedicineWords:
    known, left = about.choices.get(medicine.id, ""), about.arrived.get(medicine.id)
    why_not = known if isinstance(known, str) else ""
    if left is not None and not left.dose:
        stopped = words_of.day(left.since)
        why_not = f"Stopped with version {left.version} on {stopped}. Take it off repeat."
    answer = ""
    if about.asked == medicine.id:
        beside = f" while {moving.name} changes" if moving is not None else ""
        answer = why_not or f"One medicine moves at a time. This one stays as it is{beside}."
    return MedicineWords(
        id=medicine.id,
        name=medicine.name,
        record="",
        taking=_taking(medicine, left),
        why_not=why_not,
        differs=_differs(medicine, line, left),
        left=left is not None,
        asked=answer,
    )


def _taking(medicine: Medicine, left: Arrived | None) -> tuple[str, ...]:
    """What an earlier plan left it at, else what the record says."""
    if left is not None:
        since = f"{day_words(left.dose, left.unit)} since {words_of.day(left.since)}"
        return (since if left.dose else "stopped",)
    also = (f"{a.name}: {a.directions}" for a in medicine.also)
    return (medicine.directions or "no directions", *also)


def _beside(line: Line) -> MedicineWords:
    unread = isinstance(line, UnreadLine)
    why = f"Not read: {line.why}" if isinstance(line, UnreadLine) else "Stays as it is, beside the plan."
    name = medicine_name(line) or "A line that names no medicine"
    directions = " ".join(line.row.directions.split()) or "no directions"
    return MedicineWords(
        f"row{line.row.row} {line.row.name}",
        name,
        "",
        (directions,),
        why_not=why,
        asked=why if unread else "",
    )


def _product(line: Line | None) -> Product | None:
    return None if line is None or isinstance(line, OtherLine) else line.product


def _ingredient(product: Product | None) -> str:
    if product is None:
        return ""
    return " with ".join(f"{i.name} {i.salt}".strip() for i in product.ingredients)


def _record(medicine: Medicine, product: Product | None) -> str:
    if product is None:
        return medicine.name
    hours = product.interval_hours or medicine.interval_hours
    kind = "modified release" if product.release is Release.MODIFIED and not product.is_patch else ""
    parts = [*names_in(medicine), kind, interval_words(hours) if hours else ""]
    return ", ".join(part for part in parts if part)


def _differs(medicine: Medicine, line: Line | None, left: Arrived | None) -> str:
    """What the record says, where the draft says something else."""
    if line is None:
        return "The record no longer has this medicine."
    if left is not None:
        record = record_words(left)
        return f"The record says: {record}." if record else ""
    directions = " ".join(line.row.directions.split())
    if directions == medicine.directions:
        return ""
    return f"The record says: {directions or 'no directions'}."


def working(ome: OmeTotal) -> tuple[WorkingLine, ...]:
    """The sum behind the total, as-needed lines apart, and what could not be converted."""
    lines = [_line(one) for one in ome.working]
    lines += [WorkingLine(f"{n.name}: not converted. {n.why}") for n in ome.not_converted]
    floor = "" if ome.complete else "at least "
    regular = f"{floor}{dose_of(ome.regular_high.milligrams)}"
    lines.append(WorkingLine("Regular, a day", result=regular, total=True))
    return tuple(lines)


def _line(one: LineOme) -> WorkingLine:
    per = "?" if one.factor.factor is None else words_of.number(one.factor.factor)
    dose = dose_words(one.dose_high.number, one.dose_high.unit)
    low, high = one.low.milligrams, one.high.milligrams
    if one.as_needed:
        return WorkingLine(
            f"{one.medicine} {one.need}, up to {dose} × {per}", result=f"up to {dose_of(high)}"
        )
    result = dose_of(high) if low == high else f"{words_of.number(ome_shown(low))} to {dose_of(high)}"
    return WorkingLine(f"{one.medicine} {dose} × {per}", result=result)


def dose_of(milligrams: Decimal) -> str:
    """An OME to a tenth of a milligram, "120 mg"; it is never a dose to give."""
    return words_of.dose(ome_shown(milligrams))


def foot(lines: Sequence[Line], table: FactorTable, arrived: Mapping[str, Arrived]) -> str:
    """What the sum leaves out, its table, and that it goes by the record where a plan does not."""
    found = {
        line.product.main.name
        for line in lines
        if isinstance(line, MedicationLine) and line.product.medicine_class is MedicineClass.GABAPENTINOID
    }
    left_out = (
        f"{words_of.listed(sorted(n.capitalize() for n in found))} not counted, but adds risk. "
        if found
        else ""
    )
    by_record = (
        "By the record, not by what the plan before reached. "
        if any(record_words(left) for left in arrived.values())
        else ""
    )
    return f"{by_record}{left_out}Table: {table.title}. To compare, not to switch."
