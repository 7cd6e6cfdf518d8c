"""What a speed is told by: a limit only where one is set, and the straight line through several sizes."""

import pytest

from tests.benchmarks.figure import Figure, StraightLine


def test_that_a_figure_without_a_limit_of_its_own_is_told_and_fails_nothing():
    assert Figure("ten thousand lines", 700.0, 30.0).within
    assert not Figure("a hundred thousand lines", 700.0, 30.0, 12.0).within


def test_that_what_is_spent_once_and_what_each_costs_are_told_apart():
    line = StraightLine("lines", ((10, 120.0), (100, 300.0), (1000, 2100.0)), "words met first", 0.01)
    assert line.fitted() == pytest.approx((100.0, 2.0))
    assert line.within
    assert line.line().startswith("lines: cost = 100 ms (words met first) + 2000.00 ms a thousand")


def test_that_a_cost_that_grows_faster_than_its_count_stands_off_the_line():
    squared = tuple((count, float(count * count)) for count in (10, 100, 1000))
    line = StraightLine("lines", squared, "words met first", 0.15)
    assert not line.within
    assert max(map(abs, line.departures().values())) > 0.5
