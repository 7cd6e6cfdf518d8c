"""The schedules printed in docs/how-we-plan.md are the ones the engine makes."""

from fractions import Fraction

import pytest

from tests.taper_promises import ALL, kin, next_below
from tests.worked_schedules import PAGE, TAKEN, page, schedule


def test_that_the_printed_schedules_are_made_again() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run: python -m tests.worked_schedules"


@pytest.mark.parametrize(("name", "directions", "asked"), TAKEN)
def test_that_every_percentage_is_the_share_of_the_dose_before(
    name: str, directions: str, asked: dict[str, object]
) -> None:
    told = schedule(name, directions, asked).split(", ")
    before = Fraction(told[0])
    for step in told[1:]:
        dose, shown = step.removesuffix(")").split(" (")
        if shown != "other patches":
            share = (before - Fraction(dose)) / before * 100
            assert abs(share - Fraction(shown.removesuffix("*"))) <= Fraction(1, 20)
            assert shown.endswith("*") == (share > 10)
        before = Fraction(dose)
    assert before == 0


PRINTED = [
    row.split(" | ") for row in PAGE.read_text(encoding="utf-8").splitlines() if row.endswith("(100*) |")
]
BY_NAME = {p["name"]: p for p in ALL}
CODAMOL = ("Co-codamol 8mg/500mg", "Co-codamol 15mg/500mg", "Co-codamol 30mg/500mg")
ASKED_FOR = (
    "Morphine sulfate 60mg modified-release tablets",
    "Oxycodone 40mg modified-release tablets",
    "Fentanyl 75micrograms/hour transdermal patches",
    "Buprenorphine 20micrograms/hour transdermal patches",
    "Buprenorphine 40micrograms/hour transdermal patches",
    "Co-codamol 30mg/500mg tablets",
    "Tramadol 50mg capsules",
    "Gabapentin 300mg capsules",
    "Pregabalin 300mg capsules",
)


@pytest.mark.parametrize("row", PRINTED, ids=lambda row: str(row[0].removeprefix("| ")))
def test_that_a_printed_row_holds_by_hand_arithmetic_over_the_strengths_that_exist(row: list[str]) -> None:
    name, words = row[0].removeprefix("| "), row[1]
    product = BY_NAME.get(name) or BY_NAME[f"{name} (12-hourly)"]
    allowed = [p for p in kin(product) if p["form"] == product["form"] or not product["of"][1:]]
    if product["of"][1:] == ("paracetamol",):
        allowed = [p for p in allowed if p["name"].startswith(CODAMOL)]
    times = 24 // product["hours"] if product["hours"] and product["hours"] < 24 else 4
    told = row[2].removesuffix(" |").split(", ")
    before = release = Fraction(told[0])
    for step in told[1:]:
        dose, shown = step.removesuffix(")").split(" (")
        lower, starred = Fraction(dose), shown.endswith("*")
        if shown == "other patches":
            allowed = kin(BY_NAME["Buprenorphine 20micrograms/hour transdermal patches"])
            continue
        share = (before - lower) / before * 100
        assert abs(share - Fraction(shown.removesuffix("*"))) <= Fraction(1, 20), step
        assert starred == (share > 10), step
        if starred:
            assert lower == next_below(before, release, allowed, times), step
        before = release = lower
        if product["of"] == ("fentanyl",):
            release = {Fraction(12): Fraction(25, 2)}.get(lower, lower)
    assert before == 0, words


def test_that_every_schedule_that_was_promised_is_printed() -> None:
    assert set(ASKED_FOR) <= {row[0].removeprefix("| ") for row in PRINTED}
