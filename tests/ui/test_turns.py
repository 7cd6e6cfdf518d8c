"""Work in turns of its own: one piece at a time, each once, in order, and none for what is gone."""

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.turns import AtOnce, InTurns


def test_that_each_piece_has_a_turn_of_its_own_in_the_order_asked_for(qapp: QApplication) -> None:
    done: list[str] = []
    turns, owner = InTurns(), QObject()
    for what in ("first", "second"):
        turns.soon(owner, what, lambda what=what: done.append(what))
    assert done == []
    seen: list[list[str]] = []
    while len(turns):
        qapp.processEvents()
        if not seen or seen[-1] != done:
            seen.append(list(done))
    assert [each for each in seen if each] == [["first"], ["first", "second"]]


def test_that_the_same_thing_asked_for_again_is_done_once_as_it_was_asked_last() -> None:
    done: list[int] = []
    turns, owner, other = InTurns(), QObject(), QObject()
    for n in (1, 2):
        turns.soon(owner, "show", lambda n=n: done.append(n))
    turns.soon(other, "show", lambda: done.append(3))
    turns.finish()
    assert done == [2, 3]
    assert len(turns) == 0


def test_that_work_asked_for_by_work_waits_for_the_next_turn_and_is_finished_with_the_rest() -> None:
    done: list[str] = []
    turns, owner = InTurns(), QObject()

    def show() -> None:
        done.append("show")
        turns.soon(owner, "paint", lambda: done.append("paint"))
        assert done == ["show"]

    turns.soon(owner, "show", show)
    turns.finish()
    assert done == ["show", "paint"]


def test_that_nothing_is_done_for_what_is_gone() -> None:
    done: list[str] = []
    turns, gone, owner = InTurns(), QObject(), QObject()
    turns.soon(gone, "show", lambda: done.append("gone"))
    turns.soon(owner, "show", lambda: done.append("here"))
    shiboken6.delete(gone)
    turns.finish()
    assert done == ["here"]


def test_that_without_turns_work_is_done_as_it_is_asked_for() -> None:
    done: list[str] = []
    turns = AtOnce()
    turns.soon(QObject(), "show", lambda: done.append("show"))
    assert done == ["show"]
    turns.finish()
    assert done == ["show"]
