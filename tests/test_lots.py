"""Very many things a few at a time."""

import weakref

import pytest

from pharmreview.domain.errors import Stopped
from pharmreview.lots import in_lots, let_go, until


class Thing:
    """Something of which it can be told whether it is still there."""


def test_that_lots_hold_everything_in_order() -> None:
    assert list(in_lots(range(5), 2)) == [(0, 1), (2, 3), (4,)]
    assert list(in_lots((), 2)) == []


def test_that_work_stops_before_the_next_when_asked() -> None:
    answers = iter((False, False, True))
    each = until(lambda: next(answers), "abc")
    assert (next(each), next(each)) == ("a", "b")
    with pytest.raises(Stopped):
        next(each)


def test_that_it_is_told_how_many_are_done() -> None:
    told: list[tuple[int, int]] = []
    assert list(until(None, "abc", lambda *at: told.append(at), 3)) == ["a", "b", "c"]
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_that_things_go_a_few_at_a_time() -> None:
    things = [Thing() for _ in range(5)]
    there = weakref.WeakSet(things)
    left: list[int] = []
    let_go(things, lambda: left.append(len(there)), size=2)
    assert left == [3, 1, 0]
