"""Tables: rows declared as data, sorted as lists, shown without cutting a word."""

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.tables.cell_delegate import height_at, least_width, width_on_one_line
from ui.tables.column import Column
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.active import colour, wear
from ui.theme.tokens import ROW, Theme
from ui.widgets.marks.badge import Tier


@dataclass(frozen=True)
class Person:
    number: str
    name: str
    tier: Tier
    ome: Decimal | None
    why: str
    dose: str = "25 micrograms/hour"
    tablets: str = "ONE 25 micrograms/hour patch"
    closed: str = ""


_RANK = {Tier.HIGH: 0, Tier.MEDIUM: 1, Tier.LOW: 2}
COLUMNS: tuple[Column[Person], ...] = (
    Column(
        id="person",
        title="Person",
        text=lambda row: row.name,
        quiet=lambda row: row.number,
        sort_key=lambda row: row.name,
        bold=True,
        below=True,
    ),
    Column(
        id="tier",
        title="Tier",
        text=lambda row: row.tier,
        badge=lambda row: row.tier,
        sort_key=lambda row: _RANK.get(row.tier),
    ),
    Column(
        id="ome",
        title="OME mg a day",
        text=lambda row: "not known" if row.ome is None else str(row.ome),
        sort_key=lambda row: row.ome,
        bold=True,
        right=True,
    ),
    Column(id="dose", title="Dose", text=lambda row: row.dose, quiet=lambda row: row.tablets, bold=True),
    Column(
        id="why", title="Why this tier", text=lambda row: row.why, tooltip=lambda row: row.why, wraps=True
    ),
)
LONG = "OME 90 mg or more. Gabapentin and amitriptyline with an opioid, and 3 A&E visits in 12 months"
PEOPLE = (
    Person("999 000 0018", "MARLOW, Jean", Tier.HIGH, Decimal(120), LONG),
    Person(
        "999 000 0131", "MCBRIDE, Sandra", Tier.INCOMPLETE, None, "One row not read", closed="Row 7 not read."
    ),
    Person("999 000 0026", "OKORO, Daniel", Tier.HIGH, Decimal(90), "OME 90 mg or more"),
    Person("999 000 0115", "WELLS, Carol", Tier.LOW, Decimal(18), "On an opioid 3 months or more"),
    Person("999 000 0069", "DUNNE, Patrick", Tier.MEDIUM, Decimal(60), "OME 50 mg to 89 mg"),
)


def make_model() -> RowModel[Person]:
    model = RowModel(COLUMNS, key=lambda row: row.number, closed=lambda row: row.closed)
    model.set_rows(PEOPLE)
    return model


@pytest.fixture
def model() -> RowModel[Person]:
    return make_model()


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, model: RowModel[Person]) -> TableView:
    wear(qapp, Theme())
    table = TableView("People", model, two_lines=True)
    qtbot.addWidget(table)
    table.resize(900, 300)
    with qtbot.waitExposed(table):
        table.show()
    return table


def names(model: RowModel[Person]) -> list[str]:
    return [row.name.split(",")[0] for row in model.rows()]


def test_that_the_model_keeps_qts_own_rules(qtmodeltester: ModelTester, model: RowModel[Person]) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtmodeltester.check(model)
    model.sort_by("ome")
    model.filter_by(lambda by, places: [at for at in places if by.tags[at].ome is not None])
    model.set_rows(PEOPLE[:2])
    model.set_rows(())
    model.set_rows(PEOPLE)
    qtmodeltester.check(model)
    assert tester.model() is model


def test_that_rows_without_a_sort_key_come_last_either_way(model: RowModel[Person]) -> None:
    model.sort_by("ome")
    assert names(model) == ["WELLS", "DUNNE", "OKORO", "MARLOW", "MCBRIDE"]
    model.sort_by("ome", descending=True)
    assert names(model) == ["MARLOW", "OKORO", "DUNNE", "WELLS", "MCBRIDE"]


def test_that_rows_alike_keep_the_order_of_the_sort_before(model: RowModel[Person]) -> None:
    model.sort_by("ome", descending=True)
    model.sort_by("tier")
    assert names(model) == ["MARLOW", "OKORO", "DUNNE", "WELLS", "MCBRIDE"]
    assert model.sorting_words() == "Sorted by tier, then OME mg a day"


