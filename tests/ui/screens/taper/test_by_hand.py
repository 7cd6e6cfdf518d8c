"""Steps drawn longer, split and joined by mouse and by key, each undone as one; two plans; questions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pharmreview.domain.case import Case
from tests.ui.screens.taper.conftest import Opener
from ui.screens.taper.chart.axes import plot_area
from ui.screens.taper.chart.chart_model import ChartLine
from ui.screens.taper.chart.placing import x_of
from ui.screens.taper.frame.working import Working
from ui.screens.taper.view import TaperView
from ui.screens.taper.view_model import TaperModel
from ui.state.desk import Desk
from ui.theme.active import colour

Shown = Callable[..., TaperView]
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def _case(desk: Desk) -> Case:
    assert desk.open_case.case is not None
    return desk.open_case.case


def _totals(model: TaperModel) -> list[str]:
    return [r.cells["total"].words for r in model.props.table.rows if "total" in r.cells]


def _days(model: TaperModel, number: int) -> int:
    plan = model.held.inputs.plan
    assert plan is not None
    return next(s.days for s in plan.steps if s.number == number)


def test_that_a_step_made_longer_by_key_moves_what_follows_and_is_undone_as_one(
    opened: Desk, shown: Shown
) -> None:
    view = shown(opened)
    before = view.model.props.table
    view.centre.table.setFocus()
    for _ in range(2):
        QTest.keyClick(view.centre.table, Qt.Key.Key_Right, _SHIFT)
    QApplication.processEvents()
    assert _days(view.model, 1) == 42
    assert view.model.props.step is not None
    assert (view.model.props.step.length, view.model.props.step.by_hand) == ("6 weeks", True)
    assert view.model.props.chart is not None
    assert view.centre.table.current_row().key == 1
    opened.open_case.history.undo()
    assert view.model.props.table == before
    opened.open_case.history.redo()
    assert _days(view.model, 1) == 42


def test_that_a_step_is_never_shorter_than_the_pace_and_back_there_nothing_is_set_by_hand(
    opened: Desk, model: TaperModel
) -> None:
    said: list[str] = []
    model.held.status.connect(said.append)
    model.steps.turn(-1)
    assert said == ["The pace keeps this step 4 weeks. It is never shorter."]
    assert _case(opened).taper is None
    model.steps.turn(1)
    model.steps.turn(-1)
    taper = _case(opened).taper
    assert taper is None or taper.by_hand == {}


def test_that_a_step_is_drawn_longer_by_its_end_as_one_edit_while_the_axis_stays(
    opened: Desk, shown: Shown
) -> None:
    view = shown(opened)
    chart, model = view.centre.chart, view.model
    drawn = model.props.chart
    assert drawn is not None
    area = plot_area(QRectF(chart.rect()))
    tread = drawn.treads[1]
    a_week = area.width() * 7 / (drawn.end - drawn.start).days
    start = QPoint(round(x_of(drawn, area, tread.end)), chart.height() // 2)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
    for weeks in (1, 2, 3):
        QTest.mouseMove(chart, start + QPoint(round(weeks * a_week), 0))
    during = model.props.chart
    assert during is not None
    assert (during.start, during.end) == (drawn.start, drawn.end)
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=start + QPoint(round(3 * a_week), 0))
    assert _days(model, 1) == 49
    assert opened.open_case.history.count() == 1
    assert model.props.chart is not None
    assert model.props.chart.end > drawn.end
    opened.open_case.history.undo()
    assert _case(opened).taper is None


def test_that_pressing_a_step_twice_begins_a_pause_after_it(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    QTest.mouseDClick(view.centre.chart, Qt.MouseButton.LeftButton, pos=view.centre.chart.rect().center())
    assert view.model.props.pausing is not None


def test_that_a_step_is_split_at_a_dose_in_between_and_joined_again(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    before = _totals(view.model)
    view.centre.table.setFocus()
    QTest.keyClick(view.centre.table, Qt.Key.Key_D, _CTRL | _SHIFT)
    assert _totals(view.model)[:3] == ["120", "115", "110"]
    QTest.keyClick(view.centre.table, Qt.Key.Key_J, _CTRL | _SHIFT)
    assert _totals(view.model) == before
    assert opened.open_case.history.count() == 2


def test_that_joined_steps_above_the_agreed_share_ask_for_a_reason(model: TaperModel) -> None:
    model.steps.join()
    assert _totals(model)[:2] == ["120", "100"]
    assert "set-by-hand-exceeds-pace" in [c.code for c in model.props.cautions]
    assert model.props.gate.why


def test_that_what_cannot_be_joined_is_said_and_leaves_everything_as_it_was(
    opened: Desk, model: TaperModel
) -> None:
    said: list[str] = []
    model.held.status.connect(said.append)
    for _ in range(4):
        model.choose(1)
        model.steps.join()
    assert "no plan goes above 25 percent" in said[-1]
    assert not model.props.pace.problems
    assert model.props.header.can_agree


def test_that_another_size_of_step_lets_the_planner_choose_again_but_keeps_longer_steps(
    opened: Desk, model: TaperModel
) -> None:
    before = _totals(model)
    model.steps.split()
    model.choose(3)
    model.steps.turn(1)
    assert _totals(model) != before
    model.pace.set_percent(Decimal(9))
    model.pace.set_percent(Decimal(10))
    assert _totals(model) == before
    taper = _case(opened).taper
    assert taper is not None
    assert [one.days for hand in taper.by_hand.values() for one in hand.lasting] == [35]


def test_that_patches_are_drawn_longer_in_whole_wear_periods(taking: Opener) -> None:
    model = taking(("Fentanyl 75micrograms/hour transdermal patches", "ONE PATCH EVERY 72 HOURS"))
    model.choose(1)
    model.steps.turn(1)
    assert _days(model, 1) == 39


def test_that_two_plans_stand_side_by_side_and_follow_every_change(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    model = view.model
    view.centre.table.setFocus()
    QTest.keyClick(view.centre.table, Qt.Key.Key_D, _CTRL)
    QApplication.processEvents()
    assert view.compare.isVisible()
    assert model.props.chart is not None
    assert model.props.chart.beside
    rows = {what: (a, b) for what, a, b in view.compare.rows()}
    assert rows["Steps"][0] == rows["Steps"][1]
    assert rows["Time"][0] != rows["Time"][1]
    model.pace.set_percent(Decimal(5))
    changed = {what: (a, b) for what, a, b in view.compare.rows()}
    assert changed["Steps"][0] == rows["Steps"][0]
    assert int(changed["Steps"][1]) > int(rows["Steps"][1])
    model.compare.set_changing("a")
    model.pace.set_aim(Decimal(60))
    shorter = {what: (a, b) for what, a, b in view.compare.rows()}
    assert int(shorter["Steps"][0]) < int(changed["Steps"][0])
    assert shorter["Steps"][1] == changed["Steps"][1]


def test_that_using_b_swaps_the_two_and_every_part_of_it_is_undone(opened: Desk, model: TaperModel) -> None:
    model.compare.turn()
    model.pace.set_named("very-slow")
    before = _case(opened)
    draft = model.held.inputs.request
    model.compare.swap()
    after = _case(opened)
    assert after.taper is not None
    assert (after.taper.pace.percent, after.taper.pace.every_days) == (Decimal(5), 56)
    assert after.beside == draft
    opened.open_case.history.undo()
    assert _case(opened) == before
    opened.open_case.history.undo()
    opened.open_case.history.undo()
    assert (_case(opened).beside, model.props.compared) == (None, None)


def test_that_a_plan_b_which_cannot_be_made_is_said_and_not_used(opened: Desk, model: TaperModel) -> None:
    model.compare.turn()
    model.compare.set_changing("a")
    model.compare.set_changing("b")
    broken = _case(opened).beside
    assert broken is not None
    pace = broken.pace.model_copy(update={"every_days": 900})
    other = broken.model_copy(update={"pace": pace})
    opened.open_case.edit("Broken", lambda c: c.model_copy(update={"beside": other}))
    assert model.props.compared is not None
    assert "900 days" in model.props.compared.problem
    taper = _case(opened).taper
    model.compare.swap()
    assert _case(opened).taper == taper


def test_that_a_named_pace_sets_both_figures_and_other_figures_are_ones_own(
    opened: Desk, model: TaperModel
) -> None:
    assert model.props.asked.pace == "usual"
    model.pace.set_named("faster")
    assert (model.props.pace.percent, model.props.pace.every_days) == (Decimal(10), 14)
    assert "FPM" in model.props.asked.source
    model.pace.set_interval(Decimal(21))
    assert model.props.asked.pace == "own"
    assert opened.open_case.history.count() == 2


def test_that_the_pace_that_is_there_by_a_day_is_found_off_the_window_and_used(
    opened: Desk, model: TaperModel
) -> None:
    model.pace.set_aim(Decimal(60))
    model.ask.by(date(2027, 12, 1))
    assert not model.props.asked.by_answer
    opened.lanes.press.drain()  # type: ignore[attr-defined]
    assert model.props.asked.by_answer == "10% every 6 weeks: 2 Nov 2027"
    assert model.props.asked.can_use
    model.ask.use()
    assert model.props.pace.every_days == 42
    assert not model.props.asked.can_use


def test_that_a_day_too_soon_is_answered_with_the_soonest(opened: Desk, model: TaperModel) -> None:
    model.ask.by(date(2027, 1, 1))
    opened.lanes.press.drain()  # type: ignore[attr-defined]
    assert model.props.asked.by_answer.startswith("Soonest ")
    assert "every 2 weeks" in model.props.asked.by_answer


def test_that_the_plan_says_where_it_would_be_at_christmas(model: TaperModel) -> None:
    assert model.props.asked.where == date(2026, 12, 25)
    assert model.props.asked.where_answer.startswith("110 mg, 1 of ")
    model.ask.where(date(2026, 11, 25))
    assert "120 mg" in model.props.asked.where_answer


def test_that_the_figures_of_a_step_open_their_working(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    lines = {line.what: line.result for line in view.model.working()}
    assert lines["Morning: 1 × 30 mg + 2 × 10 mg"] == "50 mg"
    assert lines["Falls by 10 mg ÷ 120 mg"] == "8.3%"
    assert lines["Agreed, at most: 10% of 120 mg"] == "12 mg"
    assert lines["Issue of 10 mg: 2 a day × 28 days"] == "56"
    view.centre.table.setFocus()
    QTest.keyClick(view.centre.table, Qt.Key.Key_Return)
    (dialog,) = [w for w in view.findChildren(Working) if w.isVisible()]
    dialog.close()


def test_that_what_the_person_said_stands_before_what_the_plan_is_based_on(model: TaperModel) -> None:
    model.turn.say("slower")
    assert model.props.based.startswith("Jean says: slower. Based on ")


def test_that_a_clear_line_says_what_the_plan_is_based_on(model: TaperModel) -> None:
    assert model.props.based == (
        "Based on the list of 20 Nov 2026; Opioids Aware, 2020; UK products; "
        "steps up to 10% of the current dose; below 33% of the start every 6 weeks; last dose 6 weeks."
    )


def test_that_what_is_pressed_again_and_again_stays_where_it_is(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    bar, pace = view.centre.steps, view.pace

    def places() -> list[QPoint]:
        for _ in range(3):
            QApplication.processEvents()
        parts = (bar.shorter, bar.longer, bar.working, pace.every, pace.start, pace.aim, view.asked.where)
        return [part.mapTo(view, QPoint()) for part in parts]

    view.model.pace.set_interval(Decimal(42))
    before, chart = places(), view.centre.chart.geometry()
    view.model.pace.set_interval(Decimal(84))
    view.model.pace.set_percent(Decimal("7.5"))
    assert (bar.length.text(), places()) == ("12 weeks", before)
    view.model.pace.set_aim(Decimal(60))
    assert (places(), view.centre.chart.geometry()) == (before, chart)


def test_that_two_answers_break_between_them_and_not_within(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.model.compare.turn()
    _by, where = view.asked.answers()
    assert [part[:2] for part in where.split(", ")] == ["A\u00a0", "B\u00a0"]


@pytest.mark.parametrize("under", range(1, 7))
def test_that_a_line_parted_for_a_dose_leaves_the_chosen_step_whole(
    opened: Desk, shown: Shown, under: int
) -> None:
    view = shown(opened)
    chart = view.model.props.chart
    assert chart is not None
    step = chart.treads[1]
    area = plot_area(QRectF(view.centre.chart.rect()))
    level = ChartLine(step.dose - under * chart.top / round(area.height()), "Aim")
    left, right = (round(x_of(chart, area, day)) for day in (step.start, step.end))

    def drawn(aim: ChartLine | None) -> list[str]:
        view.centre.chart.show_chart(replace(chart, aim=aim, chosen=step.step))
        picture = view.centre.chart.grab().toImage()
        thick = [y for y in range(picture.height()) if picture.pixelColor(left + 8, y) == colour("accent")]
        return [picture.pixelColor(x, y).name() for x in range(left + 8, right - 8) for y in thick[:4]]

    assert drawn(level) == drawn(None)
