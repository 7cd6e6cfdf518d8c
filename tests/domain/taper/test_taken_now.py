"""What is taken at each time of day, as directions state it, and which of the times comes down first."""

from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions, Moment
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.now.start import dose_of, item_of
from pharmreview.domain.taper.course.now.taking import (
    Taken,
    at_its_interval,
    falls,
    in_order,
    taken_now,
)
from pharmreview.domain.taper.plan import Medicine
from pharmreview.services.tapering import Tapering

MST = "Morphine sulfate 10mg modified-release tablets"
MXL = "MXL 30mg capsules"
CODEINE = "Codeine 30mg tablets"
GABAPENTIN = "Gabapentin 300mg capsules"
SOLUTION = "Morphine sulfate 10mg/5ml oral solution"
FENTANYL = "Fentanyl 75micrograms/hour transdermal patches"
TWO, THREE = ("morning", "night"), ("morning", "afternoon", "night")
FOUR = ("morning", "midday", "evening", "night")
FIVE = ("morning", "midday", "afternoon", "evening", "night")
SIX = (*FIVE, "overnight")


def product(service: Tapering, name: str) -> Product:
    found = service.read(Medicine(id="m1", name=name, directions="ONE DAILY")).product
    assert found is not None
    return found


def taken(service: Tapering, name: str, words: str) -> Taken | None:
    line = service.read(Medicine(id="m1", name=name, directions=words)).lines[0]
    return taken_now(line.product, line.directions)


def units(*counts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(c) for c in counts)


@pytest.mark.parametrize(
    ("name", "words", "labels", "counts"),
    [
        (MST, "ONE TWICE A DAY", TWO, units("1", "1")),
        (MST, "THREE A DAY", TWO, units("1.5", "1.5")),
        (MST, "ONE A DAY", ("morning",), units("1")),
        (MST, "TWO A DAY", TWO, units("1", "1")),
        (MST, "FOUR DAILY", TWO, units("2", "2")),
        (MST, "TWO IN THE MORNING AND ONE AT NIGHT", TWO, units("2", "1")),
        (MST, "ONE AT NIGHT AND TWO IN THE MORNING", TWO, units("2", "1")),
        (MST, "20mg TWICE A DAY", TWO, units("2", "2")),
        (MST, "ONE EVERY 12 HOURS", TWO, units("1", "1")),
        (MXL, "ONE DAILY", ("morning",), units("1")),
        (MXL, "ONE EVERY 24 HOURS", ("morning",), units("1")),
        (CODEINE, "TWO DAILY", TWO, units("1", "1")),
        (CODEINE, "ONE FOUR TIMES A DAY", FOUR, units("1", "1", "1", "1")),
        (CODEINE, "ONE FIVE TIMES A DAY", FIVE, units(*"11111")),
        (CODEINE, "ONE SIX TIMES A DAY", SIX, units(*"111111")),
        (CODEINE, "EIGHT A DAY", FOUR, units("2", "2", "2", "2")),
        (CODEINE, "THREE DAILY WHEN REQUIRED", THREE, units("1", "1", "1")),
        (CODEINE, "ONE AND A HALF TWICE A DAY", TWO, units("1.5", "1.5")),
        (CODEINE, "5 DAILY IN DIVIDED DOSES", FOUR, units("1", "1", "1", "2")),
        (CODEINE, "60mg FOUR TIMES A DAY", FOUR, units("2", "2", "2", "2")),
        (CODEINE, "30mg IN THE MORNING AND 60mg AT NIGHT", TWO, units("1", "2")),
        (CODEINE, "60mg IN THE MORNING AND 30mg AT NIGHT", TWO, units("2", "1")),
        (GABAPENTIN, "TWO THREE TIMES A DAY", THREE, units("2", "2", "2")),
        (GABAPENTIN, "7 DAILY", FOUR, units("1", "2", "2", "2")),
        (SOLUTION, "5ml FOUR TIMES A DAY", FOUR, units("5", "5", "5", "5")),
        (SOLUTION, "10mg FOUR TIMES A DAY", FOUR, units("5", "5", "5", "5")),
        (SOLUTION, "10000 micrograms TWICE A DAY", TWO, units("5", "5")),
        (SOLUTION, "2.5ml AT NIGHT", ("night",), units("2.5")),
        (SOLUTION, "5ml IN THE MORNING AND 10ml AT NIGHT", TWO, units("5", "10")),
        (SOLUTION, "10ml DAILY", ("morning",), units("10")),
        (SOLUTION, "10ml DAILY IN 2 DIVIDED DOSES", TWO, units("5", "5")),
        (SOLUTION, "5ml SIX TIMES A DAY", SIX, units(*"555555")),
        (SOLUTION, "5ml EVERY 4 HOURS WHEN REQUIRED, MAXIMUM 4 DOSES", FOUR, units(*"5555")),
        (CODEINE, "TWO FOUR TIMES A DAY, MAXIMUM 6", THREE, units("2", "2", "2")),
        (FENTANYL, "APPLY TWO PATCHES EVERY 72 HOURS", ("worn",), units("2")),
    ],
)
def test_that_directions_come_to_units_at_each_time(
    service: Tapering, name: str, words: str, labels: tuple[str, ...], counts: tuple[Decimal, ...]
) -> None:
    assert taken(service, name, words) == Taken(labels, counts)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (MST, "ONE EVERY 48 HOURS"),
        (CODEINE, "ONE SEVEN TIMES A DAY"),
        (CODEINE, "ONE ALTERNATE DAYS"),
        (CODEINE, "TWO FOUR TIMES A DAY, MAXIMUM 7"),
        (SOLUTION, "5ml EVERY 48 HOURS"),
        (SOLUTION, "20ml A DAY"),
        (SOLUTION, "40mg DAILY"),
        (SOLUTION, "20ml DAILY IN DIVIDED DOSES"),
        (SOLUTION, "5ml SEVEN TIMES A DAY"),
        (FENTANYL, "APPLY ONE PATCH EVERY 7 DAYS"),
        (FENTANYL, "APPLY ONE PATCH EVERY 3 TO 4 DAYS"),
    ],
)
def test_that_what_is_not_a_whole_dose_for_every_day_comes_to_nothing_known(
    service: Tapering, name: str, words: str
) -> None:
    assert taken(service, name, words) is None


