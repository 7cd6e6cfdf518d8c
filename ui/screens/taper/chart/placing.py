"""Where the days and doses of a chart stand in pixels, for every picture of it."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QRectF

from ui.screens.taper.chart.chart_model import Chart, Tread


def x_of(chart: Chart, area: QRectF, on: date) -> float:
    """How far across a day stands, in pixels."""
    return area.left() + area.width() * chart.place_of(on)


class Flat(NamedTuple):
    """One tread in pixels: where it begins and ends, and how high it stands."""

    left: float
    right: float
    y: float


class Stair:
    """A stair in pixels: its flats from left to right, with the drops between them."""

    def __init__(self, flats: Sequence[Flat]) -> None:
        self.flats = flats
        self._lefts = [flat.left for flat in flats]

    def runs_through(self, box: QRectF) -> bool:
        """Whether a flat or a drop of it crosses a box."""
        begins, top, ends, bottom = box.left(), box.top(), box.right(), box.bottom()
        at = max(bisect_right(self._lefts, begins) - 1, 0)
        for place in range(at, len(self.flats)):
            left, right, y = self.flats[place]
            if left > ends:
                return False
            if right >= begins and top <= y <= bottom:
                return True
            after = self.flats[place + 1].y if place + 1 < len(self.flats) else y
            if begins <= right <= ends and min(y, after) <= bottom and max(y, after) >= top:
                return True
        return False


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
