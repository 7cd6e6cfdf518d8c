"""Where the days and doses of a chart stand in pixels, for every picture of it."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QRectF

from ui.screens.taper.chart.chart_model import Chart, Tread


def x_of(chart: Chart, area: QRectF, on: date) -> float:
    """How far across a day stands, in pixels."""
    return area.left() + area.width() * chart.place_of(on)


class Placed:
    """A painting of a chart within an area: the baseline is always nought."""

    def __init__(self, chart: Chart, area: QRectF) -> None:
        self._chart = chart
        self._area = area
        self._left, self._width = area.left(), area.width()
        self._bottom, self._high = area.bottom(), area.height()
        self._heights: dict[Decimal, float] = {}
        self._first, self._days = chart.start.toordinal(), (chart.end - chart.start).days or 1

    def _at(self, on: date) -> float:
        return self._left + self._width * ((on.toordinal() - self._first) / self._days)

    def _height(self, dose: Decimal) -> float:
        y = self._heights.get(dose)
        if y is None:
            share = 0.0 if not self._chart.top else float(dose / self._chart.top)
            y = self._heights[dose] = self._bottom - self._high * share
        return y

    def _column(self, tread: Tread) -> QRectF:
        left, top = self._at(tread.start), self._height(tread.dose)
        return QRectF(left, top, self._at(tread.end) - left, self._area.bottom() - top)
