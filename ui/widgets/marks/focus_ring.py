"""The two-tone ring around whatever takes the keys: always shown, for mouse and keyboard alike."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ui.theme.tokens import RADIUS_FIELD
from ui.widgets.marks import painting

INNER = 2.0
OUTER = 2.5
REACH = 5
TAKES_RING = "takesRing"
RING_RADIUS = "ringRadius"

_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ZOrderChange,
    QEvent.Type.ParentChange,
    QEvent.Type.StyleChange,
}


def take_ring(widget: QWidget, radius: int = RADIUS_FIELD) -> None:
    """Have the ring drawn round this widget whenever anything inside it has the keys."""
    widget.setProperty(TAKES_RING, True)
    widget.setProperty(RING_RADIUS, radius)


def ringed(widget: QWidget) -> QWidget:
    """The widget the ring goes round when `widget` has the keys: itself, or the control it is part of."""
    outer: QWidget | None = widget
    while outer is not None and not outer.isWindow():
        if outer.property(TAKES_RING):
            return outer
        outer = outer.parentWidget()
    return widget


class _Ring(QWidget):
    """The ring itself, laid over the window and masked so that it covers nothing but its own line."""

    def __init__(self, window: QWidget, radius: float) -> None:
        super().__init__(window)
        self.radius = radius
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(REACH, REACH, -REACH, -REACH)
        for reach, width, token in (
            (INNER + OUTER / 2, OUTER, "focusout"),
            (INNER / 2, INNER, "focusin"),
        ):
            painter.setPen(painting.pen(token, width))
            painter.drawRoundedRect(
                edge.adjusted(-reach, -reach, reach, reach), self.radius + reach, self.radius + reach
            )
        painter.end()


def _rounded(place: QRect, radius: float) -> QRegion:
    """The ground of a control with rounded corners: the ring goes round them, not round a square."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(place), radius, radius)
    return QRegion(path.toFillPolygon().toPolygon())


class FocusRing(QObject):
    """Follows the keyboard focus through the whole app. Make one, and keep it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._round: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._focus_moved)

    def around(self) -> QWidget | None:
        """The widget the ring is round now, or None."""
        return self._round

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        if new is None or new.window().windowType() in {Qt.WindowType.Popup, Qt.WindowType.ToolTip}:
            return
        self._round = ringed(new)
        radius = self._round.property(RING_RADIUS)
        self._ring = _Ring(self._round.window(), RADIUS_FIELD if radius is None else radius)
        step: QWidget | None = self._round
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = None if step.isWindow() else step.parentWidget()
        self._follow()

    def _let_go(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        self._round = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and watched is not self._ring:
            self._follow()
        return False

    def _follow(self) -> None:
        ring, target = self._ring, self._round
        if ring is None or target is None or not (shiboken6.isValid(ring) and shiboken6.isValid(target)):
            return
        window = target.window()
        if ring.parentWidget() is not window or not target.isVisible():
            ring.hide()
            return
        place = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        outer = place.adjusted(-REACH, -REACH, REACH, REACH)
        shown = QRegion(outer) - _rounded(place, ring.radius)
        for view in self._watched:
            if isinstance(view, QAbstractScrollArea) and view is not target:
                port = view.viewport()
                shown &= QRegion(QRect(port.mapTo(window, QPoint(0, 0)), port.size()))
        ring.setGeometry(outer)
        ring.setMask(shown.translated(-outer.topLeft()))
        ring.setVisible(not shown.isEmpty())
        ring.raise_()
