"""How a plan ends: said in one line, set exactly by key, and kept like every other part of the pace."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from pharmreview.domain.taper.plan import TaperRequest
from tests.ui.screens.taper.conftest import SMALL, WIDE, Opener
from tests.ui.screens.taper.test_view import Shown
from ui.screens.taper.pacing.pace_rules import FractionRule, ShareRule, SmallerShareRule
from ui.screens.taper.view_model import TaperModel
from ui.screens.taper.working.ending import ended_otherwise
from ui.state.desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
_SLOWS = "Below 39.6 mg a day (33% of the start) each dose lasts at least 6 weeks."
_TIMES = "Both dose times stay down to 10 mg a day; then morning is left out."


def _taper(desk: Desk) -> TaperRequest:
    assert desk.open_case.case is not None
    assert desk.open_case.case.taper is not None
    return desk.open_case.case.taper


def _type(words: str) -> None:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_that_one_line_says_how_the_plan_ends(model: TaperModel) -> None:
    stops = "The last dose, 5 mg, is kept 6 weeks; then it stops."
    assert model.props.ending.line == f"{_SLOWS} {stops} {_TIMES}"
    model.pace.set_aim(Decimal(60))
    assert model.props.ending.line == (
        "It would slow below 39.6 mg a day (33% of the start), where it does not come. "
        "It ends at 60 mg a day and stays there. Both dose times stay."
    )
    assert not model.props.ending.stops
    model.pace.set_slow_below(Decimal(0))
    assert model.props.ending.line.startswith("It does not slow near the end.")


def test_that_dose_times_left_out_one_after_another_are_told(taking: Opener) -> None:
    four = taking(("Tramadol 50mg capsules", "TWO FOUR TIMES A DAY"))
    assert four.props.ending.line.endswith(
        "All dose times stay down to 200 mg a day; then they are left out, night last."
    )


def test_that_one_step_to_nothing_is_told(taking: Opener) -> None:
    one = taking(("Buprenorphine 5micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 7 DAYS"))
    assert one.props.ending.line == (
        "It would slow below 1.65 micrograms/hour (33% of the start), where it does not come. "
        "It stops from 5 micrograms/hour in one step."
    )


def test_that_each_part_of_the_ending_is_one_edit_undone_by_itself(opened: Desk, model: TaperModel) -> None:
    changes = (
        lambda: model.pace.set_slow_below(Decimal("0.5")),
        lambda: model.pace.set_slow_percent(Decimal(5)),
        lambda: model.pace.set_slow_interval(Decimal(56)),
        lambda: model.pace.set_last_hold(Decimal(84)),
    )
    before = model.props
    for change in changes:
        change()
    pace = _taper(opened).pace
    assert (pace.slow_below_fraction, pace.slow_percent) == (Decimal("0.5"), Decimal(5))
    assert (pace.slow_every_days, pace.last_hold_days) == (56, 84)
    assert model.props.ending.line == (
        "Below 60 mg a day (50% of the start) each dose lasts at least 8 weeks and each step is up to 5% of "
        f"the dose, where products make it. The last dose, 5 mg, is kept 12 weeks; then it stops. {_TIMES}"
    )
    assert model.props.based.endswith("below 50% of the start every 8 weeks, up to 5%; last dose 12 weeks.")
    history = opened.open_case.history
    assert history.undoText() == "Time on the last dose"
    for _ in changes:
        history.undo()
    assert model.props.ending == before.ending
    for _ in changes:
        history.redo()
    assert _taper(opened).pace == pace
    model.pace.set_usual_ending()
    assert (model.props.ending.usual, model.props.ending.line) == (True, before.ending.line)
    history.undo()
    assert _taper(opened).pace == pace


def test_that_a_share_there_that_is_no_smaller_is_as_above(opened: Desk, model: TaperModel) -> None:
    model.pace.set_slow_percent(Decimal(6))
    assert (model.props.ending.share, model.props.ending.above) == (6, 10)
    model.pace.set_slow_percent(Decimal(10))
    assert _taper(opened).pace.slow_percent is None
    model.pace.set_slow_percent(Decimal(6))
    model.pace.set_percent(Decimal(5))
    assert "each step" not in model.props.ending.line
    assert model.props.ending.share == model.props.ending.above == 5


def test_that_the_working_of_a_late_step_says_its_own_share_and_why_it_lasts(model: TaperModel) -> None:
    model.pace.set_slow_percent(Decimal(5))
    model.pace.set_last_hold(Decimal(84))
    rows = {row.cells["total"].words: row.key for row in model.props.table.rows}
    model.choose(rows["5"])
    lines = {line.what: line.result for line in model.working()}
    assert lines["Agreed, below 39.6 mg, at most: 5% of 10 mg"] == "0.5 mg"
    why = "The pace is 4 weeks; below 39.6 mg a day at least 6 weeks and the last dose at least 12 weeks"
    assert lines[why] == "12 weeks"
    model.choose(rows["110"])
    assert "Agreed, at most: 10% of 120 mg" in {line.what for line in model.working()}


def test_that_two_plans_may_end_in_two_ways(opened: Desk, model: TaperModel) -> None:
    model.compare.turn()
    model.pace.set_last_hold(Decimal(84))
    model.pace.set_slow_below(Decimal("0.5"))
    assert model.props.compared is not None
    rows = {row.what: (row.a, row.b) for row in model.props.compared.rows}
    assert rows["Slows below"] == ("33%", "50%")
    assert rows["Last dose"] == ("4 weeks", "12 weeks")
    assert "Steps there" not in rows
    assert "is kept 12 weeks" in model.props.ending.line
    model.compare.set_changing("a")
    assert "is kept 6 weeks" in model.props.ending.line
    model.compare.swap()
    assert _taper(opened).pace.last_hold_days == 84
    one, other = model.held.inputs.plan, model.held.inputs.beside
    assert one is not None
    assert other is not None
    assert ended_otherwise(one, one, model.held.inputs.settings) == ()
    assert ("Last dose", "12 weeks", "4 weeks") in ended_otherwise(one, other, model.held.inputs.settings)


def test_that_an_aim_above_a_change_of_product_takes_it_out_and_says_so(
    opened: Desk, model: TaperModel
) -> None:
    said: list[str] = []
    model.held.status.connect(said.append)
    liquid = next(o for o in model.switch.offers() if o.title.endswith("10mg/5ml oral solution"))
    model.switch.confirm(liquid.switch)
    assert "The last dose, 1 mg, is kept 6 weeks" in model.props.ending.line
    model.compare.turn()
    model.pace.set_aim(Decimal(20))
    assert model.props.compared is not None
    assert model.props.compared.rows
    assert _taper(opened).switches
    model.compare.turn()
    model.pace.set_aim(Decimal(20))
    assert not model.props.refused
    assert "It ends at 20 mg a day and stays there." in model.props.ending.line
    assert said[-1] == "The plan ends before its change of product: the change is taken out."
    opened.open_case.history.undo()
    assert _taper(opened).switches


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["1366x768", "910x512"])
def test_that_the_ending_is_set_by_keys_and_what_is_wrong_is_said_in_a_sentence(
    opened: Desk, shown: Shown, size: tuple[int, int]
) -> None:
    view = shown(opened, size)
    mods = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert not view.ending.below.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, mods)
    assert view.ending.below.isAncestorOf(QApplication.focusWidget())
    _type("250")
    assert (
        view.ending.problem("below") == "Type a percentage from 0 to 100, such as 33, or \u201cnever\u201d."
    )
    assert not view.header.agree.isEnabled()
    _type("40")
    assert (view.ending.problem("below"), view.header.agree.isEnabled()) == ("", True)
    view.ending.hold.setFocus()
    _type("60 weeks")
    assert view.ending.problem("last_hold") == "Type from 0 to 52 weeks."
    _type("9")
    view.ending.every.setFocus()
    _type("2")
    assert view.ending.problem("every_below") == "Type from 4 to 12 weeks."
    QApplication.focusWidget().clear()  # type: ignore[union-attr]
    _type("")
    assert view.ending.problem("every_below") == "Type how many weeks each dose lasts, such as 4."
    pace = _taper(opened).pace
    assert (pace.slow_below_fraction, pace.last_hold_days, pace.slow_every_days) == (Decimal("0.4"), 63, None)
    view.ending.usual.click()
    assert view.ending.problem("every_below") == ""
    assert _taper(opened).pace.last_hold_days is None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, mods)
    assert not view.ending.below.isVisible()


@pytest.mark.parametrize(
    ("typed", "value"), [("7.5", "7.5"), ("up to 8 %", "8"), ("12.25 percent", "12.25"), ("1", "1")]
)
def test_that_a_share_may_have_a_point(typed: str, value: str) -> None:
    assert ShareRule(Decimal(25)).read(typed).value == Decimal(value)


@pytest.mark.parametrize("typed", ["0", "26", "7,5", "ten", "-3", "1.234", "5%%"])
def test_that_a_share_that_cannot_be_used_is_said(typed: str) -> None:
    reading = ShareRule(Decimal(25)).read(typed)
    assert reading.value is None
    assert reading.problem.endswith(("7.5.", "25."))


def test_that_shares_step_by_whole_percents_from_where_they_stand() -> None:
    share, smaller, part = ShareRule(Decimal(25)), SmallerShareRule(Decimal("7.5")), FractionRule()
    assert (share.neighbour(Decimal("7.5"), 1), share.neighbour(Decimal("7.5"), -1)) == (8, 7)
    assert (smaller.neighbour(Decimal(7), 1), smaller.written(Decimal("7.5"))) == (Decimal("7.5"), "as above")
    assert smaller.read("as above").value == Decimal("7.5")
    assert smaller.read("9").problem == "Type a percentage from 1 to 7.5, or \u201cas above\u201d."
    assert (part.written(Decimal("0.33")), part.written(Decimal(0))) == ("33% of the start", "never")
    assert (part.read("33% of the start").value, part.read("never").value) == (Decimal("0.33"), 0)
    assert part.neighbour(Decimal("0.33"), 1) == Decimal("0.4")
