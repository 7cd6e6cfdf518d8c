"""The builder on the screen: by keyboard, at every size, with nothing cut."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from pharmreview.domain.case import Case
from pharmreview.domain.lines.row import ExportRow
from tests.ui.screens.taper.conftest import SMALL, SMALLEST, WIDE
from ui.screens.taper.frame.folding import mode_for
from ui.screens.taper.panels.side_tabs import CAUTIONS, PACE
from ui.screens.taper.view import TaperView
from ui.state.desk import Desk
from ui.tables.cell_delegate import height_at, width_on_one_line
from ui.tables.column import Cell
from ui.theme.tokens import Theme, ThemeName
from ui.widgets.marks.focus_ring import REACH

Shown = Callable[..., TaperView]
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _press(widget: QWidget, key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, mods)
    QApplication.processEvents()


def _case(desk: Desk) -> Case:
    assert desk.open_case.case is not None
    return desk.open_case.case


def test_that_up_and_down_move_the_table_and_the_chart_together(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.centre.table.setFocus()
    _press(view.centre.table, Qt.Key.Key_Down)
    assert view.model.props.chosen == 2
    assert view.model.props.chart is not None
    assert view.model.props.chart.chosen == 2
    assert view.model.props.supply is not None
    assert view.model.props.supply.title == "Supply for step 2"
    view.centre.chart.setFocus()
    _press(view.centre.chart, Qt.Key.Key_Up)
    assert view.centre.table.current_row().key == 1


def test_that_alt_t_turns_between_the_chart_and_its_table(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.centre.table.setFocus()
    _press(view.centre.table, Qt.Key.Key_T, _ALT)
    assert view.centre.chart.hasFocus()
    _press(view.centre.chart, Qt.Key.Key_T, _ALT)
    assert view.centre.table.hasFocus()


def test_that_pressing_a_tread_chooses_its_step(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    QTest.mouseClick(view.centre.chart, Qt.MouseButton.LeftButton, pos=view.centre.chart.rect().center())
    chosen = view.model.props.chosen
    assert chosen is not None
    assert chosen > 1
    assert view.centre.table.current_row().key == chosen


def test_that_a_stepper_by_key_is_one_edit_and_ctrl_z_words_say_what(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.pace.every.setFocus()
    field = QApplication.focusWidget()
    assert field is not None
    _press(field, Qt.Key.Key_Up)
    _press(field, Qt.Key.Key_Up)
    taper = _case(opened).taper
    assert taper is not None
    assert taper.pace.every_days == 42
    assert "time between steps" in view.header.undo.toolTip()
    view.header.undo.click()
    assert _case(opened).taper is None
    assert view.pace.every.value() == 28


def test_that_typing_62_keeps_62_and_offers_its_neighbours(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.pace.aim.setFocus()
    field = QApplication.focusWidget()
    assert field is not None
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "62")
    view.pace.aim.commit()
    assert view.pace.aim.typed() == "62"
    assert "62 mg cannot be made" in view.pace.problem("aim")
    assert [int(o) for o in view.pace.aim.offers()] == [60, 65]
    assert _case(opened).taper is None
    assert not view.header.agree.isEnabled()
    view.pace.aim._accept(view.pace.aim.offers()[0])
    taper = _case(opened).taper
    assert taper is not None
    assert [int(a) for a in taper.aim.values()] == [60]
    assert not view.pace.problem("aim")


def test_that_an_aim_typed_over_one_that_was_refused_is_read_as_typed(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.pace.aim.setFocus()
    for words, told in (("500", "below"), ("62", "cannot be made"), ("6", "cannot be made"), ("60", "")):
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.selectAll()
        for key in words:
            QTest.keyClicks(field, key)
            QApplication.processEvents()
            opened.lanes.turns.finish()
        assert view.pace.aim.typed() == words
        view.pace.aim.commit()
        opened.lanes.turns.finish()
        assert told in view.pace.problem("aim")
    taper = _case(opened).taper
    assert taper is not None
    assert [int(a) for a in taper.aim.values()] == [60]
    assert view.pace.aim.typed() == "60 mg"


def test_that_a_past_day_stays_typed_with_its_sentence(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.pace.start.set_typed("")
    view.pace.start.setFocus()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "1 Nov 2026")
    view.pace.start.commit()
    assert "in the past" in view.pace.problem("start")
    assert "1 Nov 2026" in view.pace.start.typed()
    assert view.model.props.table.rows


def test_that_enter_on_a_locked_card_says_why_and_offers_the_turn(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    card = next(c for c in view.medicines.cards() if c.words().name.startswith("Gabapentin"))
    card.setFocus()
    _press(card, Qt.Key.Key_Return)
    assert card.words().asked
    button = next(b for b in card.findChildren(QAbstractButton) if b.text().startswith("Change this"))
    assert button.isVisible()
    button.click()
    assert view.medicines.cards()[0].words().record.startswith("Gabapentin")


def test_that_a_pause_is_made_saved_and_taken_out_by_keyboard(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.centre.table.setFocus()
    before = view.model.props.table
    _press(view.centre.table, Qt.Key.Key_H, _CTRL)
    field = QApplication.focusWidget()
    assert field is not None
    assert view.pause.length.isAncestorOf(field)
    _press(field, Qt.Key.Key_Up)
    assert view.model.props.pausing is not None
    assert view.model.props.pausing.later == "3 weeks later"
    _press(field, Qt.Key.Key_Return, _CTRL)
    assert view.model.props.pausing is None
    pause = next(r for r in view.model.props.table.rows if r.across)
    assert view.centre.table.hasFocus()
    view.model.choose(pause.key)
    _press(view.centre.table, Qt.Key.Key_Delete)
    assert view.model.props.table == before


def test_that_a_pause_before_the_start_keeps_its_sentence_when_the_day_is_left(
    opened: Desk, shown: Shown
) -> None:
    view = shown(opened)
    view.centre.table.setFocus()
    _press(view.centre.table, Qt.Key.Key_H, _CTRL)
    view.pause.start.setFocus()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "1/11/2020")
    _press(field, Qt.Key.Key_Tab)
    assert view.pause._from.problem().startswith("The pause from 1 Nov 2020 is before the first step")
    assert not view.pause.save.isEnabled()


def test_that_escape_leaves_a_pause_without_a_trace(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.centre.table.setFocus()
    _press(view.centre.table, Qt.Key.Key_H, _CTRL)
    field = QApplication.focusWidget()
    assert field is not None
    _press(field, Qt.Key.Key_Escape)
    assert view.model.props.pausing is None
    assert _case(opened).taper is None


def test_that_the_print_range_follows_its_keys(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    view.centre.table.setFocus()
    _press(view.centre.table, Qt.Key.Key_3, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert _case(opened).answers["taper.show_to_person"] == "whole-route"


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_that_the_whole_agreement_goes_by_keyboard(opened: Desk, shown: Shown, size: tuple[int, int]) -> None:
    view = shown(opened, size)
    kept: list[object] = []
    view.case_kept.connect(kept.append)
    view.centre.table.setFocus()
    _press(view.centre.table, Qt.Key.Key_Return, _CTRL)
    assert view.gate.isVisible()
    assert view.gate.note.hasFocus()
    QTest.keyClicks(view.gate.note, "Products make no smaller step")
    _press(view.gate.note, Qt.Key.Key_Return, _CTRL)
    assert view.gate.tick.hasFocus() or view.gate.isVisible()
    view.gate.tick.setFocus()
    _press(view.gate.tick, Qt.Key.Key_Space)
    _press(view.gate.tick, Qt.Key.Key_Return, _CTRL)
    opened.lanes.vault.drain()  # type: ignore[attr-defined]
    assert len(kept) == 1


def test_that_a_screen_reader_finds_one_node_a_step(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    assert view.centre.chart.descriptions()[1] == "Step 1, 1 Dec 2026, 110 milligrams a day, 8.3 percent less"
    QAccessible.setActive(True)
    try:
        view.model.pace.set_interval(Decimal(35))
        nodes = view.centre.chart.nodes()
        assert [n.accessibleName() for n in nodes] == list(view.centre.chart.descriptions())
        assert all(n.isVisible() for n in nodes)
    finally:
        QAccessible.setActive(False)


def test_that_everything_focusable_has_a_name(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    for widget in view.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not widget.focusProxy():
            assert widget.accessibleName(), widget


@pytest.mark.parametrize(
    ("width", "scale", "mode"),
    [
        (1366, 100, "wide"),
        (1366, 115, "wide"),
        (1366, 130, "small"),
        (1179, 100, "narrow"),
        (910, 100, "small"),
        (910, 130, "tight"),
    ],
)
def test_that_panels_fold_by_width_and_text_size(width: int, scale: int, mode: str) -> None:
    assert mode_for(width, scale) == mode


_LISTS = {
    "tablets": [("MST Continus 60mg tablets", "ONE TWICE A DAY")],
    "six hourly": [("Codeine 30mg tablets", "TWO FOUR TIMES A DAY")],
    "weekly patch": [("Butec 20micrograms/hour transdermal patches", "ONE PATCH EVERY 7 DAYS")],
    "three day patch": [("Fentanyl 75micrograms/hour transdermal patches", "ONE PATCH EVERY 72 HOURS")],
    "two ingredients": [("Co-codamol 30mg/500mg tablets", "TWO FOUR TIMES A DAY")],
}


def _take(desk: Desk, medicines: list[tuple[str, str]]) -> None:
    rows = tuple(ExportRow(row=n, name=m[0], directions=m[1]) for n, m in enumerate(medicines, 2))
    desk.open_case.edit("Rows", lambda case: case.model_copy(update={"rows": rows}))


def _cells_cut(view: TaperView) -> list[str]:
    table = view.centre.table
    model = table.model()
    cut = []
    for place, row in enumerate(view.model.props.table.rows):
        table.choose(row.key)
        for at, (head, _title) in enumerate(view.model.props.table.heads):
            cell = row.cells.get(head, Cell(""))
            width = table.columnWidth(at)
            if not cell.wraps and width_on_one_line(cell) > width:
                cut.append(f"{head}: {cell.spoken} needs {width_on_one_line(cell)} of {width}")
            if height_at(cell, width) > table.rowHeight(place):
                cut.append(f"{head}: {cell.spoken} is too tall")
        if row.across:
            across = sum(table.columnWidth(at) for at in range(2, model.columnCount()))
            if height_at(Cell(row.across), across) > table.rowHeight(place):
                cut.append(row.across)
    return cut


def _labels_cut(view: TaperView) -> list[str]:
    cut = []
    for label in view.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        short = not label.wordWrap() and label.width() < label.sizeHint().width()
        if short or label.height() < needed:
            cut.append(f"{label.text()!r}: {label.width()}x{label.height()}, needs {needed} high")
    return cut


@pytest.mark.parametrize(
    ("kind", "size", "scale"),
    [
        ("tablets", WIDE, 100),
        ("tablets", SMALLEST, 130),
        ("six hourly", WIDE, 115),
        ("six hourly", SMALL, 100),
        ("six hourly", SMALLEST, 130),
        ("weekly patch", SMALL, 100),
        ("weekly patch", WIDE, 130),
        ("three day patch", SMALLEST, 130),
        ("two ingredients", SMALLEST, 130),
        ("two ingredients", WIDE, 100),
    ],
)
def test_that_no_dose_medicine_or_date_is_ever_cut(
    worn: Callable[[Theme], None],
    opened: Desk,
    shown: Shown,
    kind: str,
    size: tuple[int, int],
    scale: int,
) -> None:
    _take(opened, _LISTS[kind])
    worn(Theme(ThemeName.LIGHT, scale))
    view = shown(opened, size)
    assert view.size().toTuple() == size
    view.model.choose(1)
    view.model.pause.begin()
    view.model.pause.save()
    for _ in range(4):  # panels inside panels settle one after the other
        QApplication.processEvents()
    assert view.model.props.table.rows
    assert _cells_cut(view) == []
    assert _labels_cut(view) == []


def test_that_the_largest_text_leaves_five_rows_and_the_basis_in_view_and_the_chart_a_key_away(
    worn: Callable[[Theme], None], opened: Desk, shown: Shown
) -> None:
    worn(Theme(ThemeName.LIGHT, 130))
    view = shown(opened, SMALL)
    table, chart = view.centre.table, view.centre.chart
    QApplication.processEvents()
    seen = range(table.rowAt(0), table.rowAt(table.viewport().height() - 1))
    assert len(seen) >= 5
    assert view.centre.based_short.isVisible()
    assert (table.hasFocus(), chart.isVisible()) == (True, False)
    _press(table, Qt.Key.Key_T, _ALT)
    assert (chart.hasFocus(), table.isVisible()) == (True, False)
    _press(chart, Qt.Key.Key_T, _ALT)
    assert (table.hasFocus(), chart.isVisible()) == (True, False)
    view.tabs.show_tab(PACE)
    assert view.tabs.isAncestorOf(QApplication.focusWidget())
    assert view.centre.based_short.isVisible()


def test_that_only_the_table_and_the_panels_scroll_and_never_across(opened: Desk, shown: Shown) -> None:
    view = shown(opened)
    assert not view.centre.table.horizontalScrollBar().isVisible()
    for area in view.findChildren(QScrollArea):
        assert not area.horizontalScrollBar().isVisible()


def test_that_a_small_window_offers_the_turn_of_a_locked_medicine(opened: Desk, shown: Shown) -> None:
    view = shown(opened, SMALL)
    gabapentin = next(m for m in view.model.props.medicines if m.name.startswith("Gabapentin"))
    view.header.medicine_chosen.emit(gabapentin.id)
    QApplication.processEvents()
    assert view.turn.isVisible()
    assert "One medicine moves at a time" in view.turn.reason()
    button = next(b for b in view.turn.findChildren(QAbstractButton) if b.isVisible())
    button.click()
    assert view.model.props.medicines[0].record.startswith("Gabapentin")
    assert not view.turn.isVisible()


def test_that_three_dose_times_and_more_are_a_list(opened: Desk, shown: Shown) -> None:
    _take(opened, _LISTS["six hourly"])
    view = shown(opened, SMALL)
    assert view.pace.lower_list.isVisible()
    assert not view.pace.lower_first.isVisible()
    view.pace.lower_list.chosen.emit("night")
    taper = _case(opened).taper
    assert taper is not None
    assert taper.lower_first is not None
    assert taper.lower_first.value == "night"


@pytest.mark.parametrize("size", [WIDE, SMALLEST])
def test_that_the_ring_round_the_chart_covers_nothing_that_is_said_over_it(
    opened: Desk, shown: Shown, size: tuple[int, int]
) -> None:
    view = shown(opened, size)
    chart, legend = view.centre.chart, view.centre.legend
    chart.setFocus()
    QApplication.processEvents()
    over = legend.mapTo(view, legend.rect().bottomLeft()).y()
    assert over + REACH <= chart.mapTo(view, chart.rect().topLeft()).y()


def test_that_larger_text_leaves_the_keys_with_what_agreeing_waits_for(
    worn: Callable[[Theme], None], opened: Desk, shown: Shown
) -> None:
    view = shown(opened, SMALL)
    _press(view.centre.table, Qt.Key.Key_Return, _CTRL)
    assert view.gate.note.hasFocus()
    worn(Theme(ThemeName.LIGHT, 130))
    QApplication.processEvents()
    assert (view.placing.mode, view.tabs.tab()) == ("tight", CAUTIONS)
    assert view.gate.note.hasFocus()
    view.tabs.show_tab(PACE)
    view.pace.percent.setFocus()
    _press(view.pace.percent, Qt.Key.Key_Return, _CTRL)
    assert view.gate.note.hasFocus()


def test_that_a_step_joined_from_the_table_leaves_the_keys_there_though_the_gate_is_shown_again(
    opened: Desk, shown: Shown
) -> None:
    view = shown(opened)
    view.model.pace.set_aim(Decimal(60))
    view.model.pace.set_percent(Decimal(25))
    view.model.agreement.agree()
    QApplication.processEvents()
    assert view.gate.note.hasFocus()
    view.model.pace.set_percent(Decimal(10))
    QApplication.processEvents()
    assert view.gate.isHidden()
    view.centre.table.setFocus()
    view.model.choose(2)
    view.model.steps.join()
    QApplication.processEvents()
    assert not view.gate.isHidden()
    assert view.centre.table.hasFocus()
