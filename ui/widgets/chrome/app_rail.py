"""The app rail: the places in the app, each a sign over its word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.active import colour, current_theme
from ui.theme.icons import icon
from ui.theme.tokens import APP_RAIL, MEDIUM, RADIUS_FIELD, SEMIBOLD, Role
from ui.widgets.chrome.rail_item import RailItem
from ui.widgets.marks import painting


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: its id, its word, its sign and its keys."""

    id: str
    words: str
    icon: str
    keys: str = ""


PLACES = (
    Place("today", "Today", "today", "Ctrl+1"),
    Place("people", "People", "people", "Ctrl+2"),
    Place("papers", "Papers", "papers", "Ctrl+3"),
    Place("groups", "Groups", "groups", "Ctrl+4"),
    Place("practice", "Practice", "practice", "Ctrl+5"),
)
FOOT = (Place("settings", "Settings", "settings", "Ctrl+,"), Place("lock", "Lock", "lock", "Ctrl+L"))


class _PlaceItem(RailItem):
    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place.words, parent)
        self.place = place
        self.setToolTip(f"{place.words} ({place.keys})" if place.keys else place.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.px(56), theme.px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        here = self.isChecked()
        if here or self.underMouse():
            ground = "surface" if here else "tint"
            painting.box(painter, self.rect(), ground=ground, edge="line", radius=RADIUS_FIELD)
        ink = "accent" if here else ("ink2" if self.isEnabled() else "ink3")
        side, line = current_theme().px(20), painting.line_height(Role.LABEL)
        top = (self.height() - side - 3 - line) // 2
        painting.sign(painter, self.place.icon, QRect((self.width() - side) // 2, top, side, side), ink)
        words = QRect(0, top + side + 3, self.width(), line)
        weight = SEMIBOLD if here else MEDIUM
        painting.words(painter, words, self.place.words, ink, Role.LABEL, weight, painting.CENTRED)
        painter.end()


class AppRail(QFrame):
    """Today, People, Papers, Groups, Practice; Settings and Lock at the foot. `chosen` tells a place's id."""

    chosen: ClassVar[Signal] = Signal(str)

    def __init__(
        self,
        places: Sequence[Place] = PLACES,
        foot: Sequence[Place] = FOOT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("appRail")
        self.setAccessibleName("Places")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._items: list[_PlaceItem] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(2)
        for place in places:
            column.addWidget(self._item(place))
        column.addStretch(1)
        for place in foot:
            column.addWidget(self._item(place))

    def set_current(self, place: str) -> None:
        """Mark where you are."""
        for item in self._items:
            item.setChecked(item.place.id == place)

    def set_available(self, place: str, *, available: bool, reason: str = "") -> None:
        """Make a place open or not, with the reason as its tip."""
        for item in self._items:
            if item.place.id == place:
                item.setEnabled(available)
                if reason:
                    item.setToolTip(reason)

    def menu(self) -> QMenu:
        """The same places as a menu, for when the rail is folded away."""
        menu = QMenu(self)
        for item in self._items:
            if item.place == FOOT[0]:
                menu.addSeparator()
            sign = icon(item.place.icon, colour("ink2").name())
            words = f"{item.place.words}\t{item.place.keys}" if item.place.keys else item.place.words
            entry = menu.addAction(sign, words)
            entry.setEnabled(item.isEnabled())
            entry.triggered.connect(lambda _=False, place=item.place.id: self.chosen.emit(place))
        return menu

    def sizeHint(self) -> QSize:
        return QSize(current_theme().px(APP_RAIL), 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(current_theme().px(APP_RAIL), 100)

    def _item(self, place: Place) -> _PlaceItem:
        item = _PlaceItem(place, self)
        item.clicked.connect(lambda: self.chosen.emit(place.id))
        self._items.append(item)
        return item
