"""An edit is planned in one turn, shown in the next, painted in a third; what is typed is there at once."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QApplication

from pharmreview.domain.case import Case
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import Patient
from ui.screens.taper.table.steps_table import StepsModel
from ui.screens.taper.view import TaperView
from ui.state.desk import Desk
from ui.turns import InTurns


def slowly(desk: Desk) -> InTurns:
    """The desk as the window has it, with turns."""
    turns = InTurns()
    desk.lanes = replace(desk.lanes, turns=turns)
    return turns


def shows_its_plan(view: TaperView) -> bool:
    """Whether the table holds the rows of the plan as it now is."""
    held = view.centre.table.model()
    assert isinstance(held, StepsModel)
    return tuple(held.rows()) == view.model.props.table.rows


def test_that_a_typed_share_stands_at_once_and_the_plan_follows(
    opened: Desk, shown: Callable[..., TaperView]
) -> None:
    turns = slowly(opened)
    view = shown(opened)
    turns.finish()
    before = view.model.props
    view.pace.percent.set_value(Decimal(5))
    view.pace.percent.changed.emit(Decimal(5))
    assert view.pace.percent.value() == 5
    assert shows_its_plan(view) is False
    assert view.model.props.table != before.table
    assert len(turns) == 1
    turns.finish()
    assert shows_its_plan(view)
    assert view.centre.chart.updatesEnabled()
    assert view.centre.table.viewport().updatesEnabled()


def test_that_chart_and_table_are_painted_in_a_turn_after_they_are_shown(
    opened: Desk, shown: Callable[..., TaperView]
) -> None:
    turns = slowly(opened)
    view = shown(opened)
    turns.finish()
    view.model.pace.set_interval(Decimal(42))
    painted: list[bool] = []
    while len(turns):
        QApplication.processEvents()
        painted.append(view.centre.chart.updatesEnabled())
    assert False in painted
    assert painted[-1] is True


def test_that_many_edits_in_a_row_are_shown_once(opened: Desk, shown: Callable[..., TaperView]) -> None:
    turns = slowly(opened)
    view = shown(opened)
    turns.finish()
    told: list[object] = []
    view.model.held.changed.connect(told.append)
    for percent in (4, 5, 6):
        view.model.pace.set_percent(Decimal(percent))
    turns.finish()
    assert len(told) == 1
    assert view.pace.percent.value() == 6


def test_that_another_person_is_shown_at_once(opened: Desk, shown: Callable[..., TaperView]) -> None:
    turns = slowly(opened)
    view = shown(opened)
    turns.finish()
    rows = (ExportRow(row=2, name="Gabapentin 300mg capsules", directions="ONE THREE TIMES A DAY"),)
    opened.open_case.open(Case(id="two", patient=Patient(family_name="OTHER", given_name="Bo"), rows=rows))
    assert len(turns) == 0
    assert shows_its_plan(view)
