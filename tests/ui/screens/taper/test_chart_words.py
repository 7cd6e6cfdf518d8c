"""What the lines of the chart are is written where it can be read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QRectF

from ui.screens.taper.chart.axes import plot_area
from ui.screens.taper.chart.chart_model import ChartLine, PauseMark
from ui.screens.taper.chart.painted import Drawing
from ui.screens.taper.chart.placing import x_of
from ui.screens.taper.view import TaperView
from ui.state.desk import Desk
from ui.theme.tokens import MEDIUM, SEMIBOLD, Role
from ui.widgets.marks.painting import width_of

Shown = Callable[..., TaperView]


@pytest.mark.parametrize("weeks", [2, 5, 9])
@pytest.mark.parametrize("ends", [0, 20, 50, 90], ids=lambda days: f"{days} days before the end")
def test_that_what_the_lines_are_stands_on_no_pause(
    opened: Desk, shown: Shown, monkeypatch: pytest.MonkeyPatch, weeks: int, ends: int
) -> None:
    view = shown(opened)
    view.model.pace.set_aim(Decimal(60))
    chart = view.model.props.chart
    assert chart is not None
    assert chart.aim is not None
    end = chart.end - timedelta(days=ends)
    pause = PauseMark(end - timedelta(weeks=weeks), end, "")
    high = ChartLine(chart.top, "a high dose")
    written: list[tuple[float, str]] = []

    def put_down(_drawing: object, x: float, _y: float, words: str, *_more: object) -> None:
        written.append((x, words))

    monkeypatch.setattr(Drawing, "_write", put_down)
    view.centre.chart.show_chart(replace(chart, pauses=(pause,), high_line=high))
    view.centre.chart.grab()
    area = plot_area(QRectF(view.centre.chart.rect()))
    left, right = (x_of(chart, area, day) for day in (pause.start, pause.end))
    lines = [
        (x, words, weight)
        for line, weight in ((chart.aim, SEMIBOLD), (high, MEDIUM))
        for x, words in written
        if words == line.words
    ]
    assert high.words in [words for _, words, _ in lines]
    for x, words, weight in lines:
        assert x >= right or x + width_of(words, Role.LABEL, weight) <= left, words
