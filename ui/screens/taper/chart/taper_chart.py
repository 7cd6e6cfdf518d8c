"""The stepped chart as a widget: chosen by press or by arrow, and told step by step."""

from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screens.taper.chart.axes import plot_area
from ui.screens.taper.chart.chart_model import Chart
from ui.screens.taper.chart.painted import Drawing
from ui.screens.taper.chart.placing import x_of
from ui.screens.taper.chart.pulling import Pull, end_at
from ui.theme.active import colour
from ui.widgets.marks.focus_ring import take_ring

_TELL_MS = 150
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class StepNode(QWidget):
    """One step, for a screen reader only: it paints nothing and lets every press through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)


class TaperChart(QWidget):
    """Draws one Chart. Pressing a tread chooses its step; the same can be done from the table."""

    step_chosen: ClassVar[Signal] = Signal(int)
    moved: ClassVar[Signal] = Signal(int)
    """Up or Left is -1, Down or Right is 1: the step before or after the chosen one."""

    pulled: ClassVar[Signal] = Signal(int, int)
    """A step and the days it is drawn to."""
    let_go: ClassVar[Signal] = Signal()
    pause_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._pull: Pull | None = None
        self.setMouseTracking(True)
        self.setToolTip("Drag the end of a step to make it longer. Press twice to pause after it.")
        self._nodes: list[StepNode] = []
        self._telling = QTimer(self, singleShot=True, interval=_TELL_MS)
        self._telling.timeout.connect(self._tell)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        take_ring(self)
        self.setAccessibleName("Taper chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(QSize(320, 96))

    def show_chart(self, chart: Chart | None) -> None:
        """Draw this chart from now on; its words become the accessible description."""
        if chart == self._chart:
            return
        self._chart = chart
        if QAccessible.isActive():
            self._tell()
        else:
            self._telling.start()
        self.update()

    def _tell(self) -> None:
        """What a screen reader finds; while none is at work it is said once a run of edits is over."""
        self.setAccessibleDescription(". ".join(self.descriptions()))
        if QAccessible.isActive():
            self._place_nodes()

    def descriptions(self) -> tuple[str, ...]:
        """One sentence a step, in date order: what a screen reader tells of each."""
        return () if self._chart is None else tuple(t.words for t in self._chart.treads)

    def nodes(self) -> tuple["StepNode", ...]:
        """The nodes a screen reader walks over; none while no reader is at work."""
        return tuple(self._nodes)

    def _place_nodes(self) -> None:
        """One silent child over each tread, so that a reader finds every step where it is drawn."""
        treads = () if self._chart is None else self._chart.treads
        while len(self._nodes) > len(treads):
            self._nodes.pop().deleteLater()
        while len(self._nodes) < len(treads):
            self._nodes.append(StepNode(self))
        area = plot_area(QRectF(self.rect()))
        for node, tread in zip(self._nodes, treads, strict=True):
            if self._chart is not None:
                left = x_of(self._chart, area, tread.start)
                right = x_of(self._chart, area, tread.end)
                node.setGeometry(QRectF(left, area.top(), right - left, area.height()).toRect())
            node.setAccessibleName(tread.words)
            node.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._nodes:
            self._place_nodes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from step to step."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(way)

    def sizeHint(self) -> QSize:
        """Room for the chart at the size the mock-up gives it."""
        return QSize(700, 210)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole chart, its ground too: nothing behind it is painted first."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        if self._chart is None:
            painter.end()
            return
        Drawing(painter, self._chart, QRectF(self.rect())).draw()
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the step whose column was pressed, or take hold of its end."""
        if self._chart is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        area, x = plot_area(QRectF(self.rect())), event.position().x()
        held = end_at(self._chart, area, x)
        if held is not None and held.step is not None:
            self._pull = Pull(held.step, (held.end - held.start).days, x, self._chart, area.width())
            self.step_chosen.emit(held.step)
            return
        for tread in self._chart.treads:
            left, right = x_of(self._chart, area, tread.start), x_of(self._chart, area, tread.end)
            if tread.step is not None and left <= x < right:
                self.step_chosen.emit(tread.step)
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the held step longer, a week at a time; show where an end can be taken hold of."""
        if self._chart is None:
            return
        x = event.position().x()
        if self._pull is None:
            over = end_at(self._chart, plot_area(QRectF(self.rect())), x) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
            return
        days = self._pull.days_at(x)
        if days != self._pull.told:
            self._pull = self._pull.telling(days)
            self.pulled.emit(self._pull.step, days)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the step."""
        super().mouseReleaseEvent(event)
        if self._pull is not None:
            self._pull = None
            self.let_go.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A pause after the step that was pressed twice."""
        self.mousePressEvent(event)
        self._pull = None
        self.pause_wanted.emit()