def stated(high: str, unit: Unit | None = None, **rest: object) -> Directions:
    told = {"low": Decimal(high), "high": Decimal(high), "unit": unit, "as_needed": False, **rest}
    return Directions.model_validate(told)


@pytest.mark.parametrize(
    ("name", "directions", "wanted"),
    [
        (MST, stated("40", Unit.MILLIGRAM, times_a_day=Decimal(2)), Taken(TWO, units("2", "2"))),
        (MST, stated("40000", Unit.MICROGRAM), Taken(TWO, units("2", "2"))),
        (MST, stated("5", Unit.MILLILITRE), None),
        (MST, stated("5", Unit.MICROGRAM_PER_HOUR), None),
        (FENTANYL, stated("75", Unit.MICROGRAM), None),
        (FENTANYL, stated("1", None, interval_hours=Decimal(72)), Taken(("worn",), units("1"))),
        (CODEINE, stated("0"), Taken(("morning",), units("0"))),
        (CODEINE, stated("2.25", None, as_needed=True), None),
        (CODEINE, stated("2.5", None, as_needed=True), Taken(TWO, units("1", "1.5"))),
        (CODEINE, stated("5", None, times_a_day=Decimal("2.5")), None),
        (SOLUTION, stated("10", Unit.TABLET), None),
        (SOLUTION, stated("20", Unit.MILLIGRAM, times_a_day=Decimal(2)), Taken(TWO, units("5", "5"))),
        (SOLUTION, stated("10", None, times_a_day=Decimal(2)), Taken(TWO, units("5", "5"))),
        (SOLUTION, stated("10", Unit.MILLILITRE, times_a_day=Decimal("2.5")), None),
        (SOLUTION, stated("10", Unit.MILLILITRE, times_a_day=Decimal(3)), None),
        (
            SOLUTION,
            stated("10", Unit.MILLILITRE, interval_hours=Decimal(24)),
            Taken(("morning",), units("10")),
        ),
        (MXL, stated("1", None, interval_hours=Decimal(24)), Taken(("morning",), units("1"))),
    ],
)
def test_that_a_daily_quantity_is_shared_out_where_the_moments_are_not_named(
    service: Tapering, name: str, directions: Directions, wanted: Taken | None
) -> None:
    assert taken_now(product(service, name), directions) == wanted


