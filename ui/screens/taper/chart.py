"""The stepped chart, painted: flat treads, straight drops, baseline always nought."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from pharmreview.domain.value import plain
from ui.screens.taper.chart_model import Chart, Tread
from ui.theme.active import colour
from ui.theme.tokens import BOLD, MEDIUM, SEMIBOLD, Role
from ui.widgets.marks.painting import face, line_height, width_of

_LEFT = 40
_RIGHT = 14
_TOP = 22
_LABEL_GAP = 4
_WIDEST_LABEL_ROOM = 64
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class TaperChart(QWidget):
    """Draws one Chart. Pressing a tread chooses its step; the same can be done from the table."""

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self.setAccessibleName("Taper chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(QSize(320, 110))

    def show_chart(self, chart: Chart | None) -> None:
        """Draw this chart from now on; its words become the accessible description."""
        if chart == self._chart:
            return
        self._chart = chart
        words = "" if chart is None else ". ".join(t.words for t in chart.treads)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the chart at the size the mock-up gives it."""
        return QSize(700, 210)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole chart."""
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Drawing(painter, self._chart, QRectF(self.rect())).draw()
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the step whose column was pressed."""
        if self._chart is None:
            return
        area = _plot_area(QRectF(self.rect()))
        for tread in self._chart.treads:
            left, right = _x(self._chart, area, tread.start), _x(self._chart, area, tread.end)
            if tread.step is not None and left <= event.position().x() < right:
                self.step_chosen.emit(tread.step)
                return


def _plot_area(whole: QRectF) -> QRectF:
    foot = 2 * line_height(Role.LABEL) + 10
    return whole.adjusted(_LEFT, _TOP + line_height(Role.LABEL), -_RIGHT, -foot)


def _x(chart: Chart, area: QRectF, on: date) -> float:
    span = (chart.end - chart.start).days or 1
    return area.left() + area.width() * (on - chart.start).days / span


