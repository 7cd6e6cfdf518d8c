"""A first request from the record: what is taken, which medicine changes, and a day to begin."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.lines.line import Line, MedicationLine, UnreadLine
from pharmreview.domain.medicines.product import MedicineClass, Release
from pharmreview.domain.review.answer import Answers, text_of
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.person.medicines import medicines_of, names_in
from pharmreview.domain.taper.plan import DoseAt, Medicine, Pace, TaperRequest
from pharmreview.domain.taper.running.reached import Reached
from pharmreview.services.assessing import medicine_name
from pharmreview.services.tapering import Choices

_FIRST_MEDICINE = "decide.first_medicine"
_AIM, _AIM_DOSE = "decide.aim", "decide.aim_dose"
_LOWER_DOSE = "AIM2"
_NOTICE_DAYS = 7
_STEP_DAYS = (1, 2, 3)
"""Tuesday to Thursday: the surgery is open the day before and the day after."""


class Basis(NamedTuple):
    """What a proposal stands on beside the record.

    `chooser` tells what can be chosen if a medicine were the one to change, or why it cannot be; given what
    is really taken of it, () where its directions tell. `reached` tells what earlier plans have brought
    medicines to by a day. `issue_days` is how long each issue usually is here.
    """

    chooser: Callable[[Medicine, tuple[DoseAt, ...]], Choices | str]
    reached: Callable[[Sequence[Medicine], date], Mapping[str, Reached]]
    settings: TaperSettings
    issue_days: int


def proposed(lines: Sequence[Line], answers: Answers, basis: Basis, today: date) -> TaperRequest | None:
    """The request to begin with, or None where the record holds no medicine of the four classes.

    What an earlier plan has moved is taken as that plan left it, not as the record may still have it. Where
    no medicine can be reduced it names the likeliest, so that the refusal says what to do instead. Nothing
    of it is kept until something changes.
    """
    medicines, start = medicines_of(lines), first_day(today)
    if not medicines:
        return None
    left = basis.reached(medicines, start - timedelta(days=1))
    medicines = tuple(_answered(m, left.get(m.id)) for m in medicines)
    taking = {id_: one.step.doses for id_, one in left.items()}
    known = {m.id: basis.chooser(m, taking.get(m.id, ())) for m in medicines}
    stopped = {id_ for id_, one in left.items() if not one.step.daily_dose}
    first = _first([m for m in medicines if m.id not in stopped] or medicines, lines, answers, known)
    return TaperRequest(
        start=start,
        medicines=medicines,
        order=(first.id,),
        aim={first.id: _aim(answers, known[first.id])},
        pace=Pace(percent=basis.settings.percent, of=basis.settings.of, every_days=basis.settings.every_days),
        issue_days=basis.issue_days,
        taking=taking,
    )


def _answered(medicine: Medicine, left: Reached | None) -> Medicine:
    """The medicine with what an earlier plan already asked of it."""
    if left is None or medicine.interval_hours is not None or left.medicine.interval_hours is None:
        return medicine
    return medicine.model_copy(update={"interval_hours": left.medicine.interval_hours})


def first_day(today: date) -> date:
    """A Tuesday, Wednesday or Thursday at least a week ahead, clear of Christmas and the new year."""
    day = today + timedelta(days=_NOTICE_DAYS)
    while (
        day.weekday() not in _STEP_DAYS or (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 3)
    ):
        day += timedelta(days=1)
    return day


def _first(
    medicines: Sequence[Medicine], lines: Sequence[Line], answers: Answers, known: Mapping[str, Choices | str]
) -> Medicine:
    """The one chosen with the person, else the first that can change: long-acting opioids come first."""
    wanted = text_of(answers, _FIRST_MEDICINE)
    by_name = {medicine_name(line): line for line in lines}
    able = [m for m in medicines if isinstance(known[m.id], Choices)]
    chosen = next((m for m in medicines if wanted in names_in(m)), None)
    if chosen is not None:
        return chosen
    return min(able or medicines, key=lambda m: _rank(by_name[m.name]))


def _rank(line: Line) -> tuple[bool, bool, bool]:
    if not isinstance(line, MedicationLine):
        might_be = isinstance(line, UnreadLine) and line.might_be_opioid
        return (not might_be, True, True)
    product = line.product
    return (
        product.medicine_class is not MedicineClass.OPIOID,
        line.directions.as_needed,
        product.release is not Release.MODIFIED and not product.is_patch,
    )


def _aim(answers: Answers, known: Choices | str) -> Decimal:
    """The dose that was agreed, where it can be made; else stopping."""
    if text_of(answers, _AIM) != _LOWER_DOSE or isinstance(known, str):
        return Decimal(0)
    figures = text_of(answers, _AIM_DOSE).replace(",", "").casefold().split("mg")[0].strip()
    number = Decimal(figures) if figures.isdecimal() and figures.isascii() else Decimal(0)
    return number if number in known.doses else Decimal(0)
