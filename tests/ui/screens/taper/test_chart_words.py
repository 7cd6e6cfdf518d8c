"""What the lines of the chart are is written where it can be read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from ui.screens.taper.chart.axes import plot_area
from ui.screens.taper.chart.chart_model import ChartLine, PauseMark
from ui.screens.taper.chart.painted import Drawing
from ui.screens.taper.chart.placing import Placed, x_of
from ui.screens.taper.view import TaperView
from ui.state.desk import Desk
from ui.theme.tokens import BOLD, MEDIUM, SEMIBOLD, Role
from ui.widgets.marks.painting import line_height, width_of

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


@pytest.mark.parametrize("days", [30, 120, 200, 231])
def test_that_doses_and_the_aim_stand_on_no_line_whatever_day_is_asked_about(
    opened: Desk, shown: Shown, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    view = shown(opened)
    view.model.pace.set_aim(Decimal(60))
    view.model.compare.turn()
    view.model.ask.where(view.model.held.inputs.today + timedelta(days=days))
    view.model.choose(4)
    chart = view.model.props.chart
    assert chart is not None
    assert chart.aim is not None
    assert chart.asked is not None
    written: list[tuple[float, float, str]] = []

    def put_down(_drawing: object, x: float, y: float, words: str, *_more: object) -> None:
        written.append((x, y, words))

    monkeypatch.setattr(Drawing, "_write", put_down)
    view.centre.chart.show_chart(chart)
    view.centre.chart.resize(680, 180)
    view.centre.chart.grab()
    area = plot_area(QRectF(view.centre.chart.rect()))
    doses = {tread.label for tread in chart.treads if tread.label}
    told = [one for one in written if one[2] in doses | {chart.aim.words} and one[0] > area.left()]
    assert chart.aim.words in [words for _, _, words in told]
    assert len(told) >= len(doses) - 1
    asked, placed = x_of(chart, area, chart.asked), Placed(chart, area)
    for x, y, words in told:
        weight = SEMIBOLD if words == chart.aim.words else BOLD
        right, top = x + width_of(words, Role.LABEL, weight), y - line_height(Role.LABEL) / 2
        for treads in (chart.treads, chart.beside):
            for tread, after in pairwise((*treads, treads[-1])):
                flat, next_flat = (placed._height(t.dose) for t in (tread, after))
                begins, ends = (x_of(chart, area, day) for day in (tread.start, tread.end))
                assert not (begins < right and ends > x and top < flat < y), (words, tread)
                drops = flat < y and next_flat > top and tread is not after
                assert not (drops and x < ends < right), (words, tread)
        below = y > placed._height(chart.dose_on(chart.asked) or Decimal(0))
        assert not (below and x < asked < right), words