def test_that_an_incomplete_person_never_sorts_among_the_low(model: RowModel[Person]) -> None:
    for descending in (False, True):
        model.sort_by("tier", descending=descending)
        assert names(model)[-1] == "MCBRIDE"


def test_that_a_filter_hides_rows_and_letting_go_brings_them_back(model: RowModel[Person]) -> None:
    model.filter_by(lambda by, places: [at for at in places if by.tags[at].tier is Tier.HIGH])
    assert names(model) == ["MARLOW", "OKORO"]
    assert model.total() == 5
    model.filter_by(None)
    assert model.rowCount() == 5


def test_that_a_column_without_a_sort_key_does_not_sort(model: RowModel[Person]) -> None:
    before = names(model)
    model.sort(3, Qt.SortOrder.AscendingOrder)
    assert names(model) == before


def test_that_a_screen_reader_hears_the_column_and_the_whole_cell(model: RowModel[Person]) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 0), role) == "Person: MARLOW, Jean 999 000 0018"
    assert model.data(model.index(0, 1), role) == "Tier: High"


def test_that_a_closed_row_carries_its_reason(model: RowModel[Person]) -> None:
    assert model.data(model.index(1, 4), Qt.ItemDataRole.ToolTipRole) == "Row 7 not read."
    assert model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleDescriptionRole) == "Row 7 not read."
    assert model.data(model.index(0, 4), Qt.ItemDataRole.ToolTipRole) == LONG


def test_that_an_index_from_nowhere_holds_nothing(model: RowModel[Person]) -> None:
    assert model.data(QModelIndex()) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None


@pytest.mark.parametrize("scale", [100, 130])
@pytest.mark.parametrize("width", [1100, 800, 500])
def test_that_no_word_of_a_dose_or_a_reason_is_cut(
    view: TableView, qapp: QApplication, model: RowModel[Person], width: int, scale: int
) -> None:
    wear(qapp, Theme(scale=scale))
    try:
        view.resize(width, 300)
        qapp.processEvents()
        assert view.textElideMode() == Qt.TextElideMode.ElideNone
        for place in range(model.rowCount()):
            for at, column in enumerate(model.columns):
                cell = model.cell_at(place, at)
                assert view.rowHeight(place) >= height_at(cell, view.columnWidth(at))
                if not column.wraps:
                    assert view.columnWidth(at) >= width_on_one_line(cell)
    finally:
        wear(qapp, Theme())


def test_that_a_column_pulled_narrow_wraps_its_dose_and_stops_at_its_longest_word(view: TableView) -> None:
    view.setColumnWidth(3, 10)
    assert view.columnWidth(3) > 60
    assert view.rowHeight(0) > 43


def test_that_a_name_of_hundreds_of_letters_pushes_no_column_out(
    view: TableView, model: RowModel[Person]
) -> None:
    whole = sum(view.columnWidth(at) for at in range(len(COLUMNS)))
    model.set_rows((*PEOPLE, replace(PEOPLE[0], number="999 000 0190", name="Verylong" * 30)))
    view.fit()
    assert sum(view.columnWidth(at) for at in range(len(COLUMNS))) <= max(whole, view.viewport().width()) + 60
    place = model.place_of("999 000 0190")
    assert view.rowHeight(place) >= height_at(model.cell_at(place, 0), view.columnWidth(0))


