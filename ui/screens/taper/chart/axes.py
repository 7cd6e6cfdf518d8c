"""The ground of the stepped chart: its levels, its months, the mark of each step under the axis."""

from datetime import date
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from pharmreview.domain.digits import plain
from ui.screens.taper.chart.chart_model import Chart
from ui.screens.taper.chart.placing import Placed
from ui.theme.active import colour
from ui.theme.tokens import MEDIUM, SEMIBOLD, Role
from ui.widgets.marks.painting import ascent, line_height, put, width_of

_LEAST_GAP = 12
"""Pixels between two months that are marked."""
_LEFT = 40
_MARK = 6
RIGHT = 14
_TOP = 22
_LOW_LINES = 11
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plot_area(whole: QRectF) -> QRectF:
    """Where the treads are drawn, within the whole chart. A low chart has its years beside the months."""
    line = line_height(Role.LABEL)
    foot = (1 if is_low(whole) else 2) * line + 8
    top = line + 6 if is_low(whole) else _TOP + line
    return whole.adjusted(_LEFT, top, -RIGHT, -foot)


def is_low(whole: QRectF) -> bool:
    """True where there is no room for a second line of words under the axis."""
    return whole.height() < _LOW_LINES * line_height(Role.LABEL)


@lru_cache(maxsize=16)
def _diamond(edge: str, ground: str, ratio: float) -> QPixmap:
    """The mark of a step under the axis, drawn once: painting it as often as there are steps takes long."""
    side = round(2 * _MARK * ratio)
    mark = QPixmap(side, side)
    mark.setDevicePixelRatio(ratio)
    mark.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mark)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), 1.4))
    painter.setBrush(QColor(ground))
    ends = ((-4, 0), (0, -4), (4, 0), (0, 4))
    painter.drawConvexPolygon(QPolygonF([QPointF(_MARK + x, _MARK + y) for x, y in ends]))
    painter.end()
    return mark


@lru_cache(maxsize=64)
def _pen(rgba: int, width: float, style: Qt.PenStyle) -> QPen:
    made = QPen(QColor.fromRgba(rgba), width, style)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return made


class Axes(Placed):
    """A painting of a chart's ground, with the strokes that the rest of it is drawn with."""

    def __init__(self, painter: QPainter, chart: Chart, whole: QRectF) -> None:
        super().__init__(chart, plot_area(whole))
        self._painter = painter
        self._low = is_low(whole)

    def _write(
        self, x: float, y: float, words: str, token: str, weight: int, role: Role = Role.LABEL
    ) -> None:
        put(self._painter, QPointF(x, y - ascent(role)), words, token, role, weight)

    def _stroke(self, token: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        self._painter.setPen(_pen(colour(token).rgba(), width, style))

    def _grid(self) -> None:
        ascent = line_height(Role.LABEL) / 3
        free = self._area.bottom() + line_height(Role.LABEL)
        left, right = self._area.left(), self._area.right()
        self._stroke("line", 1)
        self._painter.drawLines(
            [QLineF(left, self._height(level), right, self._height(level)) for level in self._chart.grid]
        )
        for level in self._chart.grid:
            y = self._height(level)
            if y > free - line_height(Role.LABEL):
                continue
            free = y
            words = plain(level)
            self._write(
                self._area.left() - 8 - width_of(words, Role.LABEL, MEDIUM), y + ascent, words, "ink2", MEDIUM
            )
        if not self._low:
            self._write(4, line_height(Role.LABEL), self._chart.head, "ink2", MEDIUM)

    def _axis(self) -> None:
        base = self._area.bottom()
        self._stroke("edge", 1)
        self._painter.drawLine(QPointF(self._area.left(), base), QPointF(self._area.right(), base))
        self._month_names(base + line_height(Role.LABEL) + 3)
        mark = _diamond(
            colour("accent").name(), colour("surface").name(), self._painter.device().devicePixelRatio()
        )
        y = base - _MARK
        for on in self._chart.reviews:
            self._painter.drawPixmap(QPointF(self._at(on) - _MARK, y), mark)

    def _months_apart(self) -> tuple[date, ...]:
        """The months that are marked: all of them, or quarters, halves or years of a long plan."""
        months = self._chart.months
        gap = self._area.width() / max(len(months), 1)
        every = next((n for n in (1, 3, 6) if n * gap >= _LEAST_GAP), 12)
        return tuple(first for first in months if (first.month - 1) % every == 0)

    def _month_names(self, y: float) -> None:
        free, base = self._area.left(), self._area.bottom()
        year_shown = 0
        months = self._months_apart()
        begins = [self._at(first) for first in months]
        self._stroke("edge", 1)
        self._painter.drawLines([QLineF(x, base, x, base + 4) for x in begins])
        for first, x in zip(months, begins, strict=True):
            if x + 4 < free:
                continue
            words = MONTH_NAMES[first.month - 1]
            new_year = first.year != year_shown
            if new_year and self._low:
                words = f"{words} {first.year}"
            width = width_of(words, Role.LABEL, MEDIUM)
            if x + 4 + width > self._area.right() + RIGHT:
                continue
            self._write(x + 4, y, words, "ink2", MEDIUM)
            free = x + 4 + width + 8
            year_shown = first.year
            if new_year and not self._low:
                self._write(x + 4, y + line_height(Role.LABEL), str(first.year), "ink", SEMIBOLD)
                free = max(free, x + 4 + width_of(str(first.year), Role.LABEL, SEMIBOLD) + 6)
