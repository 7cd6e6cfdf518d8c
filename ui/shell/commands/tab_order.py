"""Tab goes in reading order, whatever was made first and whatever has come since.

Qt keeps widgets in the order they were made in, and jumps on from wherever a focus proxy stands. A field that
is drawn when its list is known, or a row just picked, would come after everything else, and what lies between
would be passed by. A widget that is read otherwise than it is laid out says so with `reading_order`.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QWidget,
)


def beside(root: QWidget, here: QWidget | None, *, forward: bool) -> QWidget | None:
    """What takes the keys after, or before, the widget that has them: down, and across each row.

    After the last comes the first. None where nothing else takes them.
    """
    stops = list(_stops(root, here, set()))
    if not stops:
        return None
    if here is None or here not in stops:
        return stops[0 if forward else -1]
    found = stops[(stops.index(here) + (1 if forward else -1)) % len(stops)]
    return None if found is here else found


def _stops(widget: QWidget, here: QWidget | None, seen: set[QWidget]) -> Iterator[QWidget]:
    """What takes Tab, in reading order, and what has the keys now. A widget with a proxy is no stop."""
    if widget.isHidden() or not widget.isEnabled() or widget in seen:
        return
    seen.add(widget)
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    if takes or widget is here:
        yield widget
    own = getattr(widget, "reading_order", None)
    if own is not None:
        parts: list[QWidget | None] = list(own())
    elif isinstance(widget, QMainWindow):
        parts = [widget.centralWidget()]
    elif isinstance(widget, QScrollArea):
        parts = [widget.widget()]
    elif isinstance(widget, QStackedWidget):
        parts = [widget.currentWidget()]
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _in_layout(layout, here, seen)
        parts = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    for part in parts:
        if part is not None:
            yield from _stops(part, here, seen)


def _in_layout(layout: QLayout, here: QWidget | None, seen: set[QWidget]) -> Iterator[QWidget]:
    for part in _parts(layout):
        if isinstance(part, QWidget):
            yield from _stops(part, here, seen)
        else:
            yield from _in_layout(part, here, seen)


def _parts(layout: QLayout) -> list[QWidget | QLayout]:
    """The parts of a layout as they are read; those of a grid by row, then across."""
    owner = layout.parentWidget()
    children = [*(owner.children() if owner is not None else ()), *layout.children()]
    parts = [child for child in children if isinstance(child, QWidget | QLayout)]
    placed = {part: place for part in parts if (place := layout.indexOf(part)) >= 0}
    if not isinstance(layout, QGridLayout):
        return sorted(placed, key=placed.__getitem__)
    grid = layout

    def position(part: QWidget | QLayout) -> tuple[int, int]:
        row, column, _down, _across = cast("tuple[int, int, int, int]", grid.getItemPosition(placed[part]))
        return row, column

    return sorted(placed, key=position)
