"""Tab goes in reading order, whatever was made first and whatever has come since.

Qt keeps widgets in the order they were made in, and jumps on from wherever a focus proxy stands. A field that
is drawn when its list is known, or a row just picked, would come after everything else, and what lies between
would be passed by.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QLayoutItem,
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
    if isinstance(widget, QMainWindow):
        parts: list[QWidget | None] = [widget.centralWidget()]
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
    for item in _items(layout):
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield from _stops(widget, here, seen)
        elif inner is not None:
            yield from _in_layout(inner, here, seen)


def _items(layout: QLayout) -> list[QLayoutItem]:
    """The parts of a layout as they are read; those of a grid by row, then across."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        grid = layout

        def place_of(place: int) -> tuple[int, int]:
            row, column, _down, _across = cast("tuple[int, int, int, int]", grid.getItemPosition(place))
            return row, column

        places.sort(key=place_of)
    found = (layout.itemAt(place) for place in places)
    return [item for item in found if item is not None]