class _Drawing:
    """One painting of one chart."""

    def __init__(self, painter: QPainter, chart: Chart, whole: QRectF) -> None:
        self._painter = painter
        self._chart = chart
        self._area = _plot_area(whole)

    def draw(self) -> None:
        self._grid()
        self._areas()
        self._pauses()
        self._lines()
        self._treads()
        self._other()
        self._labels()
        self._today()
        self._axis()

    def _at(self, on: date) -> float:
        return _x(self._chart, self._area, on)

    def _height(self, dose: Decimal) -> float:
        share = 0.0 if not self._chart.top else float(dose / self._chart.top)
        return self._area.bottom() - self._area.height() * share

    def _column(self, tread: Tread) -> QRectF:
        left, top = self._at(tread.start), self._height(tread.dose)
        return QRectF(left, top, self._at(tread.end) - left, self._area.bottom() - top)

    def _write(
        self, x: float, y: float, words: str, token: str, weight: int, role: Role = Role.LABEL
    ) -> None:
        self._painter.setFont(face(role, weight))
        self._painter.setPen(colour(token))
        self._painter.drawText(QPointF(x, y), words)

    def _stroke(self, token: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        made = QPen(colour(token), width, style)
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(made)

    def _grid(self) -> None:
        ascent = line_height(Role.LABEL) / 3
        for level in self._chart.grid:
            y = self._height(level)
            self._stroke("line", 1)
            self._painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))
            words = plain(level)
            self._write(
                self._area.left() - 8 - width_of(words, Role.LABEL, MEDIUM), y + ascent, words, "ink2", MEDIUM
            )
        self._write(
            4,
            line_height(Role.LABEL),
            f"{self._chart.unit} a day".replace("/hour a day", "/hour"),
            "ink2",
            MEDIUM,
        )

    def _areas(self) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        for tread in self._chart.treads:
            chosen = tread.step == self._chart.chosen and bool(tread.label)
            self._painter.fillRect(self._column(tread), colour("past" if tread.taken or chosen else "tint"))

    def _pauses(self) -> None:
        for pause in self._chart.pauses:
            left, right = self._at(pause.start), self._at(pause.end)
            box = QRectF(left, self._area.top() - 4, right - left, self._area.bottom() - self._area.top() + 4)
            self._painter.fillRect(box, colour("hatchbg"))
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QBrush(colour("hatch"), Qt.BrushStyle.BDiagPattern))
            self._painter.drawRect(box)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._stroke("ink2", 1, Qt.PenStyle.DashLine)
            self._painter.drawRect(box)
            width = width_of(pause.words, Role.LABEL, SEMIBOLD)
            x = min(max(left + (right - left - width) / 2, 0.0), self._area.right() - width)
            self._write(x, self._area.top() - 8, pause.words, "ink", SEMIBOLD)

    def _lines(self) -> None:
        right = self._area.right()
        if self._chart.high_line is not None:
            y = self._height(self._chart.high_line.dose)
            self._stroke("ink3", 1, Qt.PenStyle.DotLine)
            self._painter.drawLine(QPointF(self._area.left(), y), QPointF(right, y))
            words = self._chart.high_line.words
            self._write(right - width_of(words, Role.LABEL, MEDIUM), y - _LABEL_GAP, words, "ink2", MEDIUM)
        if self._chart.aim is not None and self._chart.aim.dose > 0:
            y = self._height(self._chart.aim.dose)
            self._stroke("accent", 1.6, Qt.PenStyle.DotLine)
            self._painter.drawLine(QPointF(self._area.left(), y), QPointF(right, y))
            words = self._chart.aim.words
            below = y + line_height(Role.LABEL)
            self._write(right - width_of(words, Role.LABEL, SEMIBOLD), below, words, "accent", SEMIBOLD)

    def _treads(self) -> None:
        self._stroke("accent", 2)
        self._painter.drawPolyline(self._stair(self._chart.treads))
        for tread in self._chart.treads:
            if tread.step == self._chart.chosen and tread.label:
                self._stroke("accent", 5)
                y = self._height(tread.dose)
                self._painter.drawLine(QPointF(self._at(tread.start), y), QPointF(self._at(tread.end), y))

    def _other(self) -> None:
        if self._chart.other:
            self._stroke("plum", 1.8, Qt.PenStyle.DashLine)
            self._painter.drawPolyline(self._stair(self._chart.other))

    def _stair(self, treads: tuple[Tread, ...]) -> QPolygonF:
        points = []
        for tread in treads:
            y = self._height(tread.dose)
            points += [QPointF(self._at(tread.start), y), QPointF(self._at(tread.end), y)]
        return QPolygonF(points)

    def _labels(self) -> None:
        free = 0.0
        for tread in self._chart.treads:
            width = width_of(tread.label, Role.LABEL, BOLD)
            begins = self._at(tread.start)
            centre = begins + min(self._at(tread.end) - begins, _WIDEST_LABEL_ROOM) / 2
            left = centre - width / 2
            if not tread.label or (left < free and tread.step != self._chart.chosen):
                continue
            below = self._height(tread.dose) + line_height(Role.LABEL) + 1
            y = min(below, self._area.bottom() - _LABEL_GAP)
            self._write(left, y, tread.label, "ink", BOLD)
            free = left + width + 6

    def _today(self) -> None:
        x = self._at(self._chart.today)
        self._stroke("ink", 1.6)
        self._painter.drawLine(QPointF(x, self._area.top() - 16), QPointF(x, self._area.bottom()))
        self._write(x + 4, self._area.top() - 8, "Today", "ink", SEMIBOLD)

    def _axis(self) -> None:
        base = self._area.bottom()
        self._stroke("edge", 1)
        self._painter.drawLine(QPointF(self._area.left(), base), QPointF(self._area.right(), base))
        self._month_names(base + line_height(Role.LABEL) + 3)
        for on in self._chart.reviews:
            x = self._at(on)
            self._painter.setBrush(colour("surface"))
            self._stroke("accent", 1.4)
            self._painter.drawPolygon(
                QPolygonF(
                    [QPointF(x - 4, base), QPointF(x, base - 4), QPointF(x + 4, base), QPointF(x, base + 4)]
                )
            )
            self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _month_names(self, y: float) -> None:
        free = self._area.left()
        year_shown = 0
        for first in self._chart.months:
            x = self._at(first)
            self._stroke("edge", 1)
            self._painter.drawLine(QPointF(x, self._area.bottom()), QPointF(x, self._area.bottom() + 4))
            words = _MONTH_NAMES[first.month - 1]
            width = width_of(words, Role.LABEL, MEDIUM)
            if x + 4 < free or x + 4 + width > self._area.right() + _RIGHT:
                continue
            self._write(x + 4, y, words, "ink2", MEDIUM)
            free = x + 4 + width + 8
            if first.year != year_shown:
                self._write(x + 4, y + line_height(Role.LABEL), str(first.year), "ink", SEMIBOLD)
                year_shown = first.year
                free = max(free, x + 4 + width_of(str(first.year), Role.LABEL, SEMIBOLD) + 6)
