"""Directions of a known meaning, said in many ways: each is read as it was meant, or refused."""

from fractions import Fraction

import pytest

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import UnreadDirections
from tests.domain.lines.unseen.made import made

DAILY = 3_000
LONG = 500_000
LEAST_READ = Fraction(3, 5)


def read_of(seeds: range) -> int:
    """How many are read. Raises AssertionError where one is read as another quantity than was meant."""
    read = 0
    for seed in seeds:
        said = made(seed)
        found = read_directions(said.text, said.form)
        if isinstance(found, UnreadDirections):
            continue
        read += 1
        assert float(found.high) == pytest.approx(said.high), said
        assert found.low == 0 or float(found.low) == pytest.approx(said.low), said
    return read


def test_that_made_directions_are_read_as_they_were_meant_or_refused() -> None:
    assert read_of(range(DAILY)) > DAILY * LEAST_READ


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_that_half_a_million_made_directions_are_read_as_they_were_meant_or_refused() -> None:
    assert read_of(range(1_000_000, 1_000_000 + LONG)) > LONG * LEAST_READ
