"""The line going down in large type: where the person is, the next step, pauses, and the end."""

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screens.taper.chart.axes import MONTH_NAMES
from ui.screens.taper.chart.chart_model import PauseMark
from ui.screens.taper.chart.placing import Placed
from ui.screens.taper.person.shown import Route
from ui.theme.active import colour
from ui.theme.tokens import BOLD, REGULAR, SEMIBOLD, Role
from ui.widgets.marks.painting import face, line_height, width_of

_SMALL, _BODY = Role.PATIENT_SMALL, Role.PATIENT_BODY
_GAP = 8


class RouteChart(QWidget):
    """Paints one Route; its words are the accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._route: Route | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("My route, as steps")

    def sizeHint(self) -> QSize:
        """As large as there is room; never what pushes the answers out of the window."""
        return QSize(420, 120)

    def show_route(self, route: Route | None) -> None:
        """Draw this from now on."""
        if route == self._route:
            return
        self._route = route
        told = [] if route is None else [route.now, *(t.words for t in route.chart.treads), route.end]
        self.setAccessibleDescription(". ".join(words for words in told if words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole line."""
        if self._route is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Drawing(painter, self._route, QRectF(self.rect())).draw()
        painter.end()


class _Drawing(Placed):
    """One painting of one route."""

    def __init__(self, painter: QPainter, route: Route, whole: QRectF) -> None:
        line = line_height(_SMALL)
        left = max((width_of(words, _SMALL) for words in route.levels), default=40) + _GAP + 4
        super().__init__(route.chart, whole.adjusted(left, 2 * line, -10, -line - _GAP))
        self._painter = painter
        self._route = route
        self._written: list[QRectF] = []
        """Where words stand over the stair."""

    def draw(self) -> None:
        """The ground first, the words last."""
        self._levels()
        for tread in self._chart.treads:
            token = "past" if tread.step == self._chart.chosen else "tint"
            self._painter.fillRect(self._column(tread), colour(token))
        for pause in self._chart.pauses:
            self._hatch(pause)
        self._stair()
        self._months()
        self._words()
        for pause in self._chart.pauses:
            self._name(pause)

    def _stroke(self, token: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        made = QPen(colour(token), width, style)
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(made)

    def _write(self, x: float, y: float, words: str, token: str, role: Role, weight: int) -> None:
        path = QPainterPath()
        path.addText(QPointF(x, y), face(role, weight), words)
        self._painter.strokePath(path, QPen(colour("surface"), 4))
        self._painter.fillPath(path, colour(token))

    def _levels(self) -> None:
        free = self._area.bottom() + line_height(_SMALL)
        for level, words in zip(self._chart.grid, self._route.levels, strict=True):
            y = self._height(level)
            if y > free - line_height(_SMALL):
                continue
            free = y
            self._stroke("line" if level else "edge", 1)
            self._painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))
            x = self._area.left() - _GAP - width_of(words, _SMALL, REGULAR)
            self._write(x, y + line_height(_SMALL) / 3, words, "ink2", _SMALL, REGULAR)

    def _stair(self) -> None:
        points = []
        for tread in self._chart.treads:
            y = self._height(tread.dose)
            points += [QPointF(self._at(tread.start), y), QPointF(self._at(tread.end), y)]
        self._stroke("accent", 2.5)
        self._painter.drawPolyline(QPolygonF(points))
        coming = next((t for t in self._chart.treads if t.step == self._chart.chosen), None)
        if coming is not None:
            self._stroke("accent", 7)
            y = self._height(coming.dose)
            self._painter.drawLine(QPointF(self._at(coming.start), y), QPointF(self._at(coming.end), y))

    def _hatch(self, pause: PauseMark) -> None:
        top = self._height(self._chart.dose_on(pause.start) or Decimal(0))
        left, right = self._at(pause.start), self._at(pause.end)
        area = QRectF(left, top, right - left, self._area.bottom() - top)
        self._painter.fillRect(area, colour("hatchbg"))
        self._stroke("edge", 1, Qt.PenStyle.DashLine)
        self._painter.setBrush(QBrush(colour("hatch"), Qt.BrushStyle.BDiagPattern))
        self._painter.drawRect(area)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _name(self, pause: PauseMark) -> None:
        why = pause.words.removeprefix("Pause").removeprefix(": ")
        words = f"{why[:1].upper()}{why[1:]}: a pause" if why else "A pause"
        width = width_of(words, _SMALL, SEMIBOLD)
        x = min(self._at(pause.start), self._area.right() - width)
        under = self._under(x, width)
        over = self._height(max(under, default=Decimal(0))) - _GAP
        below = self._height(min(under, default=Decimal(0))) + line_height(_SMALL) + 4
        free = next((y for y in (over, below) if self._is_free(x, y, width)), below + line_height(_SMALL))
        self._over(x, free, words, "ink", _SMALL, SEMIBOLD)

    def _under(self, x: float, width: float) -> list[Decimal]:
        """The doses of the stair under words that stand here."""
        return [t.dose for t in self._chart.treads if self._at(t.end) > x and self._at(t.start) < x + width]

    def _is_free(self, x: float, y: float, width: float) -> bool:
        """Whether words on this line run into none that stand there."""
        line = line_height(_SMALL)
        place = QRectF(x, y - line, width, line)
        return y < self._area.bottom() and not any(place.intersects(other) for other in self._written)

    def _over(self, x: float, y: float, words: str, token: str, role: Role, weight: int) -> None:
        """Words over the stair: others keep clear of them."""
        self._write(x, y, words, token, role, weight)
        line = line_height(role)
        self._written.append(QRectF(x - _GAP, y - line, width_of(words, role, weight) + 2 * _GAP, line + 4))

    def _months(self) -> None:
        base, free = self._area.bottom(), self._area.left()
        for first in self._chart.months:
            x = self._at(first)
            words = MONTH_NAMES[first.month - 1]
            width = width_of(words, _SMALL, REGULAR)
            self._stroke("edge", 1)
            self._painter.drawLine(QPointF(x, base), QPointF(x, base + 5))
            if x + 4 >= free and x + 4 + width <= self._area.right() + 10:
                self._write(x + 4, base + line_height(_SMALL), words, "ink2", _SMALL, REGULAR)
                free = x + width + 26

    def _words(self) -> None:
        chart, route = self._chart, self._route
        on = max(chart.today, chart.start)
        dose = chart.dose_on(on)
        coming = next((t for t in chart.treads if t.step == chart.chosen), None)
        coming_x, coming_y = self._area.right(), self._area.bottom()
        if coming is not None and route.coming:
            width = width_of(route.coming, _BODY, SEMIBOLD)
            coming_x = min(self._at(coming.start) + 10, self._area.right() - width)
            coming_y = self._height(coming.dose) - _GAP - 2
            if dose is not None and coming_x < self._at(on) + 14:
                coming_y = min(coming_y, self._height(dose) - 16)  # clear of the mark of where they are
            self._over(coming_x, coming_y, route.coming, "accent", _BODY, SEMIBOLD)
        if dose is not None:
            x, y = self._at(on), self._height(dose)
            self._painter.setBrush(colour("surface"))
            self._stroke("ink", 3)
            self._painter.drawEllipse(QPointF(x, y), 8, 8)
            self._written.append(QRectF(x - 12, y - 12, 24, 24))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            left = max(x - 10, self._area.left())
            high = y - 16
            if left + width_of(route.now, _SMALL, SEMIBOLD) > coming_x - _GAP:
                high = min(high, coming_y - line_height(_BODY))
            self._over(left, high, route.now, "ink", _SMALL, SEMIBOLD)
        if route.end and chart.treads:
            width = width_of(route.end, _SMALL, BOLD)
            x = self._area.right() - width
            y = self._height(chart.treads[-1].dose) + line_height(_SMALL) + 4
            if y > self._area.bottom() - 2:
                y = self._height(max(self._under(x, width))) - _GAP
            if not self._is_free(x, y, width):
                y -= 2 * line_height(_BODY)
            self._over(x, y, route.end, "ink", _SMALL, BOLD)
