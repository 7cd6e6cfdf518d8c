"""Runs of numbers and units."""

from decimal import Decimal

import pytest

from pharmreview.domain.lines.names.strength import Mass, Run, run_at
from pharmreview.domain.lines.names.tidy import brackets, plain_text, tokens, words_of
from pharmreview.domain.quantity.unit import Unit

MG, MCG = Unit.MILLIGRAM, Unit.MICROGRAM


def run(text: str) -> Run:
    return run_at(tokens(plain_text(text)), 0)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10mg", Run((Mass(Decimal(10), MG),))),
        ("1g", Run((Mass(Decimal(1000), MG),))),
        (".5 mg", Run((Mass(Decimal("0.5"), MG),))),
        ("1,200 mg", Run((Mass(Decimal(1200), MG),))),
        ("12·5mg", Run((Mass(Decimal("12.5"), MG),))),
        ("10 mg / 5 ml", Run((Mass(Decimal(10), MG),), Decimal(5))),
        ("10mg in 5ml", Run((Mass(Decimal(10), MG),), Decimal(5))),
        ("20mg/ml", Run((Mass(Decimal(20), MG),), Decimal(1))),
        ("1g/1litre", Run((Mass(Decimal(1000), MG),), Decimal(1000))),
        ("25microgrammes per hr", Run((Mass(Decimal(25), MCG),), None, hourly=True)),
        ("8mg/500mg/5ml", Run((Mass(Decimal(8), MG), Mass(Decimal(500), MG)), Decimal(5))),
        ("30/500", Run((Mass(Decimal(30), None), Mass(Decimal(500), None)))),
        ("720micrograms/actuation", Run((Mass(Decimal(720), MCG),))),
        ("72 hourly", Run(interval_hours=Decimal(72))),
        ("7 day", Run(interval_hours=Decimal(168))),
        ("100ml", Run()),
    ],
)
def test_that_a_run_of_numbers_is_read_with_its_units(text, expected):
    assert run(text) == expected


@pytest.mark.parametrize("text", ["0.1%", "25mcg/72hours", "5ml/10mg"])
def test_that_a_strength_of_another_kind_is_doubted(text):
    assert run(text).doubt


def test_that_a_bracket_left_open_runs_to_the_end():
    inside, outside = brackets(tokens("codeine (teva (uk) ltd"))
    assert (inside, outside) == ([("teva", "uk", "ltd")], ("codeine",))


def test_that_hyphens_part_words_and_apostrophes_do_not():
    assert words_of("Co-codamol") == ("co", "codamol")
    assert words_of("Collis Browne’s") == ("collis", "brownes")
