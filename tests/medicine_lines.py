"""The smallest valid rows, products and lines, for tests of what stands downstream of reading."""

from datetime import date
from decimal import Decimal

from pharmreview.domain.lines.line import Directions, MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.product import Form, Ingredient, MedicineClass, Per, Product, Release, Route
from pharmreview.domain.quantity.unit import Unit

AS_OF = date(2026, 11, 20)


def row(
    name="Morphine sulfate 10mg modified-release tablets",
    directions="ONE TWICE A DAY",
    issued=date(2026, 11, 1),
    number=2,
):
    return ExportRow(row=number, name=name, directions=directions, issued=issued)


def product(
    medicine="morphine",
    strength="10",
    unit=Unit.MILLIGRAM,
    *,
    form=Form.TABLET,
    release=Release.IMMEDIATE,
    route=Route.ORAL,
    medicine_class=MedicineClass.OPIOID,
    interval=None,
    per_ml=None,
    beside=(),
):
    main = Ingredient(
        name=medicine,
        strength=None if strength is None else Decimal(strength),
        unit=unit,
        per=Per(value=Decimal(per_ml), unit=Unit.MILLILITRE) if per_ml else None,
    )
    others = tuple(Ingredient(name=name, strength=Decimal(500), unit=Unit.MILLIGRAM) for name in beside)
    return Product(
        name=f"{medicine} {strength}",
        medicine_class=medicine_class,
        ingredients=(main, *others),
        form=form,
        release=release,
        route=route,
        interval_hours=None if interval is None else Decimal(interval),
        schedule=None,
    )


def patch(medicine="fentanyl", strength="25"):
    return product(
        medicine,
        strength,
        Unit.MICROGRAM_PER_HOUR,
        form=Form.PATCH,
        release=Release.MODIFIED,
        route=Route.TRANSDERMAL,
    )


def taken(low, high=None, *, unit=None, as_needed=False, times=None):
    return Directions(
        low=Decimal(low),
        high=Decimal(low if high is None else high),
        unit=unit,
        as_needed=as_needed,
        times_a_day=None if times is None else Decimal(times),
    )


def line(of=None, dose=None, **about):
    return MedicationLine(row=row(**about), product=of or product(), directions=dose or taken("2"))


def other(**about):
    return OtherLine(row=row(**about))


def unread(*, might_be_opioid=True, medicine_class=None, of=None, why="not known", **about):
    return UnreadLine(
        row=row(**about), why=why, product=of, medicine_class=medicine_class, might_be_opioid=might_be_opioid
    )
