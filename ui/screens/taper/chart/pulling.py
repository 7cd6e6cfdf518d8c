"""Taking hold of the end of a step on the chart, and how many days it is drawn to."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from ui.screens.taper.chart.chart_model import Chart, Tread
from ui.screens.taper.chart.placing import x_of

_NEAR = 6.0
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Pull:
    """A step held by its end: its days when it was taken, where, and how wide the chart's days then were."""

    step: int
    days: int
    x: float
    chart: Chart
    width: float
    told: int = -1

    def days_at(self, x: float) -> int:
        """The days the step is drawn to, in whole weeks more or less than it had."""
        span = (self.chart.end - self.chart.start).days or 1
        weeks = round((x - self.x) * span / max(self.width, 1.0) / _WEEK)
        return max(self.days + weeks * _WEEK, 1)

    def telling(self, days: int) -> "Pull":
        """The same, once so many days were told."""
        return replace(self, told=days)


def end_at(chart: Chart, area: QRectF, x: float) -> Tread | None:
    """The step whose end is near enough to take hold of; the last one has none."""
    near = [
        (abs(x_of(chart, area, tread.end) - x), tread)
        for tread in chart.treads[:-1]
        if tread.step is not None and tread.label and not tread.taken
    ]
    found = min(near, key=lambda pair: pair[0], default=None)
    return found[1] if found is not None and found[0] <= _NEAR else None
