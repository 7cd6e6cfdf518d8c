"""A first request from the record: what is taken, which medicine changes, and a day to begin."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pharmreview.domain.lines.line import Line, MedicationLine, UnreadLine
from pharmreview.domain.medicines.product import MedicineClass, Release
from pharmreview.domain.review.answer import Answers, text_of
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.person.medicines import medicines_of, names_in
from pharmreview.domain.taper.plan import Medicine, Pace, TaperRequest
from pharmreview.services.assessing import medicine_name
from pharmreview.services.tapering import Choices

_FIRST_MEDICINE = "decide.first_medicine"
_AIM, _AIM_DOSE = "decide.aim", "decide.aim_dose"
_LOWER_DOSE = "AIM2"
_NOTICE_DAYS = 7
_STEP_DAYS = (1, 2, 3)
"""Tuesday to Thursday: the surgery is open the day before and the day after."""

Chooser = Callable[[Medicine], Choices | str]
"""What can be chosen if a medicine were the one to change, or why it cannot be."""


def proposed(
    lines: Sequence[Line], answers: Answers, chooser: Chooser, settings: TaperSettings, today: date
) -> TaperRequest | None:
    """The request to begin with, or None where the record holds no medicine of the four classes.

    Where none of them can be reduced it names the likeliest, so that the refusal says what to do instead.
    Nothing of it is kept until something changes.
    """
    medicines = medicines_of(lines)
    if not medicines:
        return None
    first = _first(medicines, lines, answers, chooser)
    percent, every = settings.percent, settings.every_days
    return TaperRequest(
        start=first_day(today),
        medicines=medicines,
        order=(first.id,),
        aim={first.id: _aim(answers, chooser(first))},
        pace=Pace(percent=percent, of=settings.of, every_days=every),
        issue_days=settings.issue_days,
    )


def first_day(today: date) -> date:
    """A Tuesday, Wednesday or Thursday at least a week ahead, clear of Christmas and the new year."""
    day = today + timedelta(days=_NOTICE_DAYS)
    while (
        day.weekday() not in _STEP_DAYS or (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 3)
    ):
        day += timedelta(days=1)
    return day


def _first(
    medicines: Sequence[Medicine], lines: Sequence[Line], answers: Answers, chooser: Chooser
) -> Medicine:
    """The one chosen with the person, else the first that can change: long-acting opioids come first."""
    wanted = text_of(answers, _FIRST_MEDICINE)
    by_name = {medicine_name(line): line for line in lines}
    able = [m for m in medicines if isinstance(chooser(m), Choices)]
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
