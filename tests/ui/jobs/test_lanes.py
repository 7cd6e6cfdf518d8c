"""Lanes: work off the screen's thread, outcomes on it, in order."""

import gc
import threading
import time
from weakref import finalize

import pytest
from pytestqt.qtbot import QtBot

from ui import beat
from ui.jobs import Err, ManualLane, Ok, Stopped, ThreadLane, Working


def _boom() -> int:
    raise ValueError("no")


def test_that_work_happens_elsewhere_and_its_outcome_here(qtbot: QtBot) -> None:
    lane = ThreadLane("test")
    here = threading.get_ident()
    told: list[tuple[object, int]] = []
    lane.run(threading.get_ident, lambda outcome: told.append((outcome, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    lane.close()
    outcome, where = told[0]
    assert isinstance(outcome, Ok)
    assert outcome.value != here
    assert where == here


def test_that_an_outcome_told_while_closing_can_see_that_no_more_is_taken(qtbot: QtBot) -> None:
    lane = ThreadLane("test")
    assert not lane.is_closed
    closed: list[bool] = []
    lane.run(lambda: None, lambda _outcome: closed.append(lane.is_closed))
    lane.close()
    assert closed == [True]


def test_that_outcomes_are_told_in_the_order_the_work_was_given(qtbot: QtBot) -> None:
    lane = ThreadLane("test")
    told: list[int] = []
    for number in range(50):
        lane.run(lambda number=number: number, lambda outcome: told.append(outcome.value))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(told) == 50)
    lane.close()
    assert told == list(range(50))


def test_that_a_failure_is_an_outcome_and_the_lane_goes_on(qtbot: QtBot) -> None:
    lane = ThreadLane("test")
    told: list[object] = []
    lane.run(_boom, told.append)
    lane.run(lambda: 7, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    lane.close()
    assert isinstance(told[0], Err)
    assert str(told[0].error) == "no"
    assert told[1] == Ok(7)


def test_that_long_work_reports_and_stops_when_asked(qtbot: QtBot) -> None:
    lane = ThreadLane("test")
    seen: list[tuple[int, int]] = []
    told: list[object] = []
    started = threading.Event()

    def work(working: Working) -> int:
        working.report(1, 3)
        started.set()
        while True:
            working.stop_if_asked()

    working = lane.run_long(work, told.append, lambda done, total: seen.append((done, total)))
    assert started.wait(5)
    working.ask_to_stop()
    qtbot.waitUntil(lambda: bool(told))
    lane.close()
    assert seen == [(1, 3)]
    assert isinstance(told[0], Err)
    assert isinstance(told[0].error, Stopped)


def test_that_work_which_tells_without_end_does_not_drown_the_screen(qtbot: QtBot) -> None:
    lane = ThreadLane("test")
    told: list[tuple[int, int]] = []
    outcomes: list[object] = []

    def work(working: Working) -> None:
        for at in range(2001):
            working.report(at, 2000)

    lane.run_long(work, outcomes.append, lambda at, total: told.append((at, total)))
    qtbot.waitUntil(lambda: bool(outcomes))
    lane.close()
    assert len(told) < 200
    assert told[-1] == (2000, 2000)


def test_that_closing_finishes_the_work_and_tells_its_outcome_first(qtbot: QtBot) -> None:
    lane = ThreadLane("test")
    gate = threading.Event()
    told: list[object] = []
    lane.run(lambda: gate.wait(5), told.append)
    lane.run(_boom, told.append)
    gate.set()
    lane.close()
    lane.close()
    assert told[0] == Ok(True)
    assert isinstance(told[1], Err)
    with pytest.raises(RuntimeError, match="closed"):
        lane.run(lambda: 1, told.append)


def test_that_closing_asks_long_work_to_stop(qtbot: QtBot) -> None:
    lane = ThreadLane("test")
    told: list[object] = []

    def work(working: Working) -> str:
        while not working.should_stop():
            pass
        return "stopped"

    lane.run_long(work, told.append)
    lane.close()
    assert told == [Ok("stopped")]


class _Screens:
    """Stands for something of the screen; says on which thread it was put away."""

    def __init__(self, put_away: list[int]) -> None:
        finalize(self, lambda: put_away.append(threading.get_ident()))

    def take(self, _outcome: object) -> None:
        """Be told."""

    def lie_in_a_circle(self) -> None:
        """Go only when circles are searched for."""
        self.itself = self


def test_that_what_belongs_to_the_screen_is_never_put_away_on_a_lane(qtbot: QtBot) -> None:
    put_away: list[int] = []
    was_on = gc.isenabled()
    lane = ThreadLane("test")
    assert not gc.isenabled()

    def make_many() -> int:
        return len([[number] for number in range(20 * gc.get_threshold()[0])])

    for _ in range(20):
        screens = _Screens(put_away)
        screens.lie_in_a_circle()
        lane.run(make_many, screens.take)
        lane.run(lambda: 1, _Screens(put_away).take)
        del screens
    lane.close()
    gc.collect()
    assert gc.isenabled() is was_on
    assert len(put_away) == 40
    assert set(put_away) == {threading.get_ident()}


def test_that_a_lane_drained_by_hand_does_nothing_until_then() -> None:
    lane = ManualLane()
    told: list[object] = []
    lane.run(lambda: 1, told.append)
    lane.run(_boom, told.append)
    assert len(lane) == 2
    assert told == []
    lane.step()
    assert told == [Ok(1)]
    lane.drain()
    assert isinstance(told[1], Err)


def test_that_draining_does_what_an_outcome_gives_in_turn() -> None:
    lane = ManualLane()
    told: list[object] = []
    lane.run(lambda: 1, lambda _: lane.run(lambda: 2, told.append))
    lane.drain()
    assert told == [Ok(2)]


def test_that_long_work_by_hand_reports_and_sees_a_stop() -> None:
    lane = ManualLane()
    seen: list[tuple[int, int]] = []
    told: list[object] = []

    def work(working: Working) -> bool:
        working.report(2, 2)
        return working.should_stop()

    working = lane.run_long(work, told.append, lambda done, total: seen.append((done, total)))
    working.ask_to_stop()
    lane.close()
    assert seen == [(2, 2)]
    assert [outcome.value for outcome in told if isinstance(outcome, Ok)] == [True]
    with pytest.raises(RuntimeError, match="closed"):
        lane.run(lambda: 1, told.append)


def test_that_work_lets_a_screen_that_is_behind_go_first(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beat, "_PATIENCE", 60)
    lane = ThreadLane("test")
    began, said = threading.Event(), []

    def work(working: Working) -> None:
        began.set()
        time.sleep(2 * beat._BEHIND)
        working.should_stop()
        said.append("work")

    lane.run_long(work, lambda _outcome: said.append("told"))
    began.wait()
    time.sleep(4 * beat._BEHIND)
    said.append("screen")
    qtbot.waitUntil(lambda: len(said) == 3)
    lane.close()
    assert said == ["screen", "work", "told"]