def test_that_a_scroll_bar_that_comes_while_rows_grow_covers_no_column(
    view: TableView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    grow = view._fit_row

    def grown(place: int) -> int:
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        return grow(place)

    monkeypatch.setattr(view, "_fit_row", grown)
    before = view.viewport().width()
    view.fit()
    assert view.viewport().width() < before
    assert sum(view.columnWidth(at) for at in range(len(COLUMNS))) <= view.viewport().width()


def test_that_one_line_rows_are_as_tall_as_the_design_says(
    qtbot: QtBot, qapp: QApplication, model: RowModel[Person]
) -> None:
    model.set_rows([Person("1", "A", Tier.LOW, Decimal(1), "Short")])
    flat = RowModel([COLUMNS[2]], key=lambda row: row.number)
    flat.set_rows(model.rows())
    table = TableView("One", flat)
    qtbot.addWidget(table)
    table.resize(300, 120)
    with qtbot.waitExposed(table):
        table.show()
    assert table.rowHeight(0) == ROW


def test_that_enter_opens_a_row_and_a_closed_row_says_why_not(view: TableView, qtbot: QtBot) -> None:
    opened: list[Person] = []
    reasons: list[str] = []
    view.opened.connect(opened.append)
    view.refused.connect(reasons.append)
    view.choose("999 000 0018")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    view.choose("999 000 0131")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [PEOPLE[0]]
    assert reasons == ["Row 7 not read."]


def test_that_typing_finds_a_person_by_any_of_their_names(view: TableView, qtbot: QtBot) -> None:
    qtbot.keyClicks(view, "ok")
    assert view.current_row().name == "OKORO, Daniel"
    view._typed = ""
    qtbot.keyClicks(view, "sand")
    assert view.current_row().name == "MCBRIDE, Sandra"


def test_that_home_and_end_reach_the_first_and_last_rows(view: TableView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_row() == PEOPLE[-1]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_row() == PEOPLE[0]


def test_that_ctrl_up_sorts_by_the_column_and_says_so(
    view: TableView, model: RowModel[Person], qtbot: QtBot
) -> None:
    said: list[str] = []
    view.sorted_by.connect(said.append)
    view.setCurrentIndex(model.index(0, 2))
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert said == ["Sorted by OME mg a day"]
    assert names(model)[0] == "WELLS"
    assert view.accessibleDescription() == "Sorted by OME mg a day. OME mg a day, sorted ascending."
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert names(model)[0] == "MARLOW"
    heard = Qt.ItemDataRole.AccessibleTextRole
    assert model.headerData(2, Qt.Orientation.Horizontal, heard) == "OME mg a day, sorted descending"
    assert model.headerData(0, Qt.Orientation.Horizontal, heard) == "Person"


def test_that_the_head_shows_which_column_a_key_would_sort_by_while_the_table_has_the_keys(
    view: TableView, model: RowModel[Person], qtbot: QtBot
) -> None:
    def bar(column: int) -> str:
        head = view.horizontalHeader().viewport()
        place = view.horizontalHeader().sectionViewportPosition(column)
        return head.grab().toImage().pixelColor(place + 20, head.height() - 2).name()

    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert (bar(0) == colour("accent").name(), bar(1) == colour("accent").name()) == (False, True)
    view.clearFocus()
    assert bar(1) != colour("accent").name()


def test_that_the_chosen_row_survives_sorting_and_new_rows(view: TableView, model: RowModel[Person]) -> None:
    view.choose("999 000 0026")
    model.sort_by("person", descending=True)
    assert view.current_row().name == "OKORO, Daniel"
    model.set_rows(PEOPLE[1:])
    assert view.current_row().name == "OKORO, Daniel"


def test_that_losing_the_chosen_row_is_told(view: TableView, model: RowModel[Person]) -> None:
    told: list[object] = []
    view.choose("999 000 0026")
    view.chosen.connect(told.append)
    model.filter_by(lambda by, places: [at for at in places if by.tags[at].tier is Tier.LOW])
    assert told[-1] is None


def test_that_new_values_under_the_same_keys_do_not_move_anything(
    view: TableView, model: RowModel[Person]
) -> None:
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    view.choose("999 000 0026")
    model.set_rows([Person(row.number, row.name, row.tier, Decimal(5), row.why) for row in PEOPLE])
    assert resets == []
    assert model.rows()[0].ome == 5
    assert view.current_row().ome == 5


def test_that_space_ticks_the_chosen_row(view: TableView, qtbot: QtBot) -> None:
    ticked: list[Person] = []
    view.ticked.connect(ticked.append)
    view.choose("999 000 0115")
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert [row.name for row in ticked] == ["WELLS, Carol"]


def test_that_the_chosen_row_is_tinted_with_a_bar(
    view: TableView, qapp: QApplication, tmp_path: Path
) -> None:
    view.choose("999 000 0026")
    qapp.processEvents()
    picture = view.grab()
    picture.save(str(tmp_path / "table.png"))
    image = picture.toImage()
    down = view._head.height() + view.rowViewportPosition(2) + view.rowHeight(2) // 2
    assert image.pixelColor(1, down) == QColor(colour("accent"))
    assert image.pixelColor(5, down) == QColor(colour("tint"))
    assert image.pixelColor(5, down - view.rowHeight(1)) == QColor(colour("surface"))


def test_that_a_dose_far_down_a_long_table_is_whole_when_it_is_reached(
    qtbot: QtBot, qapp: QApplication, model: RowModel[Person]
) -> None:
    wear(qapp, Theme())
    long_dose = "12.5 micrograms/hour and then some unusually long directions"
    rows = [Person(str(at), f"Row {at}", Tier.LOW, Decimal(1), "why", "5 mg", "") for at in range(3000)]
    rows.append(Person("last", "Last", Tier.LOW, Decimal(1), "why", long_dose, ""))
    model.set_rows(rows)
    table = TableView("Long", model)
    qtbot.addWidget(table)
    table.resize(700, 200)
    with qtbot.waitExposed(table):
        table.show()
    table.choose("last")
    qapp.processEvents()
    cell = model.cell_at(3000, 3)
    assert table.rowHeight(3000) >= height_at(cell, table.columnWidth(3))
    assert table.columnWidth(3) >= least_width(cell)


@pytest.fixture
def tickable(qtbot: QtBot, qapp: QApplication) -> TableView:
    wear(qapp, Theme())
    rows = RowModel(COLUMNS, key=lambda row: row.number, tickable=True)
    rows.set_rows(PEOPLE)
    table = TableView("People", rows, two_lines=True)
    rows.setParent(table)
    qtbot.addWidget(table)
    table.resize(900, 300)
    with qtbot.waitExposed(table):
        table.show()
    table.choose(PEOPLE[1].number)
    return table


def ticked(table: TableView) -> list[str]:
    return [row.name.split(",")[0] for row in PEOPLE if row.number in table._model.ticks]


def test_that_space_ticks_a_row_and_clears_it_again(tickable: TableView, qtbot: QtBot) -> None:
    qtbot.keyClick(tickable, Qt.Key.Key_Space)
    assert ticked(tickable) == ["MCBRIDE"]
    assert tickable._model.data(tickable.currentIndex(), Qt.ItemDataRole.CheckStateRole) is not None
    assert tickable._model.cell_at(1, 0).spoken.startswith("ticked, MCBRIDE")
    qtbot.keyClick(tickable, Qt.Key.Key_Space)
    assert ticked(tickable) == []


def test_that_shift_and_the_arrows_tick_a_range_that_can_shrink_again(
    tickable: TableView, qtbot: QtBot
) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(tickable, Qt.Key.Key_Down, shift)
    qtbot.keyClick(tickable, Qt.Key.Key_Down, shift)
    assert ticked(tickable) == ["MCBRIDE", "OKORO", "WELLS"]
    qtbot.keyClick(tickable, Qt.Key.Key_Up, shift)
    assert ticked(tickable) == ["MCBRIDE", "OKORO"]


def test_that_ctrl_a_ticks_only_what_is_shown_and_esc_clears_all(tickable: TableView, qtbot: QtBot) -> None:
    tickable._model.filter_by(lambda by, places: [at for at in places if by.tags[at].tier is Tier.HIGH])
    qtbot.keyClick(tickable, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert ticked(tickable) == ["MARLOW", "OKORO"]
    tickable._model.filter_by(None)
    assert ticked(tickable) == ["MARLOW", "OKORO"]
    qtbot.keyClick(tickable, Qt.Key.Key_Escape)
    assert ticked(tickable) == []


def test_that_a_press_on_the_box_ticks_and_a_press_on_the_name_only_chooses(
    tickable: TableView, qtbot: QtBot
) -> None:
    middle = tickable.visualRect(tickable._model.index(2, 0)).center().y()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(tickable.viewport(), left, pos=QPoint(16, middle))
    assert ticked(tickable) == ["OKORO"]
    qtbot.mouseClick(tickable.viewport(), left, pos=QPoint(120, middle))
    assert ticked(tickable) == ["OKORO"]


def test_that_columns_stay_as_wide_as_they_were_while_rows_are_only_filtered(
    view: TableView, model: RowModel[Person]
) -> None:
    before = [view.columnWidth(at) for at in range(len(COLUMNS))]
    model.filter_by(lambda by, places: [at for at in places if by.tags[at].tier is Tier.LOW])
    assert [view.columnWidth(at) for at in range(len(COLUMNS))] == before
