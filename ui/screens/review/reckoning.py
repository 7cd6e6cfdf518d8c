"""What the app has worked out about a person, in words: medicines as read, the sum, the tier and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pharmreview.domain.digits import plain
from pharmreview.domain.lines.line import Line, MedicationLine, UnreadLine
from pharmreview.domain.ome.equivalence import LineOme, OmeTotal
from pharmreview.domain.quantity.rate import DailyDose
from pharmreview.domain.regimen.regimen import Entry
from pharmreview.domain.risk.finding import Exclusion, Finding
from pharmreview.services.assessing import Assessed, medicine_name
from ui import text as words_of
from ui.widgets.marks.badge import Tier
from ui.widgets.panels.working import WorkingLine

_COMPARE = "To compare, not to switch."


class Standing(Enum):
    """How a line of the record stands."""

    READ = "read"
    ASK = "ask"
    OTHER = "other"
    UNREAD = "unread"
    ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class MedicineWords:
    """One line of the record: its name and directions as written, and how it was read."""

    name: str
    directions: str
    issued: str
    standing: Standing
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that matters: what, why, and whence."""

    what: str
    because: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Everything the risk panel and the first page show, in words."""

    tier: Tier
    reasons: tuple[Reason, ...] = ()
    also: tuple[Reason, ...] = ()
    exclusions: tuple[Reason, ...] = ()
    to_check: tuple[Reason, ...] = ()
    medicines: tuple[MedicineWords, ...] = ()
    working: tuple[WorkingLine, ...] = ()
    foot: str = ""
    high_dose: str = ""


def reckoned(assessed: Assessed) -> Reckoned:
    """An assessment as words."""
    known = assessed.assessment
    in_tier = {f.code for f in known.tier.reasons}
    return Reckoned(
        tier=Tier(known.tier.tier),
        reasons=tuple(_reason(f) for f in known.tier.reasons),
        also=tuple(_reason(f) for f in known.findings if f.code not in in_tier),
        exclusions=tuple(_exclusion(e) for e in known.exclusions),
        to_check=tuple(_exclusion(e) for e in known.to_check),
        medicines=_medicines(known.regimen.entries),
        working=working_lines(known.ome),
        foot=f"Table {known.ome.table}. {_COMPARE}",
        high_dose=_high_dose(assessed),
    )


def working_lines(ome: OmeTotal) -> tuple[WorkingLine, ...]:
    """The sum, line by line, with what could not be converted and the total last."""
    lines = [_line(one) for one in ome.working]
    lines += [WorkingLine(what=n.name, result=f"not converted: {n.why}") for n in ome.not_converted]
    regular, high = ome.regular_high.milligrams, ome.high.milligrams
    floor = "" if ome.complete else "at least "
    lines.append(
        WorkingLine("Regular OME, mg a day", result=f"{floor}{words_of.number(regular)}", total=True)
    )
    if high != regular:
        top = f"{floor}{words_of.number(high)}" if floor else f"up to {words_of.number(high)}"
        lines.append(WorkingLine("With as needed, mg a day", result=top, total=True))
    return tuple(lines)


def _line(one: LineOme) -> WorkingLine:
    per = "" if one.factor.factor is None else f"× {plain(one.factor.factor)}"
    low, high = one.low.milligrams, one.high.milligrams
    result = words_of.number(high) if low == high else f"{words_of.number(low)} to {words_of.number(high)}"
    if one.as_needed and low == high:
        result = f"up to {result}"
    name = " ".join(one.name.split())
    what = f"{name}, {one.need}" if one.need else name
    return WorkingLine(what=what, dose=_span(one.dose_low, one.dose_high), factor=per, result=result)


def _span(low: DailyDose, high: DailyDose) -> str:
    return str(high) if low == high else f"{plain(low.number)} to {high}"


def _high_dose(assessed: Assessed) -> str:
    known = assessed.assessment
    line, total = known.high_dose_line.milligrams, known.ome.high.milligrams
    since = words_of.day(known.high_dose_line.since)
    rule = f"the high-dose line of {words_of.number(line)} mg OME a day (in use since {since})"
    if total >= line:
        return f"At or above {rule}."
    if not known.ome.complete:
        return f"Not complete, so it cannot be said to be under {rule}."
    return f"Under {rule}."


def _reason(finding: Finding) -> Reason:
    return Reason(finding.what, finding.because, finding.source)


def _exclusion(one: Exclusion) -> Reason:
    return Reason(one.what, one.because, one.code)


def _medicines(entries: Sequence[Entry]) -> tuple[MedicineWords, ...]:
    """What counts first, in the order of the record; then what was set aside, with why."""
    counted = [_medicine(e.line) for e in entries if e.counted]
    aside = [_medicine(e.line, e.why or "") for e in entries if not e.counted]
    return (*counted, *aside)


def _medicine(line: Line, aside: str = "") -> MedicineWords:
    row = line.row
    issued = "" if row.issued is None else f"last issued {words_of.day(row.issued)}"
    quantity = " ".join(row.quantity.split())
    standing, why = _standing(line)
    return MedicineWords(
        name=medicine_name(line) or "A line that names no medicine",
        directions=" ".join(row.directions.split()) or "no directions",
        issued=", ".join(part for part in (quantity, issued) if part),
        standing=Standing.ASIDE if aside else standing,
        why=aside or why,
    )


def _standing(line: Line) -> tuple[Standing, str]:
    if isinstance(line, UnreadLine):
        return Standing.UNREAD, line.why
    if isinstance(line, MedicationLine):
        return (Standing.ASK, line.ask) if line.ask else (Standing.READ, "")
    return Standing.OTHER, ""
