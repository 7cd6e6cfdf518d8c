"""Ticking rows by key and by mouse: one, a range, all that are shown, none."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTableView

from ui.tables.cell_delegate import PAD, tick_room
from ui.tables.row_model import RowModel

_MOVES = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


def take_tick_key(view: QTableView, model: RowModel, key: int, mods: Qt.KeyboardModifier) -> bool:  # type: ignore[type-arg]
    """Shift with Up or Down ticks a range, Ctrl+A all that are shown, Esc clears; False for other keys."""
    if mods == Qt.KeyboardModifier.ShiftModifier and key in _MOVES:
        _tick_to(view, model, view.currentIndex().row() + _MOVES[key])
    elif key == Qt.Key.Key_A and mods == Qt.KeyboardModifier.ControlModifier:
        model.tick(model.keys_shown())
    elif key == Qt.Key.Key_Escape and model.ticks:
        model.tick_only(())
    else:
        return False
    return True


def is_tick_press(view: QTableView, event: QMouseEvent) -> bool:
    """Whether a press is on a row's box, or with Ctrl anywhere in the row."""
    place = event.position().toPoint()
    if event.button() != Qt.MouseButton.LeftButton or not view.indexAt(place).isValid():
        return False
    across = place.x() - view.columnViewportPosition(0)
    return across < PAD + tick_room() or event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _tick_to(view: QTableView, model: RowModel, place: int) -> None:  # type: ignore[type-arg]
    here = view.currentIndex()
    if here.row() < 0 or not 0 <= place < model.rowCount():
        return
    begun = model.ticks.begin_range(here.row())
    view.setCurrentIndex(model.index(place, max(here.column(), 0)))
    model.tick_range(min(begun, place), max(begun, place))
