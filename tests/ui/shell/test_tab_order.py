"""Tab in the whole window: everything that takes keys is reached, in the order it is read."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayoutItem,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pharmreview.reference.review_form import load_review_form
from tests.ui.shell.conftest import Hand
from ui.shell.commands.tab_order import beside


def stops(hand: Hand, most: int = 400) -> list[QWidget]:
    """What Tab visits from here until it comes round again."""
    seen: list[QWidget] = []
    for _ in range(most):
        focused = hand.window.focusWidget()
        assert focused is not None
        if focused in seen:
            return seen
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError("Tab does not come round")


def takers(root: QWidget) -> set[QWidget]:
    """Every widget shown under a root that takes Tab itself."""
    return {
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollArea)
    }


def test_that_tab_reaches_everything_that_any_step_asks(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    workspace = hand.window.workspace
    assert workspace is not None
    for step in load_review_form().steps:
        hand.window.show_step(step.id)
        hand.settle()
        view = workspace.view("taper" if step.id == "taper" else "review")
        missed = {w.accessibleName() or type(w).__name__ for w in takers(view) - set(stops(hand))}
        assert missed == set(), step.id


def test_that_the_fields_of_the_decision_record_follow_one_another_down_the_page(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    hand.window.show_step("decide")
    hand.settle()
    workspace = hand.window.workspace
    assert workspace is not None
    form = workspace.view("review").page.record.form  # type: ignore[attr-defined]
    inside = [w for w in stops(hand) if form.isAncestorOf(w)]
    names = [w.accessibleName().partition(":")[0] for w in inside]
    assert names[:5] == [
        "Decision",
        "Who decided",
        "Agreed aim",
        "First medicine",
        "Jean's goal, in own words",
    ]
    down = [w.mapTo(form, QPoint(0, 0)).y() for w in inside]
    assert down == sorted(down)


def test_that_shift_tab_goes_back_the_same_way(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    hand.window.show_step("decide")
    hand.settle()
    forward = stops(hand)
    back = []
    for _ in forward:
        focused = hand.window.focusWidget()
        assert focused is not None
        back.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert back == [forward[0], *reversed(forward[1:])]


def test_that_finding_the_way_holds_nothing_that_qt_deletes_unseen(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    row, grid = QHBoxLayout(), QGridLayout()
    fields = [QLineEdit() for _ in range(5)]
    column.addLayout(grid)
    column.addLayout(row)
    row.addWidget(fields[3])
    row.addWidget(fields[4])
    grid.addWidget(fields[2], 1, 0)
    grid.addWidget(fields[1], 0, 1)
    grid.addWidget(fields[0], 0, 0)
    column.insertWidget(0, QLabel("First"))
    root.show()
    before = {id(held) for held in shiboken6.getAllValidWrappers()}
    visited = [beside(root, here, forward=True) for here in (fields[4], *fields[:4])]
    assert visited == fields
    held = [held for held in shiboken6.getAllValidWrappers() if id(held) not in before]
    assert [type(one).__name__ for one in held if isinstance(one, QLayoutItem)] == []


@pytest.mark.parametrize("size", [(1366, 738), (910, 486)])
def test_that_tab_goes_from_the_bar_of_a_place_into_its_page_and_not_to_the_rail(
    hand: Hand, size: tuple[int, int]
) -> None:
    hand.unlock()
    hand.window.resize(*size)
    hand.window.go("practice")
    hand.settle()
    workspace = hand.window.workspace
    assert workspace is not None
    view = workspace.view("practice")
    bar = [w for w in stops(hand) if view.top_bar.isAncestorOf(w)]
    bar[-1].setFocus()
    QTest.keyClick(bar[-1], Qt.Key.Key_Tab)
    after = hand.window.focusWidget()
    assert after is not None
    assert view.isAncestorOf(after)
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert hand.window.focusWidget() is bar[-1]
