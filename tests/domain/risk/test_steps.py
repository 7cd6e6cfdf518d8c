"""Amounts that rules compare with: a number has the bits of those that it reaches or stays under."""

from datetime import date
from decimal import Decimal

import pytest

from pharmreview.domain.risk.marks.steps import Steps

DOSES = Steps(
    [(Decimal(50), 1), (Decimal(90), 2), (Decimal(90), 4)], under=[(Decimal(50), 8), (Decimal(120), 16)]
)


@pytest.mark.parametrize(
    ("number", "bits"),
    [("0", 24), ("49.99", 24), ("50", 17), ("89.9", 17), ("90", 23), ("119", 23), ("120", 7), ("500", 7)],
)
def test_that_an_amount_is_reached_from_there_on_and_stayed_under_below(number, bits):
    assert DOSES.bits(Decimal(number)) == bits


def test_that_days_are_steps_too():
    steps = Steps([(date(2000, 1, 1), 1)], under=[(date(2000, 1, 1), 2), (date(2008, 1, 1), 4)])
    assert list(steps.of_many([date(1999, 12, 31), date(2000, 1, 1), date(2008, 1, 1)])) == [6, 5, 1]


def test_that_without_amounts_there_are_no_bits():
    assert Steps([]).bits(7) == 0
