"""The frame shared by fields made of several parts: one edge, one ring, one problem state."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import RADIUS_FIELD
from ui.widgets.marks import painting
from ui.widgets.marks.focus_ring import take_ring

_SIGN = 15


class PartButton(QAbstractButton):
    """A sign inside a field's frame. The keys do the same thing, so Tab passes it by."""

    def __init__(self, name: str, icon: str, parent: QWidget | None = None, *, ink: str = "accent") -> None:
        super().__init__(parent)
        self._icon = icon
        self._ink = ink
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.px(30), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.isEnabled() and (self.isDown() or self.underMouse())
        if lit:
            painting.box(painter, self.rect(), ground="tint", radius=RADIUS_FIELD - 1)
        side = current_theme().px(_SIGN)
        shown = "accent" if lit else self._ink
        ink = shown if self.isEnabled() else "ink3"
        painting.sign(painter, self._icon, painting.centred_square(self.rect(), side), ink)
        painter.end()


class BareEdit(QLineEdit):
    """The typing part of a framed field. Keys it is asked to pass on are told instead of typed."""

    passed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, pass_on: frozenset[Qt.Key] = frozenset()) -> None:
        super().__init__(parent)
        self._pass_on = pass_on
        self.setProperty("bare", "true")
        self.setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editingFinished.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in self._pass_on:
            self.passed.emit(event)
            event.accept()
            return
        super().keyPressEvent(event)


class FieldFrame(QWidget):
    """A painted frame. `set_problem` marks the edge; the sentence is shown by whoever holds the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = ""
        take_ring(self)

    def problem(self) -> str:
        """The sentence that says what is wrong, or nothing."""
        return self._problem

    def set_problem(self, problem: str) -> None:
        """Mark or clear the problem edge."""
        if problem != self._problem:
            self._problem = problem
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.field_box(painter, self, bool(self._problem))
        painter.end()