@pytest.mark.parametrize(
    ("name", "words", "counts"),
    [
        (MST, "20mg IN THE MORNING AND 10mg AT NIGHT", units("2", "1")),
        (SOLUTION, "20mg IN THE MORNING AND 10mg AT NIGHT", units("10", "5")),
    ],
)
def test_that_weights_at_named_times_come_to_units_at_each(
    service: Tapering, name: str, words: str, counts: tuple[Decimal, ...]
) -> None:
    by_weight = read_directions(words)
    assert isinstance(by_weight, Directions)
    assert by_weight.unit is Unit.MILLIGRAM
    assert taken_now(product(service, name), by_weight) == Taken(TWO, counts)


def test_that_a_product_without_a_strength_comes_to_nothing_known(service: Tapering) -> None:
    known = product(service, MST)
    for lost in ("strength", "unit"):
        main = known.main.model_copy(update={lost: None})
        unknown = known.model_copy(update={"ingredients": (main,)})
        assert taken_now(unknown, stated("2")) is None
        assert dose_of(unknown) == (0 if lost == "strength" else 10)


def test_that_dose_times_are_put_in_the_order_of_the_day() -> None:
    assert in_order(("night", "morning", "night", "midday")) == ("morning", "midday", "night")


@pytest.mark.parametrize(
    ("name", "counts", "right"),
    [
        (MST, units("1", "1"), True),
        (MST, units("1", "1", "1"), False),
        (MST, units("1", "0", "1"), True),
        (MXL, units("1"), True),
        (MXL, units("1", "1"), False),
        (CODEINE, units(*"111111"), True),
        (FENTANYL, units("1"), True),
    ],
)
def test_that_a_modified_release_product_is_taken_no_oftener_than_it_is_made_for(
    service: Tapering, name: str, counts: tuple[Decimal, ...], right: bool
) -> None:
    assert at_its_interval(product(service, name), Taken(SIX[: len(counts)], counts)) is right


@pytest.mark.parametrize(
    ("labels", "first", "order"),
    [
        (TWO, None, (0, 1)),
        (("night",), Moment.MORNING, (0,)),
        (TWO, Moment.NIGHT, (1, 0)),
        (TWO, Moment.EVENING, (1, 0)),
        (("morning", "evening"), Moment.NIGHT, (1, 0)),
        (FOUR, Moment.EVENING, (2, 0, 1, 3)),
        (FOUR, Moment.MORNING, (0, 1, 2, 3)),
    ],
)
def test_that_the_chosen_time_falls_first_and_the_rest_as_the_day_goes(
    labels: tuple[str, ...], first: Moment | None, order: tuple[int, ...]
) -> None:
    assert falls(labels, first, "It") == order


@pytest.mark.parametrize(("labels", "first"), [(TWO, Moment.MIDDAY), (("morning", "midday"), Moment.NIGHT)])
def test_that_a_time_at_which_nothing_is_taken_cannot_fall_first(
    labels: tuple[str, ...], first: Moment
) -> None:
    with pytest.raises(InputProblem) as problem:
        falls(labels, first, "It")
    assert problem.value.what == f"It is not taken at {first.value}, so that dose cannot fall first."
    assert problem.value.remedy == f"Choose one of: {labels[0]}, {labels[1]}."


def test_that_a_measure_of_a_liquid_says_millilitres_and_the_dose_they_hold(service: Tapering) -> None:
    measure = item_of(SOLUTION, product(service, SOLUTION), Decimal("2.50"))
    assert (measure.count, measure.unit, measure.amount) == (Decimal("2.5"), Unit.MILLILITRE, Decimal(5))
    assert str(measure.count) == "2.5"
    tablets = item_of(MST, product(service, MST), Decimal(2))
    assert (tablets.count, tablets.unit, tablets.amount) == (2, None, None)
    assert (dose_of(product(service, MST)), dose_of(product(service, SOLUTION))) == (10, 2)
